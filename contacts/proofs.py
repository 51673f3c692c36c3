"""Counts, over all rows, whether the promises about contacts and customers hold."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_noop

from contacts.consent_wordings import changed_wordings
from contacts.models import (
    Address,
    Affiliation,
    Call,
    Consent,
    ConsentWording,
    Contact,
    Customer,
    Direction,
    EmailAddress,
    Finding,
    PhoneNumber,
)
from contacts.privacy.leftovers import erased_customers, leftovers
from contacts.rechecking import differing
from crm.lib.proofs import Proof, counted

TRACKED: dict[type[Model], str] = {
    Customer: gettext_noop("Verlauf zu jeder Kundin und jedem Kunden"),
    PhoneNumber: gettext_noop("Verlauf zu jeder Telefonnummer"),
    EmailAddress: gettext_noop("Verlauf zu jeder E-Mail-Adresse"),
    Address: gettext_noop("Verlauf zu jeder Anschrift"),
    Affiliation: gettext_noop("Verlauf zu jedem Ansprechpartner"),
}
OF_CUSTOMERS = (
    "kind",
    "salutation",
    "title",
    "first_name",
    "last_name",
    "organisation",
    "reason_text",
    "version",
)


def proofs(now: datetime) -> Iterator[Proof]:
    """Promises 3, 5, 7, 8 and 9, as far as contacts and customers go."""
    customers = Customer.objects.all()
    yield _known_or_found(
        "source", gettext_noop("Herkunft bekannt, gefragt oder als Mangel vermerkt"), customers
    )
    yield _known_or_found(
        "reason", gettext_noop("Anlass bekannt, gefragt oder als Mangel vermerkt"), customers
    )
    yield counted(
        5, gettext_noop("Offene Mängel wie die Regeln sie sagen"), of=customers, broken=differing(customers)
    )
    yield _first_source_is_frozen()
    contacts = Contact.objects.all()
    yield counted(
        7,
        gettext_noop("Zeiten in Ordnung: geschehen, erfasst, empfangen"),
        of=contacts,
        broken=contacts.filter(Q(happened_at__gt=F("recorded_at")) | Q(recorded_at__gt=F("received_at"))),
    )
    missed = Call.objects.filter(direction=Direction.IN, answered_at=None, passed_on=False).exclude(number="")
    yield counted(
        3,
        gettext_noop("Jeder verpasste Anruf mit Nummer ist ein Kontakt"),
        of=missed,
        broken=missed.filter(settled_at__isnull=False, contact=None),
    )
    for model in TRACKED:
        yield _has_history(model)
    yield _history_is_current()
    yield _nothing_is_left(now)
    yield from _what_was_agreed_to()


def _nothing_is_left(now: datetime) -> Proof:
    told = sorted(leftovers(now=now))
    return Proof(
        9,
        gettext_noop("Von Gelöschten ist nichts übrig, was gehen sollte"),
        checked=len(erased_customers()),
        broken=len(told),
        examples=tuple(str(key) for key in told[:3]),
    )


def _what_was_agreed_to() -> Iterator[Proof]:
    """Words that were agreed to stay as they were, and belong to what they were asked for."""
    changed = changed_wordings()
    yield Proof(
        8,
        gettext_noop("Wortlaut der Einwilligungen unverändert"),
        checked=ConsentWording.objects.count(),
        broken=len(changed),
        examples=tuple(str(key) for key in changed[:3]),
    )
    worded = Consent.objects.filter(wording__isnull=False)
    yield counted(
        8,
        gettext_noop("Jede Einwilligung mit dem Wortlaut ihres Zwecks"),
        of=worded,
        broken=worded.exclude(wording__purpose=F("purpose")),
    )


def _known_or_found(what: str, sentence: str, customers: "QuerySet[Customer]") -> Proof:
    finding = Finding.objects.filter(customer=OuterRef("pk"), code=f"{what}_missing", resolved_at=None)
    known = Q(**{f"{what}__isnull": False}) | Q(**{f"{what}_asked_at__isnull": False})
    if what == "reason":
        known |= ~Q(reason_text="")
    return counted(5, sentence, of=customers, broken=customers.exclude(known).exclude(Exists(finding)))


def _first_source_is_frozen() -> Proof:
    """A history entry that replaces a known source must say why."""
    entries = _history(Customer)
    before = (
        entries.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        .order_by("-history_id")
        .values("source_id")[:1]
    )
    replaced = entries.annotate(was=Subquery(before)).filter(was__isnull=False).exclude(source_id=F("was"))
    silent = replaced.filter(Q(history_change_reason=None) | Q(history_change_reason=""))
    return counted(5, gettext_noop("Herkunft nur mit Grund berichtigt"), of=replaced, broken=silent)


def _has_history(model: type[Model]) -> Proof:
    tracked: Any = model
    rows: QuerySet[Any] = tracked.objects.all()
    entries = _history(model).filter(id=OuterRef("pk"))
    return counted(8, TRACKED[model], of=rows, broken=rows.exclude(Exists(entries)))


def _history_is_current() -> Proof:
    newest = _history(Customer).filter(id=OuterRef("pk")).order_by("-history_id")
    customers = Customer.objects.annotate(
        **{f"told_{field}": Subquery(newest.values(field)[:1]) for field in OF_CUSTOMERS}
    )
    differs = Q()
    for field in OF_CUSTOMERS:
        differs |= ~Q(**{f"told_{field}": F(field)})
    return counted(
        8,
        gettext_noop("Verlauf kennt den heutigen Stand: Kunden"),
        of=customers,
        broken=customers.filter(differs),
    )


def _history(model: type[Model]) -> "QuerySet[Any]":
    tracked: Any = model
    history: QuerySet[Any] = tracked.history.all().order_by()
    return history
