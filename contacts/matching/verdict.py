"""The verdict on two customers: certainly one, to be checked, or different; with the signs that led to it."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from contacts.matching.firm_signs import firm_signs, works_signs
from contacts.matching.party import FIRM, Party
from contacts.matching.signs import (
    Sign,
    birth_signs,
    name_signs,
    place_signs,
    reach_signs,
    salutation_signs,
    weight,
)

CERTAIN_FROM: Final = 17.0
CHECK_FROM: Final = 10.0
OWN = {"born_same", "mail_same"}
BESIDE_THE_NAME = {
    *(
        "mobile_same",
        "phone_same",
        "phone_slip",
        "mail_same",
        "mail_slip",
        "born_same",
        "born_slip",
        "works_same",
    ),
    *("address_same", "street_same", "number_same", "town_same"),
}


class Band(Enum):
    CERTAIN = "certain"
    CHECK = "check"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is the sum of the signs in bits; `signs` stand in the order in which one would name them."""

    band: Band
    score: float
    signs: tuple[Sign, ...]


def judge(one: Party, other: Party) -> Verdict:
    """Compare two customers. A person and a firm are never one, whatever they share."""
    if one.kind != other.kind:
        return Verdict(Band.DIFFERENT, 0.0, ())
    signs = firm_signs(one, other) if one.kind == FIRM else _person_signs(one, other)
    score = weight(signs)
    return Verdict(_band(score, {sign.code for sign in signs}, firm=one.kind == FIRM), score, tuple(signs))


def _person_signs(one: Party, other: Party) -> list[Sign]:
    return [
        *name_signs(one, other),
        *salutation_signs(one, other),
        *reach_signs(one, other),
        *birth_signs(one, other),
        *place_signs(one, other),
        *works_signs(one, other),
    ]


def _band(score: float, codes: set[str], *, firm: bool) -> Band:
    """Whoever has another name is somebody else, though they share house, telephone and e-mail: a family, a firm.

    Another surname with an e-mail address of one's own may be a marriage; another given name never is.
    """
    if score < CHECK_FROM or not (firm or codes & BESIDE_THE_NAME):
        return Band.DIFFERENT
    if "given_different" in codes:
        return Band.CHECK if "born_same" in codes else Band.DIFFERENT
    if "surname_different" in codes:
        return Band.CHECK if OWN & codes else Band.DIFFERENT
    told_apart = firm or "given_equal" in codes or bool(OWN & codes)
    if score >= CERTAIN_FROM and told_apart and "salutation_other" not in codes:
        return Band.CERTAIN
    return Band.CHECK
