"""Naive Bayes over signs: what a text probably is, and by which of its words. Pure; knows no Django.

Each label has a rate for each sign: the share of its texts that hold it, drawn towards the rate over all labels while
there is little to go by (m-estimate; Manning, Raghavan, Schütze 2008, ch. 13, for the classifier). A label nobody has
used yet therefore neither wins nor loses by it. Words known beforehand count as texts that were read already.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Final

from feedback.suggesting.lexicon import HOLLOW

KNOWN_TEXTS: Final = 40.0
"""What is known beforehand weighs like so many texts for each label."""
KNOWN_SHARE: Final = 0.2
"""Of which so many hold any one known word."""
CAUTION: Final = 3.0
"""Texts of an average label that each rate starts with."""
EVEN: Final = 25.0
"""Texts of each label that the frequency of labels starts with."""
SURE: Final = 0.45
TELLING: Final = 0.25
MOST_REASONS: Final = 3


@dataclass(frozen=True)
class Guess:
    """A label, the words that speak most for it, and its lead over the next one (logarithm of the odds)."""

    label: str
    because: tuple[str, ...]
    lead: float


class Bayes:
    """Learned once from `known` (label -> signs) and from `read` (label and signs of each text).

    `twice`: a sign that is not known must stand in two texts before it tells anything. `sure`: the smallest lead, as
    the natural logarithm of the odds, with which anything is suggested.
    """

    def __init__(
        self,
        known: Mapping[str, Iterable[str]],
        read: Iterable[tuple[str, Iterable[str]]],
        *,
        twice: bool = False,
        sure: float = SURE,
    ) -> None:
        self._labels, self._sure = list(known), sure
        held: dict[str, Counter[str]] = {label: Counter() for label in known}
        texts = dict.fromkeys(known, 0.0)
        for label, signs in read:
            if label in held:
                texts[label] += 1
                held[label].update(dict.fromkeys(signs, 1))
        every = sum(texts.values())
        self._often = {
            label: log((texts[label] + EVEN) / (every + EVEN * len(texts))) for label in self._labels
        }
        sets = {label: frozenset(signs) for label, signs in known.items()}
        size = {label: texts[label] + KNOWN_TEXTS for label in self._labels}
        seen = sum(held.values(), Counter[str]())
        vocabulary = {sign for sign, number in seen.items() if number > twice}.union(*sets.values())
        self._rates = {sign: self._row(sign, held=held, sets=sets, size=size) for sign in vocabulary}

    def _row(
        self,
        sign: str,
        *,
        held: Mapping[str, Counter[str]],
        sets: Mapping[str, frozenset[str]],
        size: Mapping[str, float],
    ) -> dict[str, float]:
        seen = {
            label: held[label][sign] + (KNOWN_TEXTS * KNOWN_SHARE if sign in sets[label] else 0.0)
            for label in self._labels
        }
        share = (sum(seen.values()) + 0.5) / (sum(size.values()) + 1.0)
        return {
            label: log((seen[label] + CAUTION * share) / (size[label] + CAUTION)) for label in self._labels
        }

    def guess(self, signs: Mapping[str, str]) -> Guess | None:
        """What the text of these signs probably is (sign -> word as written), or None when little speaks for it."""
        heard = [(self._rates[sign], word) for sign, word in signs.items() if sign in self._rates]
        if not heard or len(self._labels) == 1:
            return None
        score = {
            label: self._often[label] + sum(rates[label] for rates, _word in heard) for label in self._labels
        }
        best, second = sorted(score, key=lambda label: -score[label])[:2]
        lead = score[best] - score[second]
        because = self._because(heard, best)
        return Guess(best, because, lead) if lead >= self._sure and because else None

    def _because(self, heard: list[tuple[dict[str, float], str]], best: str) -> tuple[str, ...]:
        others = [label for label in self._labels if label != best]
        weights: dict[str, float] = {}
        for rates, word in heard:
            speaks = rates[best] - sum(rates[label] for label in others) / len(others)
            weights[word] = max(weights.get(word, 0.0), speaks)
        telling = [word for word in weights if weights[word] >= TELLING]
        named = [word for word in telling if word.casefold() not in HOLLOW] or telling
        strongest = sorted(named, key=lambda word: -weights[word])[:MOST_REASONS]
        return tuple(word for word in named if word in strongest)
