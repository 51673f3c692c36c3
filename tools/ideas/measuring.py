"""How often the first idea suggested for a wish is the right one, on labelled wishes of our own. Knows no database.

Each idea is known by its name and its first wishes, as in `feedback.idea_suggestions`; the others are to be put to it.
Some wishes belong to no idea at all. What was tried was tried on the half "tuning"; "measured" was only measured.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from feedback.likeness import Corpus, Text, clearest

HERE: Final = Path(__file__).resolve().parent
HALVES: Final = ("tuning", "measured")
KNOWN: Final = (1, 2, 3)
"""With so many wishes an idea is known before the others come."""


@dataclass(frozen=True)
class Wish:
    half: str
    idea: str
    words: str


@dataclass(frozen=True)
class Found:
    """`right` of `suggested` first suggestions fit; `of` wishes had an idea to be put to; `loose` had none."""

    right: int
    suggested: int
    of: int
    loose: int

    @property
    def precision(self) -> float:
        return self.right / self.suggested if self.suggested else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.of


def wishes() -> list[Wish]:
    with (HERE / "wishes.csv").open(encoding="utf-8", newline="") as file:
        return [Wish(row["half"], row["idea"], row["text"]) for row in csv.DictReader(file)]


def first_suggestions(half: str, *, known: int) -> Found:
    """Every wish that is not among the known ones of its idea, beside all ideas of its half."""
    by_idea: defaultdict[str, list[str]] = defaultdict(list)
    for wish in wishes():
        if wish.half == half:
            by_idea[wish.idea].append(wish.words)
    loose = by_idea.pop("", [])
    names = {-number: idea for number, idea in enumerate(by_idea, 1)}
    ideas = [Text(key, " ".join([idea, *by_idea[idea][:known]])) for key, idea in names.items()]
    waiting = [(idea, words) for idea, said in by_idea.items() for words in said[known:]]
    waiting += [("", words) for words in loose]
    corpus = Corpus([*ideas, *(Text(key, words) for key, (_idea, words) in enumerate(waiting, 1))])
    right = suggested = 0
    for key, (idea, _words) in enumerate(waiting, 1):
        best = clearest(corpus.likest(key, list(names)))
        if best is not None:
            suggested += 1
            right += names[best.key] == idea
    return Found(right, suggested, len(waiting) - len(loose), len(loose))
