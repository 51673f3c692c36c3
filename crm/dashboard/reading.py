"""All numbers of the Zielbild at one moment, in a handful of statements: stored weeks, and what is counted live."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from django.core.cache import cache

import cases.metrics
import contacts.metrics
from contacts.models import Topic
from crm.company.presence import company_day
from crm.dashboard.hours import current_hours
from crm.dashboard.live import add_live, live_tallies
from crm.dashboard.nightly import REWRITTEN_DAYS
from crm.dashboard.series import WEEK, Halves, Series, kept_series
from crm.lib.shares import interval
from crm.lib.tallies import Tally, read
from crm.lib.working_hours import Hours
from crm.lib.working_time import worked_seconds

KEY: Final = "dashboard.reading"
KEPT_SECONDS: Final = 10
NAMED_CASES: Final = 3
FEWEST_OF_A_TOPIC: Final = 20
"""With fewer contacts a topic's share says nothing about the topic."""


@dataclass
class Reading:
    """What has been read; what only one goal asks for is read when it does."""

    now: datetime
    today: date
    hours: dict[int, Hours]
    series: Series
    counted: Counter[str]

    @cached_property
    def overdue(self) -> list[tuple[int, datetime, int]]:
        """Number, due moment and working minutes since then of the longest overdue cases."""
        if not self.counted["cases.overdue"]:
            return []
        longest = cases.metrics.overdue(self.now).order_by("due_at", "id")[:NAMED_CASES]
        found = longest.values_list("number", "due_at", "team__site__calendar")
        return [
            (number, due, worked_seconds(due, self.now, self.hours[calendar]) // 60)
            for number, due, calendar in found
            if due
        ]

    @cached_property
    def master_data(self) -> dict[str, Halves]:
        """The newest stored figures. Before the first night they are counted, while there are few customers."""
        codes = ("master_data", "quality_score", "origin_known", "asked_not_known")
        if self.series.counted_on is None:
            counted = {each.code: each for each in contacts.metrics.stock() if not each.dimension}
            return {code: (counted[code].numerator, counted[code].denominator or 0) for code in codes}
        return {code: halves[max(halves)] for code in codes if (halves := self.series.stock[code])}

    @cached_property
    def slow_topic(self) -> tuple[str, Halves] | None:
        """The topic surely below the whole company in first-contact resolution: its name, solved of all."""
        kept, base = self.series.total("at_once_net")
        shares = {}
        for dimension, (top, bottom) in self.series.parts["at_once_net"].items():
            surely = interval(top, bottom)
            if bottom >= FEWEST_OF_A_TOPIC and surely and surely[1] < kept / base:
                shares[top / bottom, dimension] = (top, bottom)
        if not shares:
            return None
        lowest = min(shares)
        name = Topic.objects.values_list("name", flat=True).get(pk=int(lowest[1].removeprefix("topic:")))
        return name, shares[lowest]


def read_everything(now: datetime, *, beside: Sequence[Tally] = ()) -> Reading:
    """Three statements, whatever the size of the company, and at most three more for single goals.

    beside: what else the page counts; it travels with the live counts.
    """
    today = company_day(now)
    hours = current_hours()
    series = kept_series(today, live_since=today - timedelta(days=REWRITTEN_DAYS - 1))
    live = live_tallies(now, hours, today=today, since=_uncounted_since(series, today))
    counted = read(*live, *beside)
    add_live(series, counted)
    return Reading(now, today, hours, series, counted)


def read_for_many(now: datetime) -> Reading:
    """The same for the page that hangs on the wall: what is counted live is counted once for everybody who looks
    within `KEPT_SECONDS`.
    """
    found: Reading | None = cache.get(KEY)
    if found is None or not timedelta() <= now - found.now < timedelta(seconds=KEPT_SECONDS):
        found = read_everything(now)
        cache.set(KEY, found, KEPT_SECONDS)
    return found


def _uncounted_since(series: Series, today: date) -> date:
    """The first day that no nightly run has counted yet: today, or earlier if it did not run; a week at most."""
    oldest = today - WEEK + timedelta(days=1)
    return oldest if series.newest is None else max(series.newest + timedelta(days=1), oldest)
