"""A deliberately simple second opinion on deadlines: walk every minute, read the wall clock, count.

It shares nothing with the code it judges: not the parsing of the hours, not the conversion of local times,
not the handling of pauses. Times are whole minutes of UTC since 1970, as are all hours.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = 24 * 60
NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Spans = Sequence[Sequence[str]]


@lru_cache(maxsize=20_000)
def wall_clock(tz: str, utc_day: int) -> array[int]:
    """What a clock in that zone shows at each minute of a UTC day: ordinal of the date x 1440 + minute."""
    zone, shown = ZoneInfo(tz), array("i")
    for minute in range(utc_day * DAY, (utc_day + 1) * DAY):
        local = datetime.fromtimestamp(minute * 60, UTC).astimezone(zone)
        shown.append(local.toordinal() * DAY + local.hour * 60 + local.minute)
    return shown


@dataclass
class Oracle:
    """Raw calendar data as a calendar version stores it, and pauses as (from, until) in minutes."""

    tz: str
    spans: Mapping[str, Spans]
    holidays: Mapping[str, Spans]
    pauses: Sequence[tuple[int, int]] = ()
    _open: dict[int, set[int]] = field(default_factory=dict)

    def counting(self, start: int) -> Iterator[int]:
        """Every minute from `start` on that is working time and outside the pauses."""
        for minute in self._all(start):
            if not any(begin <= minute < end for begin, end in self.pauses):
                yield minute

    def used(self, start: int, until: int) -> int:
        """How many minutes count between the two."""
        used = 0
        for minute in self.counting(start):
            if minute >= until:
                break
            used += 1
        return used

    def _all(self, start: int) -> Iterator[int]:
        utc_day, first = divmod(start, DAY)
        while True:
            for minute, shown in enumerate(wall_clock(self.tz, utc_day)[first:], utc_day * DAY + first):
                if shown % DAY in self._open_minutes(shown // DAY):
                    yield minute
            utc_day, first = utc_day + 1, 0

    def _open_minutes(self, ordinal: int) -> set[int]:
        if ordinal not in self._open:
            day = date.fromordinal(ordinal)
            spans = self.holidays.get(day.isoformat(), self.spans.get(NAMES[day.weekday()], []))
            self._open[ordinal] = {m for begin, end in spans for m in range(_minutes(begin), _minutes(end))}
        return self._open[ordinal]


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])
