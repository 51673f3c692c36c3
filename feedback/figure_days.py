"""Which days any flow figure counts differently than when it was last counted: of contacts, cases, voices and surveys.

A figure follows its facts: this file knows every act that changes a fact of a day gone by. What waits for a moment
(a receipt that falls due) changes when that has passed.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate

from cases.models import Case, CaseEvent, CaseMerge, Closure, Deadline, DeadlineKind, DeadlineState
from contacts.models import Void
from contacts.origin_days import under_another
from feedback import first_contact_days
from feedback.ideas import DECIDED_WITHIN
from feedback.models import Feedback, IdeaWish, PraiseDelivery, Sorting, SurveyAnswer, VoiceKind


def changed_days(since: datetime, *, before: datetime, tz: tzinfo) -> list[date]:
    """In order, only days before `before`."""
    days = set(first_contact_days.changed_days(since, before=before, tz=tz))
    for rows, moment in _touched(since):
        days.update(_days(rows.filter(**{f"{moment}__lt": before}), moment, tz))
    days.update(_wishes(since, tz))
    for moved in under_another(since):
        days.update(_days(moved.filter(recorded_at__lt=before), "recorded_at", tz))
        days.update(_days(Feedback.objects.filter(contact__in=moved.values("pk"), at__lt=before), "at", tz))
    last = before.astimezone(tz).date()
    return sorted(day for day in days if day < last)


def _days(rows: "QuerySet[Any, Any]", moment: str, tz: tzinfo) -> set[date]:
    dated = rows.order_by().annotate(on_day=TruncDate(moment, tzinfo=tz))
    return set(dated.values_list("on_day", flat=True).distinct())


def _touched(since: datetime) -> Iterator[tuple["QuerySet[Any, Any]", str]]:
    """Rows, and the field with the moment whose day counts them."""
    voices = changed_voices(since)
    merged = CaseMerge.objects.filter(Q(at__gte=since) | Q(undone_at__gte=since))
    moved = Q(case__in=merged.values("case")) | Q(case__in=merged.values("into"))
    redone = Q(reopened_at__gte=since) | Q(measure_done_at__gte=since) | moved
    noted = CaseEvent.objects.filter(at__gte=since, verb="noted", case__is_complaint=True).values("case")
    yield Closure.objects.filter(redone | Q(case__in=voices.values("case")) | Q(case__in=noted)), "at"
    yield (
        Case.objects.filter(Q(pk__in=merged.values("case")) | Q(pk__in=merged.values("into"))),
        "resolved_at",
    )
    yield voices, "at"
    yield SurveyAnswer.objects.filter(promise__in=_promises(since)), "at"


def changed_voices(since: datetime) -> "QuerySet[Feedback, Feedback]":
    """Void, sorted, passed on, read, or with a receipt that was given, dropped or fell due."""
    void = Void.objects.filter(at__gte=since).values("contact")
    praised = PraiseDelivery.objects.filter(Q(at__gte=since) | Q(seen_at__gte=since)).values("voice")
    changed = Q(contact__in=void) | Q(pk__in=_resorted(since)) | Q(pk__in=praised) | Q(sorted_at__gte=since)
    return Feedback.objects.filter(changed | Q(receipt__in=_promises(since)))


def _resorted(since: datetime) -> "QuerySet[Any, Any]":
    return Sorting.objects.filter(Q(at__gte=since) | Q(undone_at__gte=since)).values("voice")


def _promises(since: datetime) -> "QuerySet[Any, Any]":
    """First responses that were given, dropped or fell due."""
    due = Q(state=DeadlineState.ARMED, due_at__gte=since)
    told = Q(met_at__gte=since) | Q(dropped_at__gte=since)
    return Deadline.objects.filter(due | told, kind=DeadlineKind.FIRST_RESPONSE).values("pk")


def _wishes(since: datetime, tz: tzinfo) -> set[date]:
    """A wish settles within thirty days after its voice. When it did before it was void, sorted or put elsewhere,
    nothing tells any more.
    """
    moved = IdeaWish.objects.filter(at__gte=since).values("feedback")
    void = Void.objects.filter(at__gte=since).values("contact")
    wishes = Q(pk__in=moved) | Q(kind=VoiceKind.WISH, contact__in=void)
    resorted = Q(pk__in=_resorted(since)) | Q(sorted_at__gte=since)
    days: set[date] = set()
    for at in Feedback.objects.filter(wishes | resorted).order_by().values_list("at", flat=True):
        first = at.astimezone(tz).date()
        days.update(first + timedelta(days=number) for number in range(DECIDED_WITHIN.days + 2))
    return days
