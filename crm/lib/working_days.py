"""Which instants of one local day are working time.

An instant is working time exactly when the wall clock, read at that instant, shows a time inside a span of
that local day. From this follows what happens when the clock is changed: a span that begins in the skipped
hour begins when the clock has jumped, one that ends there ends at the jump; of the repeated hour both passes
count as far as the clock shows a time inside the span. A day is an hour shorter or longer, nothing else.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from crm.lib.working_hours import Hours

DAY: Final = 86_400
_EPOCH: Final = date(1970, 1, 1).toordinal()

Interval = tuple[int, int]
"""From and until (excluded), in seconds of UTC since 1970."""


def epoch_seconds(at: datetime) -> int:
    """Whole seconds since 1970; a started second is dropped. Raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return int(at.timestamp() // 1)


def moment(seconds: int) -> datetime:
    """The UTC moment of these seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)


def to_the_second(at: datetime) -> datetime:
    """The same moment in UTC without its started second."""
    return moment(epoch_seconds(at))


def local_day(seconds: int, hours: Hours) -> int:
    """The ordinal of the local date at this instant."""
    return datetime.fromtimestamp(seconds, hours.zone).toordinal()


@lru_cache(maxsize=32_768)
def day_intervals(hours: Hours, day: int) -> tuple[Interval, ...]:
    """The working time of the local day with this ordinal, in order; spans that touch are joined."""
    midnight = (day - _EPOCH) * DAY
    pieces: list[Interval] = []
    spans = hours.on(day)
    for since, until, offset in _offsets(hours.zone, midnight - DAY, midnight + 2 * DAY) if spans else ():
        for opens, closes in spans:
            start = max(since, midnight + opens - offset)
            end = min(until, midnight + closes - offset)
            if start < end:
                pieces.append((start, end))
    return _joined(sorted(pieces))


def _joined(pieces: list[Interval]) -> tuple[Interval, ...]:
    joined: list[Interval] = []
    for start, end in pieces:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _offsets(zone: ZoneInfo, since: int, until: int) -> tuple[tuple[int, int, int], ...]:
    """The stretches of three days with one distance (seconds) to UTC: one, or two around a clock change.

    No zone changes its clock twice within three days, so equal distances at both ends mean no change.
    """
    before, after = _offset(zone, since), _offset(zone, until)
    if before == after:
        return ((since, until, before),)
    low, high = since, until
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return ((since, high, before), (high, until, after))


def _offset(zone: ZoneInfo, seconds: int) -> int:
    offset = datetime.fromtimestamp(seconds, zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())
