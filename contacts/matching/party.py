"""One customer as they are compared: everything folded once, so that a million comparisons need not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from contacts.matching.firms import core
from contacts.matching.streets import read_street
from crm.lib import phones
from crm.lib.text import fold, fold_signs, plainest

PERSON, FIRM = "person", "organisation"
SURE_DIGITS = 6  # of a number that could not be read: fewer say nothing
_BRACKETED = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Everything is folded to its plainest form; "" and () are "not known". `born` is YYYYMMDD.

    `firm` is the name of an organisation, or where a person works; `phones` are E.164, or bare digits while doubtful.
    """

    kind: str = PERSON
    salutation: str = ""
    given: str = ""
    surname: str = ""
    firm: str = ""
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    street: str = ""
    house: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""
    born: str = ""

    def facts(self) -> dict[str, Any]:
        """What is known, as plain values; `party_from` takes them back."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


def party_from(facts: dict[str, Any]) -> Party:
    known: dict[str, Any] = dict(facts)
    for name in ("phones", "mails"):
        known[name] = tuple(facts.get(name, ()))
    return Party(**known)


def read_party(
    *,
    kind: str = PERSON,
    salutation: str = "",
    first_name: str = "",
    last_name: str = "",
    organisation: str = "",
    phones: Iterable[tuple[str, str]] = (),
    emails: Iterable[tuple[str, str]] = (),
    street: str = "",
    house: str = "",
    postal_code: str = "",
    city: str = "",
    country: str = "",
    born: str = "",
) -> Party:
    """Fold what was typed. Phones and e-mails come as (typed, understood or "")."""
    road, number = read_street(street, house)
    return Party(
        kind=kind,
        salutation=salutation,
        given=plain(first_name),
        surname=plain(last_name),
        firm=core(organisation),
        phones=tuple(dict.fromkeys(said for raw, e164 in phones if (said := e164 or _digits(raw)))),
        mails=tuple(dict.fromkeys(said for raw, read in emails if (said := fold_signs(read or raw).strip()))),
        street=road,
        house=number,
        postcode=plain(postal_code).replace(" ", ""),
        town=plain(_BRACKETED.sub("", city)),
        country=country,
        born="".join(sign for sign in born if sign.isdecimal()),
    )


def plain(text: str) -> str:
    """Letters and digits of `text` in their plainest form, words apart by one space."""
    return plainest(next(iter(fold(text)), ""))


def _digits(raw: str) -> str:
    dialled = phones.digits(raw)
    return dialled if len(dialled) >= SURE_DIGITS else ""
