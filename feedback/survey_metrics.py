"""Figures about surveys (goal 6): who answered, how content they are, and whether somebody took care of low scores.

A period is [start, end): answers by `at`, invitations by `sent_at`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Value, When

from cases.models import DeadlineState
from crm.lib.tallies import Figure, Tally, added_up, span, tally
from feedback.models import LOW, Invitation, SurveyAnswer
from feedback.models.answer import SATISFIED_FROM

FOLLOWED, WAITING, RUNNING, DROPPED = "low.followed", "low.waiting", "low.running", "low.dropped"
UNREACHABLE = "low.unreachable"
CONTENT, OTHERS = "csat.content", "csat.others"
ANSWERED, SILENT = "asked.answered", "asked.silent"


def answers(start: datetime, end: datetime) -> QuerySet[SurveyAnswer, SurveyAnswer]:
    return SurveyAnswer.objects.filter(at__gte=start, at__lt=end)


def low_scores(start: datetime, end: datetime) -> QuerySet[SurveyAnswer, SurveyAnswer]:
    return answers(start, end).filter(LOW)


def low_label(at: datetime) -> Case:
    """How a low score stands at a moment. Followed up = the first response of its case was given.

    Base = followed + waiting (overdue without one). What still has time, what was dropped and who is not reachable
    stays outside.
    """
    return Case(
        When(unreachable=True, then=Value(UNREACHABLE)),
        When(promise__state=DeadlineState.DROPPED, then=Value(DROPPED)),
        When(promise__met_at__isnull=False, then=Value(FOLLOWED)),
        When(promise__state=DeadlineState.ARMED, promise__due_at__lt=at, then=Value(WAITING)),
        default=Value(RUNNING),
    )


def low_standing(start: datetime, end: datetime, *, at: datetime) -> Tally:
    return tally(low_scores(start, end), low_label(at))


def content_label() -> Case:
    """CSAT = share of 4 and 5."""
    return Case(When(score__gte=SATISFIED_FROM, then=Value(CONTENT)), default=Value(OTHERS))


def scored(start: datetime, end: datetime) -> QuerySet[SurveyAnswer, SurveyAnswer]:
    """The answers that say how content somebody is: not every survey asks."""
    return answers(start, end).filter(score__isnull=False)


def contentment(start: datetime, end: datetime) -> Tally:
    return tally(scored(start, end), content_label())


def asked(start: datetime, end: datetime) -> QuerySet[Invitation, Invitation]:
    return Invitation.objects.filter(sent_at__gte=start, sent_at__lt=end)


def asked_label() -> Case:
    answer = SurveyAnswer.objects.filter(invitation=OuterRef("pk"))
    return Case(When(Exists(answer), then=Value(ANSWERED)), default=Value(SILENT))


def responses(start: datetime, end: datetime) -> Tally:
    """The invitations sent in the period by whether they were answered, whenever that was."""
    return tally(asked(start, end), asked_label())


def flow(bounds: Sequence[datetime], *, at: datetime) -> Iterator[Figure]:
    """The stored figures of neighbouring periods as they stand `at` a moment."""
    start, end = bounds[0], bounds[-1]
    low = low_scores(start, end).annotate(span=span("at", bounds), label=low_label(at))
    yield from _shares("low_scores", low, (FOLLOWED,), (FOLLOWED, WAITING))
    content = scored(start, end).annotate(span=span("at", bounds), label=content_label())
    yield from _shares("csat", content, (CONTENT,), (CONTENT, OTHERS))
    sent = asked(start, end).annotate(span=span("sent_at", bounds), label=asked_label())
    yield from _shares("responses", sent, (ANSWERED,), (ANSWERED, SILENT))


def _shares(code: str, rows: "QuerySet[Any, Any]", tops: Sequence[str], base: Sequence[str]) -> list[Figure]:
    counted = rows.order_by().values_list("span", "label").annotate(n=Count("pk"))
    groups = [(number, label, n) for number, label, n in counted if label in base]
    return added_up(code, ((number, [""], n if label in tops else 0, n) for number, label, n in groups))
