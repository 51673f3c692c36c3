"""What "Warum diese Frist?" shows: a ledger of what counted and what not, and the strip of days beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from cases.deadline_strip import DayCell, Part, strip
from cases.pauses import PauseSpan, Span, outside, within
from crm.lib.working_days import day_intervals, epoch_seconds, local_day, to_the_second
from crm.lib.working_hours import Hours
from crm.lib.working_time import spans_between


class What(StrEnum):
    """Counts towards the target; waits (the row's `pause` says for whom); closed."""

    COUNTS = "counts"
    PAUSE = "pause"
    CLOSED = "closed"


class _Line(NamedTuple):
    start: datetime
    end: datetime
    what: What
    pause: str = ""
    closed_days: tuple[date, ...] = ()


@dataclass(frozen=True)
class LedgerRow:
    """One line: from, until, what it was, the seconds it counts and the sum so far.

    `closed_days` of a closed row are the days without any working time it touches ("Sa, So").
    """

    start: datetime
    end: datetime
    what: What
    counted: int
    total: int
    pause: str = ""
    closed_days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """The ledger up to `due`, the days to draw, and sums in working seconds: `target` = `used` + `left`.

    `used` and `left` are seen from now; `waited` is working time that a pause took out.
    """

    start: datetime
    due: datetime
    rows: tuple[LedgerRow, ...]
    days: tuple[DayCell, ...]
    target: int
    used: int
    waited: int
    left: int


def explained(
    *, start: datetime, due: datetime, hours: Hours, pauses: Sequence[PauseSpan], now: datetime
) -> Explanation:
    """Explain a deadline that was computed with these hours and pauses (in order, without overlap)."""
    start, due, now = to_the_second(start), to_the_second(due), to_the_second(now)
    inside = within(start, due, pauses)
    days = strip(start=start, due=due, hours=hours, pauses=inside, now=now)
    used, waited, left = (_drawn(days, part) for part in (Part.USED, Part.WAIT, Part.REST))
    rows = _ledger(start, due, hours, inside)
    return Explanation(start, due, rows, days, used + left, used, waited, left)


def _drawn(days: Sequence[DayCell], part: Part) -> int:
    return sum(_seconds(piece.start, piece.end) for day in days for piece in day.pieces if piece.part == part)


def _ledger(
    start: datetime, due: datetime, hours: Hours, pauses: Sequence[PauseSpan]
) -> tuple[LedgerRow, ...]:
    working = spans_between(start, due, hours)
    lines = [_Line(*span, What.COUNTS) for opens in working for span in outside(opens, pauses)]
    lines += [_Line(pause.start, pause.end, What.PAUSE, pause.kind) for pause in pauses]
    lines += _closed_lines(start, due, working, hours, pauses)
    rows: list[LedgerRow] = []
    total = 0
    for line in sorted(lines):
        counted = _seconds(line.start, line.end) if line.what == What.COUNTS else 0
        total += counted
        rows.append(LedgerRow(line.start, line.end, line.what, counted, total, line.pause, line.closed_days))
    return tuple(rows)


def _closed_lines(
    start: datetime, due: datetime, working: Sequence[Span], hours: Hours, pauses: Sequence[PauseSpan]
) -> Iterator[_Line]:
    """Closed time worth a line: before the first opening, or with a whole day closed. Nights and breaks go
    without saying.
    """
    edges = [start, *(edge for span in working for edge in span), due]
    for gap in zip(edges[::2], edges[1::2], strict=True):
        for since, until in outside(gap, pauses):
            days = _closed_days(since, until, hours)
            if days or since == start:
                yield _Line(since, until, What.CLOSED, "", days)


def _closed_days(since: datetime, until: datetime, hours: Hours) -> tuple[date, ...]:
    first, last = (local_day(second, hours) for second in (epoch_seconds(since), epoch_seconds(until) - 1))
    return tuple(date.fromordinal(day) for day in range(first, last + 1) if not day_intervals(hours, day))


def _seconds(since: datetime, until: datetime) -> int:
    return int((until - since).total_seconds())
