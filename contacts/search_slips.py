"""Typing slips: the words one slip away, the halves that slips leave whole, and how far two words are apart."""

from functools import lru_cache
from string import ascii_lowercase

from rapidfuzz.distance import OSA

SLIPPABLE, LONG, VERY_LONG, LONGEST = (
    4,
    8,
    12,
    24,
)  # letters: shorter words say too little, longer ones need two slips


def may_slip(word: str) -> bool:
    return SLIPPABLE <= len(word) <= LONGEST and word.isascii() and word.isalpha()


@lru_cache(maxsize=256)
def neighbours(word: str) -> tuple[str, ...]:
    """Every word that one letter too many, too few, wrong or swapped with the next can make of `word`."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {left + right[1:] for left, right in cuts if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in cuts if right for letter in ascii_lowercase}
    found |= {left + letter + right for left, right in cuts for letter in ascii_lowercase}
    return tuple(sorted(found - {word}))


def halves(word: str) -> tuple[str, str]:
    """A long word in two: slips in one half leave the other whole."""
    middle = len(word) // 2
    return word[:middle], word[middle:]


def slipped(typed: str, word: str) -> bool:
    """Whether `typed` may be meant for `word`: one slip, in long words two; or for its beginning."""
    most = 2 if len(typed) >= LONG else 1
    if abs(len(word) - len(typed)) <= most:
        return OSA.distance(typed, word, score_cutoff=most) <= most
    begun = len(word) > len(typed) >= LONG
    return begun and OSA.distance(typed, word[: len(typed)], score_cutoff=1) <= 1
