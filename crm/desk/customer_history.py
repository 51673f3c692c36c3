"""Every change to a customer's master data: who, when, what, why. Newest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from contacts.models import (
    Address,
    AddressNeed,
    Affiliation,
    Customer,
    EmailAddress,
    Kind,
    PhoneNumber,
    Salutation,
)

MOST = 1_000  # changes of one customer that anybody reads
TEXTS = ("title", "first_name", "last_name", "organisation", "reason_text", "note")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One value, before and after; "" is nothing."""

    label: str
    before: str
    after: str


@dataclass(kw_only=True)
class Act:
    """What one person did in one go. `by` is None for the system itself."""

    at: datetime
    by: str | None
    why: str
    created: bool = False
    changes: list[Change] = field(default_factory=list)


def acts(customer: Customer) -> list[Act]:
    """The acts on this customer, at most the newest thousand. Five statements."""
    told: dict[tuple[datetime, int | None, str], Act] = {}
    for entry, before in _in_pairs(_customer_entries(customer)):
        act = _act(told, entry)
        act.created |= entry.history_type == "+"
        act.changes += _customer_changes(entry, before)
    for entries, words, label in _beside(customer):
        for entry, before in _in_pairs(entries):
            act = _act(told, entry)
            was = words(before) if before is not None else ""
            now = words(entry) if entry.history_type != "-" else ""
            if was != now:
                act.changes.append(Change(label=label, before=was, after=now))
    return sorted((act for act in told.values() if act.changes), key=lambda act: act.at, reverse=True)


def _act(told: dict[tuple[datetime, int | None, str], Act], entry: Any) -> Act:
    """Rows written in one go share moment, person and reason."""
    why = entry.history_change_reason or ""
    who = str(entry.history_user) if entry.history_user is not None else None
    key = (entry.history_date, entry.history_user_id, why)
    return told.setdefault(key, Act(at=entry.history_date, by=who, why=why))


def _customer_entries(customer: Customer) -> Iterable[Any]:
    rows: Any = customer.history.select_related(
        "history_user", "source", "reason", "campaign", "referred_by", "group"
    )
    entries: Iterable[Any] = reversed(rows.order_by("-history_date", "-history_id")[:MOST])
    return entries


def _beside(customer: Customer) -> Iterator[tuple[Iterable[Any], Any, str]]:
    """Rows beside the customer, how to say one of them, and what they are called."""
    mine = Q(customer_id=customer.pk)
    yield _entries(PhoneNumber, mine), lambda row: row.raw, _("Telefon")
    yield _entries(EmailAddress, mine), lambda row: row.raw, _("E-Mail")
    yield _entries(Address, mine), _address_words, _("Adresse")
    links = Q(person_id=customer.pk) | Q(organisation_id=customer.pk)

    def partner(row: Any) -> str:
        other = row.organisation if row.person_id == customer.pk else row.person
        return ", ".join(part for part in (str(other or _("gelöscht")), row.role) if part)

    yield _entries(Affiliation, links, "person", "organisation"), partner, _("Ansprechpartner")


def _entries(model: Any, mine: Q, *together: str) -> Iterable[Any]:
    rows = model.history.filter(mine).select_related("history_user", *together)
    entries: Iterable[Any] = reversed(rows.order_by("-history_date", "-history_id")[:MOST])
    return entries


def _in_pairs(entries: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each entry with the one before it of the same row, oldest first."""
    last: dict[int, Any] = defaultdict(lambda: None)
    for entry in entries:
        yield entry, last[entry.id]
        last[entry.id] = None if entry.history_type == "-" else entry


def _customer_changes(entry: Any, before: Any) -> list[Change]:
    changes = []
    for label, said in _customer_values(entry):
        was = dict(_customer_values(before))[label] if before is not None else ""
        if was != said:
            changes.append(Change(label=label, before=was, after=said))
    return changes


def _customer_values(entry: Any) -> list[tuple[str, str]]:
    names = {name: str(Customer._meta.get_field(name).verbose_name) for name in TEXTS}  # type: ignore[union-attr]
    asked = _("gefragt, nicht bekannt oder nicht gesagt")
    return [
        (_("Person oder Firma"), str(Kind(entry.kind).label)),
        (_("Anrede"), str(Salutation(entry.salutation).label) if entry.salutation else ""),
        *((names[name], getattr(entry, name)) for name in TEXTS),
        (_("Herkunft"), str(entry.source or "")),
        (_("Kampagne"), str(entry.campaign or "")),
        (_("Empfohlen von"), str(entry.referred_by or "")),
        (_("Anlass"), str(entry.reason or "")),
        (_("Kundengruppe"), str(entry.group or "")),
        (
            _("Anschrift gebraucht für"),
            str(AddressNeed(entry.address_need).label) if entry.address_need else "",
        ),
        (_("Frage nach der Herkunft"), asked if entry.source_asked_at else ""),
        (_("Frage nach dem Anlass"), asked if entry.reason_asked_at else ""),
    ]


def _address_words(row: Any) -> str:
    town = f"{row.postal_code} {row.city}".strip()
    country = row.country if row.country != "DE" else ""
    return ", ".join(part for part in (row.street, town, country) if part)
