"""How well pairs are found in a labelled list: by the keys and verdicts of the product, without a database."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from contacts.matching.keys import keys
from contacts.matching.verdict import Band, judge
from tools.dedupe.lists import Labelled, Pair, in_order


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of a set of pairs, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Quality:
    """`certain` alone, and `suggested`: certain and to be checked together. `reached`: true pairs with a common key."""

    name: str
    parties: int
    pairs: int
    certain: Score
    suggested: Score
    reached: float
    seconds: float


def quality(labelled: Labelled, name: str = "") -> Quality:
    begun = time.perf_counter()
    near = set(_near(labelled))
    bands = {pair: judge(labelled.parties[pair[0]], labelled.parties[pair[1]]).band for pair in near}
    seconds = time.perf_counter() - begun
    certain = {pair for pair, band in bands.items() if band is Band.CERTAIN}
    suggested = {pair for pair, band in bands.items() if band is not Band.DIFFERENT}
    return Quality(
        name=name or labelled.name,
        parties=len(labelled.parties),
        pairs=len(labelled.pairs),
        certain=score(certain, labelled.pairs),
        suggested=score(suggested, labelled.pairs),
        reached=len(near & labelled.pairs) / len(labelled.pairs),
        seconds=seconds,
    )


def score(found: set[Pair], true: frozenset[Pair]) -> Score:
    right = len(found & true)
    return Score(precision=right / len(found) if found else 1.0, recall=right / len(true) if true else 1.0)


def _near(labelled: Labelled) -> Iterator[Pair]:
    places: dict[str, list[str]] = {}
    for pk, party in labelled.parties.items():
        for key in keys(party):
            places.setdefault(key, []).append(pk)
    for together in places.values():
        for at, one in enumerate(together):
            for other in together[at + 1 :]:
                yield in_order(one, other)
