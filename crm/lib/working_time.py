"""Sums of working time: the one place that adds, counts and looks ahead in working hours.

Moments go in with a time zone and come out in UTC, to the second (a started second is dropped). Working time
is elapsed time: a working hour lasts 3,600 seconds, also on a day with a clock change (see working_days).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

from crm.lib.working_days import Interval, day_intervals, epoch_seconds, local_day, moment
from crm.lib.working_hours import Hours, ImpossibleHours

SEARCH_DAYS: Final = 3_660
"""How far ahead an answer is looked for: ten years."""
COUNT_DAYS: Final = 36_600
"""The longest stretch that is counted: a hundred years, far above any case, far below a mistyped year."""


def add_working(start: datetime, seconds: int, hours: Hours) -> datetime:
    """The earliest moment at which `seconds` of working time have passed since `start`.

    Work that ends exactly at closing time is due at closing time, not at the next opening. 0 gives `start`,
    in working time or not. Raises ValueError below 0, ImpossibleHours (too_far) beyond ten years.
    """
    if seconds < 0:
        raise ValueError("working time cannot be negative")
    if seconds == 0:
        return start.astimezone(UTC)
    left = seconds
    for opens, closes in _ahead(epoch_seconds(start), hours):
        if closes - opens >= left:
            return moment(opens + left)
        left -= closes - opens
    raise AssertionError("unreachable: the search ends with an error of its own")


def worked_seconds(start: datetime, end: datetime, hours: Hours) -> int:
    """The working time between two moments in seconds; 0 if `end` is not after `start`.

    Raises ImpossibleHours (too_far) beyond a hundred years.
    """
    since, until = epoch_seconds(start), epoch_seconds(end)
    days = _days(since, until, hours)
    whole = days[2:-2]  # a clock set back over midnight reaches into the next day, but no further
    edges = (*days[:2], *days[-2:]) if whole else days
    counted = sum(closes - opens for opens, closes in _within(since, until, edges, hours))
    return counted + (_whole(whole.start, whole.stop, hours) if whole else 0)


@lru_cache(maxsize=4_096)
def _whole(first: int, stop: int, hours: Hours) -> int:
    """The working time of whole days. The lines of a list have most of theirs in common: up to now, or from now on."""
    return sum(closes - opens for day in range(first, stop) for opens, closes in day_intervals(hours, day))


def spans_between(start: datetime, end: datetime, hours: Hours) -> list[tuple[datetime, datetime]]:
    """The stretches of working time between two moments, cut at local midnight, in order.

    Raises ImpossibleHours (too_far) beyond a hundred years.
    """
    return [(moment(opens), moment(closes)) for opens, closes in _between(start, end, hours)]


def is_working(at: datetime, hours: Hours) -> bool:
    """Whether work is going on; yes at opening time, no at closing time."""
    second = epoch_seconds(at)
    return any(opens <= second < closes for opens, closes in day_intervals(hours, local_day(second, hours)))


def next_opening(at: datetime, hours: Hours) -> datetime:
    """`at` itself while work is going on, else the next opening. Raises ImpossibleHours (too_far)."""
    opens, _ = next(_ahead(epoch_seconds(at), hours))
    return moment(opens)


def working_day_later(start: datetime, days: int, hours: Hours) -> datetime:
    """The same time of day on the n-th working day after the local day of `start` (`days` from 1).

    A working day has any working time at all. A time before opening becomes the opening, one in a break the
    end of the break, one after closing the closing time. A time the clock shows twice is taken at its first
    pass.
    Raises ValueError below 1, ImpossibleHours (too_far).
    """
    if days < 1:
        raise ValueError("a later working day is at least one day later")
    local = start.astimezone(hours.zone)
    day, intervals = local.toordinal(), day_intervals(hours, local.toordinal())
    for _ in range(days):
        day, intervals = _next_working_day(day, hours)
    wanted = epoch_seconds(datetime.combine(date.fromordinal(day), local.time().replace(fold=0), hours.zone))
    for opens, closes in intervals:
        if wanted <= closes:
            return moment(max(opens, wanted))
    return moment(intervals[-1][1])


def end_of_working_day(at: datetime, hours: Hours) -> datetime:
    """The last closing time of the local day of `at` if it is still to come, else of the next working day.

    Raises ImpossibleHours (too_far).
    """
    second = epoch_seconds(at)
    today = local_day(second, hours)
    intervals = day_intervals(hours, today)
    if not intervals or intervals[-1][1] <= second:
        _, intervals = _next_working_day(today, hours)
    return moment(intervals[-1][1])


def next_working_day_start(at: datetime, hours: Hours) -> datetime:
    """The first opening of the first working day after the local day of `at`.

    Raises ImpossibleHours (too_far).
    """
    _, intervals = _next_working_day(local_day(epoch_seconds(at), hours), hours)
    return moment(intervals[0][0])


def _next_working_day(day: int, hours: Hours) -> tuple[int, tuple[Interval, ...]]:
    for later in range(day + 1, day + 1 + SEARCH_DAYS):
        intervals = day_intervals(hours, later)
        if intervals:
            return later, intervals
    raise ImpossibleHours("too_far", years="10")


def _ahead(at: int, hours: Hours) -> Iterator[Interval]:
    """The working time from this instant on, for ten years; then ImpossibleHours."""
    today = local_day(at, hours)
    for day in range(today, today + SEARCH_DAYS):
        for opens, closes in day_intervals(hours, day):
            if closes > at:
                yield max(opens, at), closes
    raise ImpossibleHours("too_far", years="10")


def _between(start: datetime, end: datetime, hours: Hours) -> Iterator[Interval]:
    since, until = epoch_seconds(start), epoch_seconds(end)
    return _within(since, until, _days(since, until, hours), hours)


def _days(since: int, until: int, hours: Hours) -> range:
    """The local days that two instants and the time between them lie on; none where the second is not later."""
    if until <= since:
        return range(0)
    first, last = local_day(since, hours), local_day(until, hours)
    if last - first > COUNT_DAYS:
        raise ImpossibleHours("too_far", years="100")
    return range(first, last + 1)


def _within(since: int, until: int, days: Iterable[int], hours: Hours) -> Iterator[Interval]:
    for day in days:
        for opens, closes in day_intervals(hours, day):
            if closes > since and opens < until:
                yield max(opens, since), min(closes, until)
