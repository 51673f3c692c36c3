"""The kind of a voice by its words: the lexicon, and what the company sorted itself. Pure; knows no Django."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from feedback.suggesting.bayes import Bayes
from feedback.suggesting.lexicon import WORDS
from feedback.suggesting.stems import NOT, QUESTION, signs, stem

SURE_OF_TOPIC: Final = 4.5
"""There are many topics, and a wrong one is worse than none."""


@cache
def known_signs() -> dict[str, frozenset[str]]:
    """Signs that speak for a kind from the first day, by kind."""
    return {kind: frozenset(_signs(words)) | _marks(kind) for kind, words in WORDS.items()}


def _signs(words: str) -> Iterable[str]:
    for word in words.split():
        yield NOT + stem(word[1:]) if word.startswith("|") else stem(word)


def _marks(kind: str) -> frozenset[str]:
    return frozenset({QUESTION}) if kind == "question" else frozenset()


def learned(read: Iterable[tuple[str, str]]) -> Bayes:
    """From texts with the kind a person gave them: (kind, text)."""
    return Bayes(known_signs(), [(kind, signs(text)) for kind, text in read], twice=True)


def topics_learned(named: Mapping[str, Iterable[str]], read: Iterable[tuple[str, str]]) -> Bayes:
    """From the words in the names of topics, and texts with the topic a person gave them: (topic, text)."""
    return Bayes(named, [(topic, signs(text)) for topic, text in read], twice=True, sure=SURE_OF_TOPIC)
