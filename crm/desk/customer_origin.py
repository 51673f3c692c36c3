"""How a customer came, told in full: the first source with everything that was ever corrected, and every touch."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from contacts.models import Customer, Touch


@dataclass(frozen=True)
class Correction:
    """The source became another: `before` is "" where it became known. `by` is None for the system itself."""

    at: datetime
    by: str | None
    before: str
    after: str
    why: str


def corrections(customer: Customer) -> list[Correction]:
    """Newest first; one statement."""
    entries: Any = customer.history.select_related("history_user", "source", "campaign")
    return list(_changes(entries.order_by("history_date", "history_id")))[::-1]


def _changes(entries: Any) -> Iterator[Correction]:
    before = ""
    for entry in entries:
        after = ", ".join(str(each) for each in (entry.source, entry.campaign) if each is not None)
        if after != before:
            who = str(entry.history_user) if entry.history_user is not None else None
            yield Correction(entry.history_date, who, before, after, entry.history_change_reason or "")
        before = after


def touches(customer: Customer) -> QuerySet[Touch]:
    """Every later one, the newest first; those of contacts that were taken back are left out."""
    counted = Q(contact=None) | Q(contact__void=None)
    return customer.touches.filter(counted).select_related("source", "campaign", "contact")
