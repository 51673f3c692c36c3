"""Results are read from counts by day, never from the answers: the last two weeks are written anew every hour.

An invitation counts on the day its mail left, an answer's values on the day of the answer. Links are valid for 13 days,
so whoever was asked on a day cannot change its counts after two weeks.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.timezone import get_default_timezone

from crm.company.presence import company_day
from crm.lib.periods import day_bounds
from crm.outbox.sweeping import SweepResult
from feedback.models import AnswerItem, Invitation, SurveyAnswer, SurveyCount

REWRITTEN: Final = timedelta(days=14)
SENT, ANSWERED = "sent", "answered"
SOLVED_VALUES: Final = {"yes": 2, "partly": 1, "no": 0}
"""Under which number a word is counted."""


class _Key(NamedTuple):
    survey: int
    day: date
    dimension: str
    code: str
    value: int


def sweep_counts(now: datetime) -> SweepResult:
    """Write the counts of the last 15 days, today included."""
    return SweepResult(handled=write_counts(company_day(now) - REWRITTEN, company_day(now)))


def write_counts(first: date, last: date) -> int:
    """Count all surveys on these days anew; gives the number of rows. Writing twice changes nothing."""
    counted: Counter[_Key] = Counter()
    for key, number in _everything(first, last):
        counted[key] += number
    rows = [
        SurveyCount(
            survey_id=key.survey,
            day=key.day,
            dimension=key.dimension,
            code=key.code,
            value=key.value,
            number=number,
        )
        for key, number in counted.items()
    ]
    with transaction.atomic():
        SurveyCount.objects.filter(day__gte=first, day__lte=last).delete()
        SurveyCount.objects.bulk_create(
            rows,
            batch_size=500,
            update_conflicts=True,  # two writers at the same time end with the same rows
            unique_fields=["survey", "dimension", "code", "day", "value"],
            update_fields=["number"],
        )
    return len(rows)


def _everything(first: date, last: date) -> Iterator[tuple[_Key, int]]:
    zone = get_default_timezone()
    start, end = day_bounds(first, str(zone))[0], day_bounds(last, str(zone))[1]
    mails = _dated(Invitation.objects.filter(sent_at__gte=start, sent_at__lt=end), "sent_at", "")
    yield from _grouped(mails, SENT, None)
    yield from _grouped(mails.filter(answer__isnull=False), ANSWERED, None)
    answers = _dated(SurveyAnswer.objects.filter(at__gte=start, at__lt=end), "at", "invitation__")
    for code, field in (("csat", "score"), ("nps", "nps"), ("ces", "ces")):
        yield from _grouped(answers.filter(**{f"{field}__isnull": False}), code, field)
    yield from _grouped(answers.exclude(solved=""), "solved", "solved")
    items = AnswerItem.objects.filter(answer__at__gte=start, answer__at__lt=end)
    yield from _grouped(_dated(items, "answer__at", "answer__invitation__"), "choice", "choice")


def _dated(rows: "QuerySet[Any, Any]", moment: str, way: str) -> "QuerySet[Any, Any]":
    """With the day, and what it may be told apart by: topic, site, source."""
    dated: QuerySet[Any, Any] = rows.order_by().annotate(
        on_day=TruncDate(moment, tzinfo=get_default_timezone()),
        of_survey=F(f"{way}survey"),
        of_topic=Coalesce(f"{way}case__topic", f"{way}contact__topic"),
        of_site=Coalesce(f"{way}case__team__site", f"{way}contact__site"),
        of_source=F(f"{way}customer__source"),
    )
    return dated


def _grouped(rows: "QuerySet[Any, Any]", code: str, field: str | None) -> Iterator[tuple[_Key, int]]:
    named = ["of_survey", "on_day", "of_topic", "of_site", "of_source"]
    more = [field] if field else []
    more += ["question"] if code == "choice" else []
    for survey, day, topic, site, source, *rest, number in rows.values_list(*named, *more).annotate(
        n=Count("pk")
    ):
        value = SOLVED_VALUES.get(rest[0], rest[0]) if rest else 0
        named_code = f"choice:{rest[1]}" if code == "choice" else code
        for kind, pk in (("", 0), ("topic", topic), ("site", site), ("source", source)):
            if pk is not None:
                yield _Key(survey, day, f"{kind}:{pk}" if kind else "", named_code, value), number
