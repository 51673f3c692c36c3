"""Who of a list looks like somebody who is here already: reached in the same way or living there, and called alike;
or so alike in all that the search for duplicates would show the two side by side.

A shared telephone number or address alone says nothing: families and firms share them.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from contacts.importing.rows import Row
from contacts.match_index import neighbours, parties_of, party_called
from contacts.matching.keys import keys
from contacts.matching.verdict import Band, judge
from contacts.models import Address, EmailAddress, Kind, PhoneNumber
from crm.lib.text import fold

EMAIL, PHONE, PLACE, ALIKE = "email", "phone", "place", "alike"
_NAMES: Final = ("kind", "first_name", "last_name", "organisation")


class Twin(NamedTuple):
    """Somebody who is here; `by`: "email", "phone", "place" or "alike"."""

    customer: int
    by: str


class _Called(NamedTuple):
    customer: int
    kind: str
    first_name: str
    last_name: str
    organisation: str


def twins_of(rows: Sequence[Row]) -> dict[int, Twin]:
    """The likeliest twin of each row by its line. Six statements, however many rows."""
    found = _reached_alike(rows)
    return {**_judged_alike([row for row in rows if row.line not in found]), **found}


def _judged_alike(rows: Sequence[Row]) -> dict[int, Twin]:
    """By the signs of the search for duplicates; whoever came a minute ago may not stand in its index yet."""
    parties = {row.line: party_called(row.new, row.new, phones=row.phones, emails=row.emails) for row in rows}
    wanted = {line: keys(party) for line, party in parties.items()}
    near = neighbours(key for keyed in wanted.values() for key in keyed)
    if not near:
        return {}
    others = parties_of({pk for pks in near.values() for pk in pks})
    found = {}
    for line, keyed in wanted.items():
        candidates = {pk for key in keyed for pk in near.get(key, ()) if pk in others}
        verdicts = [(judge(others[pk], parties[line]), pk) for pk in sorted(candidates)]
        alike = [(verdict.score, pk) for verdict, pk in verdicts if verdict.band is not Band.DIFFERENT]
        if alike:
            found[line] = Twin(max(alike)[1], ALIKE)
    return found


def _reached_alike(rows: Sequence[Row]) -> dict[int, Twin]:
    emails = {each.normalised for row in rows for each in row.emails if each.normalised}
    numbers = {each.e164 for row in rows for each in row.phones if each.e164}
    postcodes = {row.new.postal_code for row in rows if row.new.postal_code}
    towards = [f"customer__{name}" for name in _NAMES]
    by_email, by_phone, by_place = (defaultdict[str, list[_Called]](list) for _each in range(3))
    for value, *called in EmailAddress.objects.filter(normalised__in=emails).values_list(
        "normalised", "customer", *towards
    ):
        by_email[value].append(_Called(*called))
    for value, *called in PhoneNumber.objects.filter(e164__in=numbers).values_list(
        "e164", "customer", *towards
    ):
        by_phone[value].append(_Called(*called))
    living = Address.objects.filter(postal_code__in=postcodes, customer__sort_name__in=_sort_names(rows))
    for value, *called in living.values_list("postal_code", "customer", *towards):
        by_place[value].append(_Called(*called))
    found = {}
    for row in rows:
        reached = [
            *((EMAIL, other) for each in row.emails for other in by_email.get(each.normalised, ())),
            *((PHONE, other) for each in row.phones for other in by_phone.get(each.e164, ())),
            *((PLACE, other) for other in by_place.get(row.new.postal_code, ())),
        ]
        twin = next((Twin(other.customer, by) for by, other in reached if called_alike(row, other)), None)
        if twin is not None:
            found[row.line] = twin
    return found


def _sort_names(rows: Sequence[Row]) -> set[str]:
    names = (
        f"{row.new.last_name} {row.new.first_name}".strip() or row.new.organisation
        for row in rows
        if row.new.postal_code
    )
    return {form for name in names for form in fold(name)[:1]}


class Called(Protocol):
    """How somebody is called."""

    @property
    def kind(self) -> str: ...
    @property
    def first_name(self) -> str: ...
    @property
    def last_name(self) -> str: ...
    @property
    def organisation(self) -> str: ...


def called_alike(row: Row, other: Called) -> bool:
    """The same last name (or firm), and first names that do not contradict each other: "U." may be Ulrike."""
    new = row.new
    if (new.kind == Kind.ORGANISATION) != (other.kind == Kind.ORGANISATION):
        return False
    if new.kind == Kind.ORGANISATION:
        return _same(new.organisation, other.organisation)
    if not _same(new.last_name, other.last_name):
        return False
    mine, theirs = "".join(fold(new.first_name)[:1]), "".join(fold(other.first_name)[:1])
    return mine.startswith(theirs) or theirs.startswith(mine)


def _same(one: str, two: str) -> bool:
    return not {*fold(one)}.isdisjoint(fold(two))
