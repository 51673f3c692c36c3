"""The days behind a deadline as a strip: opening hours as boxes, used and waiting time as fillings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from crm.lib.shown import Shown

HOUR = 18.0
CLOSED_WIDTH = 55.0
BETWEEN_DAYS = 14.0
MOST_DAYS = 9  # beyond that the writing would become too small; the ledger says it all

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Bar(Shown):
    x: float
    width: float


@dataclass(frozen=True)
class DayLabel(Shown):
    x: float
    day: date
    open: bool
    today: bool


@dataclass(frozen=True)
class WeekStrip(Shown):
    width: float
    hours: tuple[Bar, ...]
    closed: tuple[Bar, ...]
    labels: tuple[DayLabel, ...]
    used: tuple[Bar, ...]
    waited: tuple[Bar, ...]
    rest: tuple[Bar, ...]
    now: float | None


def week_strip(
    days: Sequence[tuple[date, Sequence[Span]]],
    *,
    used: Iterable[Span],
    waited: Iterable[Span] = (),
    rest: Iterable[Span] = (),
    now: datetime,
) -> WeekStrip | None:
    """Days with their opening hours, oldest first (a closed day has none); None if they are too many to draw.

    used, waited, rest: spans of time; only what lies within opening hours is drawn.
    """
    if not days or len(days) > MOST_DAYS:
        return None
    spans: list[tuple[Span, float]] = []  # opening hours and where they begin
    closed, labels, x = [], [], 0.0
    for day, hours in days:
        labels.append(DayLabel(round(x, 1), day, bool(hours), day == now.date()))
        if hours:
            spans += [(span, x + _width((hours[0][0], span[0]))) for span in hours]
            x += _width((hours[0][0], hours[-1][1])) + BETWEEN_DAYS
        else:
            closed.append(Bar(round(x, 1), CLOSED_WIDTH))
            x += CLOSED_WIDTH + BETWEEN_DAYS

    def within(wanted: Iterable[Span]) -> tuple[Bar, ...]:
        return tuple(
            Bar(
                round(left + _width((start, max(begin, start))), 1),
                _width((max(begin, start), min(end, stop))),
            )
            for begin, end in wanted
            for (start, stop), left in spans
            if begin < stop and end > start
        )

    return WeekStrip(
        width=round(x - BETWEEN_DAYS, 1),
        hours=tuple(Bar(round(left, 1), _width(span)) for span, left in spans),
        closed=tuple(closed),
        labels=tuple(labels),
        used=within(used),
        waited=within(waited),
        rest=within(rest),
        now=_place(now, spans),
    )


def _width(span: Span) -> float:
    return round((span[1] - span[0]).total_seconds() / 3600 * HOUR, 1)


def _place(now: datetime, spans: Sequence[tuple[Span, float]]) -> float | None:
    """Where the line of the present stands: in the opening hours, or before the next ones."""
    for (start, stop), left in spans:
        if now <= stop:
            return round(left + _width((start, max(now, start))), 1)
    return None
