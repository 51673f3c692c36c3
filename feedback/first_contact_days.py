"""Which days count differently in first-contact resolution than when they were last counted: something came late."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final

from django.db.models import Min, Q, QuerySet
from django.db.models.functions import TruncDate

from cases.models import Attribution, CaseContact, CaseLink, CaseMerge, Hindrance
from contacts.models import Contact, Merge, Topic, Void
from feedback.metrics import RETURN_WITHIN
from feedback.models import Solved, SurveyAnswer

JUST_BEFORE: Final = 200
"""A contact that arrives later has a higher key than the lowest of so many that were recorded before."""


def changed_days(since: datetime, *, before: datetime, tz: tzinfo) -> list[date]:
    """The days of contacts recorded before `before` of which something was said, voided, named, merged or sent since.

    With the seven days before each of them: whoever came again counts there, too.
    """
    days: set[date] = set()
    for contacts in _touched(since, before):
        older = contacts.filter(recorded_at__lt=before + RETURN_WITHIN).order_by()
        found = older.annotate(day=TruncDate("recorded_at", tzinfo=tz)).values_list("day", flat=True)
        days.update(found.distinct())
    last = before.astimezone(tz).date()
    back = range(RETURN_WITHIN.days + 1)
    return sorted({day - timedelta(days=n) for day in days for n in back if day - timedelta(days=n) < last})


def _touched(since: datetime, before: datetime) -> Iterator[QuerySet[Any, Any]]:
    """The contacts themselves, by what happened to them."""
    voids = Void.objects.filter(at__gte=since).values("contact")
    lacks = Hindrance.objects.filter(at__gte=since).values("contact")
    no = SurveyAnswer.objects.filter(at__gte=since, solved__in=[Solved.NO, Solved.PARTLY])
    said = Q(pk__in=voids) | Q(pk__in=lacks)
    yield Contact.objects.filter(said | Q(pk__in=no.values("invitation__contact")))
    yield late_contacts(since, before)
    named = Attribution.objects.filter(Q(at__gte=since) | Q(undone_at__gte=since))
    yield Contact.objects.filter(pk__in=named.values("contact"))
    merged = CaseMerge.objects.filter(Q(at__gte=since) | Q(undone_at__gte=since))
    split = CaseLink.objects.filter(at__gte=since)
    cases = Q(case__in=no.values("invitation__case")) | Q(case__in=split.values("case"))
    cases |= Q(case__in=merged.values("into")) | Q(case__in=merged.values("case"))
    yield Contact.objects.filter(pk__in=CaseContact.objects.filter(cases).values("contact"))
    merges = Merge.objects.filter(Q(at__gte=since) | Q(undone_at__gte=since))
    keys = {key for pair in merges.values_list("winner", "loser_key") for key in pair}
    if keys:
        yield Contact.objects.filter(customer__in=keys)
    topics = _switched(since)
    if topics:
        yield Contact.objects.filter(topic__in=topics)


def late_contacts(since: datetime, before: datetime) -> QuerySet[Contact, Contact]:
    """Entries that waited on a device. Found by their keys, which grow: `received_at` has no index."""
    earlier = Contact.objects.filter(recorded_at__lt=since).order_by("-recorded_at", "-id")[:JUST_BEFORE]
    lowest = Contact.objects.filter(pk__in=list(earlier.values_list("pk", flat=True))).aggregate(
        key=Min("pk")
    )["key"]
    return Contact.objects.filter(pk__gte=lowest or 0, received_at__gte=since, recorded_at__lt=before)


def _switched(since: datetime) -> list[int]:
    """Topics that can be solved at once now and could not before, or the other way round."""
    entries = Topic.history.model.objects.filter(history_date__gte=since).select_related(None)
    found = set()
    for entry in entries:
        former = entry.prev_record
        if former is not None and former.solvable_at_once != entry.solvable_at_once:
            found.add(int(entry.id))
    return sorted(found)
