"""Weeks and days as figures use them: a week begins on Monday, a day belongs to a time zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def week_start(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def last_weeks(day: date, n: int) -> list[date]:
    """The Mondays of the last `n` weeks, oldest first; the last one is the week of `day`, complete or not."""
    this_week = week_start(day)
    return [this_week - timedelta(weeks=back) for back in reversed(range(n))]


def local_date(at: datetime, tz: str) -> date:
    """The date on the calendar of that zone at this moment. Raises ValueError for a moment without a zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return at.astimezone(ZoneInfo(tz)).date()


def day_bounds(day: date, tz: str) -> tuple[datetime, datetime]:
    """The first moment of that local day and the first of the next one, in UTC; 23, 24 or 25 hours apart."""
    return _midnight(day, tz), _midnight(day + timedelta(days=1), tz)


def days_bounds(first: date, last: date, tz: str) -> tuple[datetime, datetime]:
    """The first moment of the local day `first` and the first after the local day `last`, in UTC."""
    return _midnight(first, tz), _midnight(last + timedelta(days=1), tz)


def day_edges(days: Sequence[date], tz: str) -> list[datetime]:
    """The first moments of these neighbouring local days and the first after them, in UTC."""
    return [*(_midnight(day, tz) for day in days), _midnight(days[-1] + timedelta(days=1), tz)]


def neighbours(days: Iterable[date], *, most: int) -> Iterator[list[date]]:
    """Days in order, those that follow each other together, so many at most."""
    run: list[date] = []
    for day in days:
        if run and (day - run[-1] != timedelta(days=1) or len(run) == most):
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _midnight(day: date, tz: str) -> datetime:
    # Where the clock is changed at midnight, the first reading (or the jump itself) begins the day: fold 0.
    return datetime.combine(day, time.min, ZoneInfo(tz)).astimezone(UTC)
