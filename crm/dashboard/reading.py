"""All numbers of the Zielbild at one moment, in a handful of statements: stored weeks, and what is counted live."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Value
from django.db.models.functions import Concat

import cases.metrics
import contacts.metrics
import feedback.metrics
from contacts.models import Topic
from crm.company.presence import company_day
from crm.dashboard.hours import current_hours
from crm.dashboard.nightly import REWRITTEN_DAYS
from crm.dashboard.series import WEEK, WEEKS, Halves, Series, read_series
from crm.lib.periods import days_bounds
from crm.lib.shares import interval
from crm.lib.tallies import Tally, read, tally
from feedback.metrics import BASE, DROPPED, IN_TIME, KEPT, LATE, NAMELESS, NOT_POSSIBLE, RETURNED, RUNNING

BEFORE: Final = "before."
"""Marks what was counted of the week before the last."""
NAMED_CASES: Final = 3
FEWEST_OF_A_TOPIC: Final = 20
"""With fewer contacts a topic's share says nothing about the topic."""


@dataclass(frozen=True)
class Reading:
    now: datetime
    today: date
    series: Series
    counted: Counter[str]
    overdue: tuple[tuple[int, datetime], ...]  # number and due moment of the longest overdue cases
    master_data: dict[str, Halves]
    slow_topic: tuple[str, Halves] | None  # name, solved at once of all


def read_everything(now: datetime) -> Reading:
    """At most six statements, whatever the size of the company."""
    today = company_day(now)
    last_two_weeks = today - timedelta(days=REWRITTEN_DAYS - 1)
    series = read_series(today, receipts_before=last_two_weeks)
    counted = read(*_live(now, today=today, since=_uncounted_since(series, today)))
    _add_live(series, counted)
    overdue = _overdue(now) if counted["cases.overdue"] else ()
    return Reading(now, today, series, counted, overdue, _master_data(series), _slow_topic(series))


def _uncounted_since(series: Series, today: date) -> date:
    """The first day that no nightly run has counted yet: today, or earlier if it did not run; a week at most."""
    oldest = today - WEEK + timedelta(days=1)
    return oldest if series.newest is None else max(series.newest + timedelta(days=1), oldest)


def _live(now: datetime, *, today: date, since: date) -> list[Tally]:
    zone = settings.TIME_ZONE
    hours = current_hours()
    start, end = days_bounds(since, today, zone)
    this_week, _ = days_bounds(today - WEEK + timedelta(days=1), today, zone)
    week_before, _ = days_bounds(today - 2 * WEEK + timedelta(days=1), today, zone)
    earlier = feedback.metrics.complaints(week_before, this_week)
    return [
        contacts.metrics.people(now, hours),
        *cases.metrics.forgotten(now, hours),
        feedback.metrics.first_contacts(start, end),
        feedback.metrics.voice_counts(start, end),
        feedback.metrics.receipts(this_week, end, at=now),
        tally(earlier, Concat(Value(BEFORE), feedback.metrics.receipt_label(now))),
    ]


def _add_live(series: Series, counted: Counter[str]) -> None:
    base = sum(counted[label] for label in BASE)
    named = base + counted[NAMELESS]
    series.add("at_once_net", counted[KEPT], base)
    series.add("at_once_gross", counted[KEPT] + counted[RETURNED], base)
    series.add("nameless", counted[NAMELESS], named)
    series.add("not_possible", counted[NOT_POSSIBLE], named + counted[NOT_POSSIBLE])
    series.add("contacts", sum(number for label, number in counted.items() if label.startswith("at_once.")))
    for kind in ("praise", "complaint", "wish"):
        series.add(kind, counted[f"voice.{kind}"])
    for week, mark in ((WEEKS - 1, ""), (WEEKS - 2, BEFORE)):
        in_time, late = counted[mark + IN_TIME], counted[mark + LATE]
        apart = counted[mark + DROPPED]
        series.add("receipts", in_time, in_time + late, week=week)
        series.add("receipts_dropped", apart, in_time + late + apart + counted[mark + RUNNING], week=week)


def _overdue(now: datetime) -> tuple[tuple[int, datetime], ...]:
    longest = cases.metrics.overdue(now).order_by("due_at", "id")[:NAMED_CASES]
    return tuple((number, due) for number, due in longest.values_list("number", "due_at") if due)


def _master_data(series: Series) -> dict[str, Halves]:
    """The newest stored figures. Before the first night they are counted, while there are few customers."""
    codes = ("master_data", "origin_known", "asked_not_known")
    if series.counted_on is None:
        counted = {figure.code: figure for figure in contacts.metrics.stock()}
        return {code: (counted[code].numerator, counted[code].denominator or 0) for code in codes}
    return {code: halves[max(halves)] for code in codes if (halves := series.stock[code])}


def _slow_topic(series: Series) -> tuple[str, Halves] | None:
    """The topic that is surely below the whole company in first-contact resolution, if there is one."""
    kept, base = series.total("at_once_net")
    shares = {}
    for dimension, (top, bottom) in series.parts["at_once_net"].items():
        surely = interval(top, bottom)
        if bottom >= FEWEST_OF_A_TOPIC and surely and surely[1] < kept / base:
            shares[top / bottom, dimension] = (top, bottom)
    if not shares:
        return None
    lowest = min(shares)
    name = Topic.objects.values_list("name", flat=True).get(pk=int(lowest[1].removeprefix("topic:")))
    return name, shares[lowest]
