"""How alike two folded words are, in the few degrees that a person would name."""

from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA, Prefix

from crm.lib.text import sound

SHORT, LONG = 4, 8
STEM = 3  # letters that both forms of a name begin with
ENDINGS = {"", "a", "e", "o", "i", "ia", "ie", "in", "ina", "ine", "ian", "iane", "ette", "us"}


class Like(Enum):
    EQUAL = "equal"
    SOUND = "sound"
    SLIP = "slip"
    FORM = "form"
    PART = "part"
    INITIAL = "initial"
    UNKNOWN = "unknown"
    LOOSE = "loose"
    DIFFERENT = "different"


def slips(one: str, other: str, *, most: int) -> bool:
    """Whether at most so many letters were typed wrong, left out, added or swapped with their neighbour."""
    return abs(len(one) - len(other)) <= most and OSA.distance(one, other, score_cutoff=most) <= most


def allowed(one: str, other: str) -> int:
    """How many slips a word of this length may have before it is another word."""
    shorter = min(len(one), len(other))
    return 0 if shorter < SHORT else 1 if shorter < LONG else 2


def is_other_form(one: str, other: str) -> bool:
    """Martin and Martina, Mario and Maria: one letter apart, and two people."""
    stem = Prefix.similarity(one, other)
    return one != other and stem >= STEM and one[stem:] in ENDINGS and other[stem:] in ENDINGS


@lru_cache(maxsize=65_536)
def like(one: str, other: str) -> Like:
    """Two names, or two streets, or two towns. "UNKNOWN": one of them is missing."""
    if not one or not other:
        return Like.UNKNOWN
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return Like.EQUAL
    if _initial(one, other) or _initial(other, one):
        return Like.INITIAL
    if slips(one, other, most=allowed(one, other)):
        return Like.SOUND if _sound_alike(one, other) else Like.SLIP
    if set(one.split()) < set(other.split()) or set(other.split()) < set(one.split()):
        return Like.PART
    if _sound_alike(one, other) and slips(one, other, most=3):
        return Like.SOUND
    if slips(one, other, most=allowed(one, other) + 1) and min(len(one), len(other)) > SHORT:
        return Like.LOOSE
    return Like.DIFFERENT


def _initial(short: str, long: str) -> bool:
    letters = short.split()
    words = long.split()
    return (
        all(len(each) == 1 for each in letters)
        and len(letters) <= len(words)
        and all(word.startswith(letter) for letter, word in zip(letters, words, strict=False))
    )


def _sound_alike(one: str, other: str) -> bool:
    heard = sound(one.replace(" ", ""))
    return bool(heard) and heard == sound(other.replace(" ", ""))
