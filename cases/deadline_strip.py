"""The strip of days in "Warum diese Frist?": each day's opening time, cut into what it was used for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise

from cases.pauses import PauseSpan
from crm.lib.working_days import Interval, day_intervals, epoch_seconds, local_day, moment
from crm.lib.working_hours import Hours


class Part(StrEnum):
    """Of a day from its first opening to its last closing: a break; working time before the start or after
    the deadline; counted already; waited; counted until the deadline from now on.
    """

    CLOSED = "closed"
    FREE = "free"
    USED = "used"
    WAIT = "wait"
    REST = "rest"


@dataclass(frozen=True)
class Piece:
    """From, until, and what it was."""

    start: datetime
    end: datetime
    part: Part


@dataclass(frozen=True)
class DayCell:
    """A local day; its pieces leave nothing out between first opening and last closing. None: closed."""

    day: date
    pieces: tuple[Piece, ...]


def strip(
    *, start: datetime, due: datetime, hours: Hours, pauses: Sequence[PauseSpan], now: datetime
) -> tuple[DayCell, ...]:
    """The days from the start to the one after the deadline. The pauses lie between start and deadline."""
    first, last = (local_day(epoch_seconds(edge), hours) for edge in (start, due))
    cuts = sorted({start, due, now, *(edge for pause in pauses for edge in (pause.start, pause.end))})

    def part_at(at: datetime) -> Part:
        if not start <= at < due:
            return Part.FREE
        if any(pause.start <= at < pause.end for pause in pauses):
            return Part.WAIT
        return Part.USED if at < now else Part.REST

    def pieces(intervals: tuple[Interval, ...]) -> Iterator[Piece]:
        for index, (opens, closes) in enumerate(intervals):
            if index:
                yield Piece(moment(intervals[index - 1][1]), moment(opens), Part.CLOSED)
            inside = [cut for cut in cuts if moment(opens) < cut < moment(closes)]
            for since, until in pairwise([moment(opens), *inside, moment(closes)]):
                yield Piece(since, until, part_at(since))

    return tuple(
        DayCell(date.fromordinal(day), tuple(pieces(day_intervals(hours, day))))
        for day in range(first, last + 2)
    )
