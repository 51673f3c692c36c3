"""How well kind and topic of a voice are suggested on texts nobody learned from. Pure; knows no database.

Texts are our own, written after the lexicon and labelled by hand; `unseen.csv` is never learned from, `corrections.csv`
stands for what a company sorted, `captured.csv` for what its people typed at the counter, under a topic. Where nothing
is suggested, that counts as a miss for recall and not for precision.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from feedback.suggesting.bayes import Bayes
from feedback.suggesting.kinds import learned, topics_learned
from feedback.suggesting.stems import signs

HERE: Final = Path(__file__).resolve().parent
STEPS: Final = (0, 50, 100, 200)


@dataclass(frozen=True)
class Text:
    kind: str
    topic: str
    words: str


@dataclass(frozen=True)
class Quality:
    """Shares from 0 to 1. `suggested`: of how many texts anything was said; `right`: of those, how many rightly."""

    macro_f1: float
    suggested: float
    right: float
    recall: dict[str, float]
    precision: dict[str, float]


def texts(name: str) -> list[Text]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [Text(row["kind"], row["topic"], row["text"]) for row in csv.DictReader(file)]


def captured() -> list[tuple[str, str]]:
    """Topic and words of contacts as colleagues note them."""
    with (HERE / "captured.csv").open(encoding="utf-8", newline="") as file:
        return [(row["topic"], row["text"]) for row in csv.DictReader(file)]


def after(
    corrections: Sequence[Text],
    unseen: Sequence[Text],
    number: int,
    *,
    seed: int,
    notes: Sequence[tuple[str, str]] = (),
) -> tuple[Quality, Quality]:
    """Kind and topic on `unseen`, after learning from so many of `corrections`, drawn by `seed`.

    `notes`: captured contacts, from which topics are learned too.
    """
    learnt = Random(seed).sample(list(corrections), number)  # noqa: S311 - drawn anew the same by its seed
    kinds = learned((text.kind, text.words) for text in learnt)
    names = {text.topic: frozenset(signs(text.topic)) for text in unseen}
    topics = topics_learned(names, [*((text.topic, text.words) for text in learnt), *notes])
    return (
        quality([(text.kind, _guess(kinds, text)) for text in unseen]),
        quality([(text.topic, _guess(topics, text)) for text in unseen]),
    )


def _guess(bayes: Bayes, text: Text) -> str:
    guess = bayes.guess(signs(text.words))
    return guess.label if guess else ""


def quality(pairs: Sequence[tuple[str, str]]) -> Quality:
    """Of pairs of the true and the suggested label; "" is no suggestion."""
    hits, truths, said = Counter[str](), Counter[str](), Counter[str]()
    for truth, guess in pairs:
        truths[truth] += 1
        said[guess] += 1
        hits[truth] += truth == guess
    recall = {label: hits[label] / truths[label] for label in truths}
    precision = {label: hits[label] / said[label] if said[label] else 0.0 for label in truths}
    f1 = [2 * hits[label] / (truths[label] + said[label]) for label in truths]
    spoken = len(pairs) - said[""]
    right = sum(hits.values()) / spoken if spoken else 0.0
    return Quality(sum(f1) / len(f1), spoken / len(pairs), right, recall, precision)
