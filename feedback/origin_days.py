"""Whose first ninety days count differently than when they were last counted: something came late, was taken back or
changed hands. Days of customers, not of contacts.
"""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate

from cases.models import Attribution
from contacts import origin_metrics
from contacts.models import Contact, Merge, Void
from contacts.origin_metrics import FIRST_DAYS
from feedback.figure_days import changed_voices
from feedback.first_contact_days import late_contacts


def changed_days(since: datetime, *, before: datetime, tz: tzinfo) -> list[date]:
    """On which days before `before` those became customers whose row or first ninety days changed since then."""
    days = set(origin_metrics.changed_days(since, before=before, tz=tz))
    for contacts in _touched(since, before):
        first = contacts.filter(
            customer__created_at__lt=before, recorded_at__lt=F("customer__created_at") + FIRST_DAYS
        )
        found = first.order_by().annotate(day=TruncDate("customer__created_at", tzinfo=tz))
        days.update(found.values_list("day", flat=True).distinct())
    return sorted(days)


def _touched(since: datetime, before: datetime) -> Iterator["QuerySet[Contact, Contact]"]:
    voids = Void.objects.filter(at__gte=since).values("contact")
    named = Attribution.objects.filter(Q(at__gte=since) | Q(undone_at__gte=since)).values("contact")
    voices: QuerySet[Any, Any] = changed_voices(since).values("contact")
    yield Contact.objects.filter(Q(pk__in=voids) | Q(pk__in=named) | Q(pk__in=voices))
    yield late_contacts(since, before)
    merges = Merge.objects.filter(Q(at__gte=since) | Q(undone_at__gte=since))
    keys = {key for pair in merges.values_list("winner", "loser_key") for key in pair}
    if keys:
        yield Contact.objects.filter(customer__in=keys)
