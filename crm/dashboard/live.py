"""What is counted live: the days no night has counted yet, and two weeks of what today still decides about."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from django.conf import settings
from django.db.models import Case, QuerySet, Value
from django.db.models.functions import Concat

import cases.metrics
import contacts.metrics
import feedback.metrics
from crm.dashboard.series import WEEK, WEEKS, Series
from crm.lib.periods import day_edges, days_bounds
from crm.lib.tallies import Tally, tally
from crm.lib.working_hours import Hours
from feedback import idea_metrics, survey_metrics
from feedback.metrics import BASE, DROPPED, GROSS, IN_TIME, KEPT, LATE, NAMELESS, NOT_POSSIBLE, RUNNING

BEFORE: Final = "before."
"""Marks what was counted of the week before the last."""


def live_tallies(now: datetime, hours: dict[int, Hours], *, today: date, since: date) -> list[Tally]:
    """since: the first day that no nightly run has counted yet."""
    start, end = days_bounds(since, today, settings.TIME_ZONE)
    return [
        contacts.metrics.people(now, hours),
        tally(contacts.metrics.certain_duplicates(), contacts.metrics.DUPLICATES),
        *cases.metrics.forgotten(now, hours),
        *(contacts.metrics.met(*bounds) for bounds in pairwise(_days(since, today))),
        cases.metrics.opened(start, end),
        feedback.metrics.first_contacts(start, end),
        feedback.metrics.voice_counts(start, end),
        survey_metrics.contentment(start, end),
        idea_metrics.settlements(start, end, at=now),
        tally(idea_metrics.built(start, end), idea_metrics.BUILT),
        tally(idea_metrics.told(start, end), idea_metrics.TOLD),
        *_two_weeks(now, today),
    ]


def _days(since: date, today: date) -> list[datetime]:
    return day_edges([since + timedelta(days=n) for n in range((today - since).days + 1)], settings.TIME_ZONE)


def _two_weeks(now: datetime, today: date) -> list[Tally]:
    zone = settings.TIME_ZONE
    found = []
    for weeks, mark in ((1, ""), (2, BEFORE)):
        last = today - (weeks - 1) * WEEK
        start, end = days_bounds(last - WEEK + timedelta(days=1), last, zone)
        found += [
            _marked(mark, feedback.metrics.complaints(start, end), feedback.metrics.receipt_label(now)),
            _marked(mark, survey_metrics.low_scores(start, end), survey_metrics.low_label(now)),
            _marked(mark, survey_metrics.asked(start, end), survey_metrics.asked_label()),
        ]
    return found


def _marked(mark: str, rows: "QuerySet[Any]", label: Case) -> Tally:
    return tally(rows, Concat(Value(mark), label) if mark else label)


def add_live(series: Series, counted: Counter[str]) -> None:
    """Add what `live_tallies` counted to the weeks it belongs to."""
    base = sum(counted[label] for label in BASE)
    named = base + counted[NAMELESS]
    series.add("at_once_net", counted[KEPT], base)
    series.add("at_once_gross", sum(counted[label] for label in GROSS), base)
    series.add("nameless", counted[NAMELESS], named)
    series.add("not_possible", counted[NOT_POSSIBLE], named + counted[NOT_POSSIBLE])
    series.add("contacts", sum(number for label, number in counted.items() if label.startswith("at_once.")))
    series.add("encounters", counted[contacts.metrics.MET])
    series.add("cases_opened", counted[cases.metrics.OPENED])
    for kind in ("praise", "complaint", "wish", "competitor"):
        series.add(kind, counted[f"voice.{kind}"])
    content = counted[survey_metrics.CONTENT]
    series.add("csat", content, content + counted[survey_metrics.OTHERS])
    in_time = counted[idea_metrics.IN_TIME]
    series.add("wishes_decided", in_time, in_time + counted[idea_metrics.LATE])
    series.add("ideas_built", counted[idea_metrics.BUILT])
    series.add("customers_told", counted[idea_metrics.TOLD])
    for week, mark in ((WEEKS - 1, ""), (WEEKS - 2, BEFORE)):
        _add_undecided(series, counted, week=week, mark=mark)


def _add_undecided(series: Series, counted: Counter[str], *, week: int, mark: str) -> None:
    in_time, late = counted[mark + IN_TIME], counted[mark + LATE]
    apart = counted[mark + DROPPED]
    series.add("receipts", in_time, in_time + late, week=week)
    series.add("receipts_dropped", apart, in_time + late + apart + counted[mark + RUNNING], week=week)
    followed = counted[mark + survey_metrics.FOLLOWED]
    series.add("low_scores", followed, followed + counted[mark + survey_metrics.WAITING], week=week)
    answered = counted[mark + survey_metrics.ANSWERED]
    series.add("responses", answered, answered + counted[mark + survey_metrics.SILENT], week=week)
