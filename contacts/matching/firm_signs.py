"""What speaks for and against two firms being one, and what it says that two people work for the same."""

from collections.abc import Iterator

from rapidfuzz import fuzz

from contacts.matching.likeness import Like, like
from contacts.matching.party import Party
from contacts.matching.signs import Sign, place_signs, reach_signs

NEAR, SAME_WORDS = 88, 100


def firm_signs(one: Party, other: Party) -> list[Sign]:
    return [*_named(one.firm, other.firm), *reach_signs(one, other), *place_signs(one, other)]


def _named(one: str, other: str) -> Iterator[Sign]:
    if not one or not other:
        return
    how = like(one, other)
    if how is Like.EQUAL or fuzz.token_sort_ratio(one, other) == SAME_WORDS:
        yield Sign("firm_equal", 9.0)
    elif how in (Like.SOUND, Like.SLIP):
        yield Sign(f"firm_{how.value}", 7.5)
    elif how is Like.PART:
        yield Sign("firm_part", 5.0)
    elif fuzz.token_sort_ratio(one, other) >= NEAR:
        yield Sign("firm_slip", 6.0)
    else:
        yield Sign("firm_different", -8.0)


def works_signs(one: Party, other: Party) -> Iterator[Sign]:
    """Where two people work: the same firm says a little, another one hardly anything."""
    if one.firm and other.firm and like(one.firm, other.firm) in (Like.EQUAL, Like.SOUND, Like.SLIP):
        yield Sign("works_same", 3.0)
