"""What speaks for and against two customers being one, field by field.

The weights are bits of evidence as in the model of Fellegi and Sunter (1969): the logarithm, to the base 2, of how much
more often a field looks like this among duplicates than among strangers. They are set by hand for German customer
data, rounded to halves, and measured by `make dedupe`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from contacts.matching.likeness import Like, is_other_form, like, slips
from contacts.matching.party import Party


class Sign(NamedTuple):
    """One field: "surname_sound" and its weight; below 0 it speaks against."""

    code: str
    weight: float


NAME = {
    "surname": {
        Like.EQUAL: 6.0,
        Like.SOUND: 5.5,
        Like.SLIP: 5.0,
        Like.PART: 4.5,
        Like.INITIAL: 0.5,
        Like.LOOSE: 0.0,
        Like.DIFFERENT: -6.0,
    },
    "given": {
        Like.EQUAL: 5.0,
        Like.SOUND: 4.5,
        Like.SLIP: 4.0,
        Like.FORM: 3.0,
        Like.PART: 3.5,
        Like.INITIAL: 2.0,
        Like.LOOSE: 0.0,
        Like.DIFFERENT: -6.0,
    },
}
SWAPPED = Sign("swapped", -0.5)
OPPOSITE = {frozenset(("ms", "mr"))}
MOBILE = re.compile(r"\+(?:491[567]|436[5-9]|417[4-9])")
PHONE_SLIP_FROM = 9  # digits; in shorter numbers one digit makes another one


def name_signs(one: Party, other: Party) -> list[Sign]:
    """Surname and given name, also the other way round where that fits better."""
    straight = [*_named("surname", one.surname, other.surname), *_named("given", one.given, other.given)]
    crossed = [*_named("surname", one.surname, other.given), *_named("given", one.given, other.surname)]
    if one.given and other.given and one.surname and other.surname:
        turned = [*crossed, SWAPPED]
        if weight(turned) > weight(straight):
            return turned
    return straight


def _named(field: str, one: str, other: str) -> Iterator[Sign]:
    how = like(one, other)
    if field == "given" and how in (Like.SOUND, Like.SLIP) and is_other_form(one, other):
        how = Like.FORM
    if how is Like.EQUAL and len(one) == 1:
        how = Like.INITIAL  # two who are both written "U."
    if how is not Like.UNKNOWN:
        yield Sign(f"{field}_{how.value}", NAME[field][how])


def reach_signs(one: Party, other: Party) -> Iterator[Sign]:
    """Telephone and e-mail: the best of all pairs."""
    if one.phones and other.phones:
        if shared := set(one.phones) & set(other.phones):
            yield Sign("mobile_same" if any(map(MOBILE.match, shared)) else "phone_same", 7.0)
        elif any(_misdialled(a, b) for a in one.phones for b in other.phones):
            yield Sign("phone_slip", 5.0)
        else:
            yield Sign("phone_other", -1.0)
    if one.mails and other.mails:
        if set(one.mails) & set(other.mails):
            yield Sign("mail_same", 8.0)
        elif any(slips(a, b, most=2) for a in one.mails for b in other.mails):
            yield Sign("mail_slip", 5.5)
        else:
            yield Sign("mail_other", -1.0)


def _misdialled(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= PHONE_SLIP_FROM and slips(one, other, most=1)


def place_signs(one: Party, other: Party) -> Iterator[Sign]:
    """Street, house number and town together: each alone says little."""
    town = _same_town(one, other)
    street = like(one.street, other.street)
    alike = street in (Like.EQUAL, Like.SOUND, Like.SLIP)
    numbers = like_number(one.house, other.house)
    if town is None or street is Like.UNKNOWN:
        if town:
            yield Sign("number_same", 3.0) if numbers is Like.EQUAL else Sign("town_same", 1.5)
        elif town is False:
            yield Sign("town_other", -1.5)
        return
    if alike and numbers is Like.EQUAL:
        yield Sign("address_same", 7.0) if town else Sign("street_same", 4.5)
    elif not town:
        yield Sign("address_other", -2.0)
    elif alike:
        yield Sign("street_same", {Like.UNKNOWN: 5.0, Like.SLIP: 4.5}.get(numbers, 3.5))
    elif numbers is Like.EQUAL:
        yield Sign("number_same", 3.0)
    else:
        yield Sign("street_other", -1.0)


def like_number(one: str, other: str) -> Like:
    if not one or not other:
        return Like.UNKNOWN
    if one == other:
        return Like.EQUAL
    return Like.SLIP if slips(one, other, most=1) else Like.DIFFERENT


def _same_town(one: Party, other: Party) -> bool | None:
    """By postcode or by name; None where nothing can be compared."""
    codes = like_number(one.postcode, other.postcode)
    towns = like(one.town, other.town)
    if codes is Like.EQUAL or towns in (Like.EQUAL, Like.SOUND, Like.SLIP, Like.PART):
        return True
    if codes is Like.UNKNOWN and towns is Like.UNKNOWN:
        return None
    return codes is Like.SLIP and towns is Like.UNKNOWN


def birth_signs(one: Party, other: Party) -> Iterator[Sign]:
    if one.born and other.born:
        if one.born == other.born:
            yield Sign("born_same", 12.0)
        elif slips(one.born, other.born, most=1):
            yield Sign("born_slip", 5.0)
        else:
            yield Sign("born_other", -5.0)


def salutation_signs(one: Party, other: Party) -> Iterator[Sign]:
    if frozenset((one.salutation, other.salutation)) in OPPOSITE:
        yield Sign("salutation_other", -3.0)


def weight(signs: list[Sign]) -> float:
    return sum(sign.weight for sign in signs)
