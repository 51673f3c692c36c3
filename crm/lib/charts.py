"""Geometry of the small charts: numbers in, coordinates out. Templates draw them, style sheets colour them.

All coordinates are in the units of the drawing's own view box, y grows downwards.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from crm.lib.shown import Shown

GAUGE_WIDTH = 296.0
GAUGE_END = 294.0  # where 100 % lies; the peg there needs half its own width
BEAD_CLEAR_OF_PEG = 9.0
PEG_LABEL_FITS_UNTIL = 262.0  # further right the label ends with the rail
FIRST_DOT, DOT_STEP, MOST_DOTS = 14.0, 17.0, 12
RING_RADIUS = 32.0
LINE = 14.0  # of the words beside a chart
STRING_START, STRING_END = 6.0, 114.0


@dataclass(frozen=True)
class Gauge(Shown):
    """A rail with a bead for today, a peg for the target and perhaps a hollow bead for 13 weeks ago."""

    start: float  # the share at the left end
    bead: float
    fill: float
    peg: float
    peg_label: float
    peg_anchor: str
    was: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Dots(Shown):
    """A goal of zero: one dot for each case that breaks it; `more` do not fit."""

    dots: tuple[float, ...]
    more: int


@dataclass(frozen=True)
class Frame:
    """The part of a view box in which a line is drawn."""

    left: float
    right: float
    top: float
    bottom: float


SPARK = Frame(left=4, right=168, top=4, bottom=40)
CHART = Frame(left=40, right=642, top=14, bottom=190)


@dataclass(frozen=True)
class Trend(Shown):
    """Lines over time in a band of limits; `soft` is what may still change."""

    points: tuple[tuple[float, float], ...]
    lines: tuple[str, ...]
    soft: str
    band: tuple[float, float] | None  # upper edge and height
    mean: float | None
    target: float | None
    last: tuple[float, float] | None
    ticks: tuple[tuple[float, float], ...]  # y and value

    @property
    def beside(self) -> tuple[float, float, float] | None:
        """Where the words for upper limit, mean and lower limit stand beside a chart, never on top of each other."""
        if self.band is None or self.mean is None:
            return None
        top, height = self.band
        lower = min(max(top + height, self.mean + LINE), CHART.bottom + LINE / 2)
        mean = min(self.mean, lower - LINE)
        return min(top, mean - LINE), mean, lower


def gauge(
    share: float,
    *,
    target: float,
    was: float | None = None,
    interval: tuple[float, float] | None = None,
    start: float = 0.5,
) -> Gauge:
    """Shares between 0 and 1 on a rail that begins at `start`, or lower where a bead would fall off."""
    lowest = min(value for value in (share, target, was, *(interval or ())) if value is not None)
    if lowest < start:
        start = math.floor(lowest * 10) / 10

    def x(value: float) -> float:
        return round((min(value, 1.0) - start) / (1.0 - start) * GAUGE_END, 1)

    peg = x(target)
    at_end = peg > PEG_LABEL_FITS_UNTIL
    return Gauge(
        start=start,
        bead=min(x(share), GAUGE_END - BEAD_CLEAR_OF_PEG),
        fill=max(x(share), 2.5),
        peg=peg,
        peg_label=GAUGE_WIDTH if at_end else peg,
        peg_anchor="end" if at_end else "middle",
        was=None if was is None else min(x(was), GAUGE_END - BEAD_CLEAR_OF_PEG),
        interval=None if interval is None else (x(interval[0]), x(interval[1])),
    )


def dots(count: int) -> Dots:
    shown = min(count, MOST_DOTS)
    return Dots(tuple(FIRST_DOT + DOT_STEP * number for number in range(shown)), count - shown)


def trend(
    values: Sequence[float | None],
    *,
    limits: tuple[float, float] | None = None,
    mean: float | None = None,
    target: float | None = None,
    provisional: int = 0,
    frame: Frame = SPARK,
    from_zero: bool = False,
) -> Trend:
    """One value per period, oldest first; None where nothing was counted, which leaves a gap in the line.

    provisional: so many values at the end may still change; they hang on the settled line as a dashed one.
    from_zero: the scale begins there.
    """
    known = [value for value in values if value is not None]
    known += [0.0] if from_zero else []
    scale = [value for value in (*known, *(limits or ()), mean, target) if value is not None]
    low, high = (min(scale), max(scale)) if scale else (0.0, 1.0)
    height = frame.bottom - frame.top
    step = (frame.right - frame.left) / max(len(values) - 1, 1)

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(frame.bottom - share * height, 1)

    placed = [
        None if value is None else (round(frame.left + number * step, 1), y(value))
        for number, value in enumerate(values)
    ]
    settled = placed[: len(placed) - provisional] if provisional else placed
    tail = placed[max(len(settled) - 1, 0) :] if provisional else []
    return Trend(
        points=tuple(point for point in placed if point),
        lines=_runs(settled),
        soft=_joined([point for point in tail if point]),
        band=None if limits is None else (y(max(limits)), round(y(min(limits)) - y(max(limits)), 1)),
        mean=None if mean is None else y(mean),
        target=None if target is None else y(target),
        last=next((point for point in reversed(placed) if point), None),
        ticks=tuple((y(value), value) for value in round_values(low, high)),
    )


def ring(share: float) -> tuple[float, float]:
    """Dash and gap of a circle of radius 32 that is drawn to `share` of its way round."""
    way = 2 * math.pi * RING_RADIUS
    return round(way * min(max(share, 0.0), 1.0), 1), round(way, 1)


def string(share: float) -> float:
    """Where the bead sits on the string when `share` of the time is used; over time it stays at the end."""
    return round(STRING_START + (STRING_END - STRING_START) * min(max(share, 0.0), 1.0), 1)


def _runs(points: Sequence[tuple[float, float] | None]) -> tuple[str, ...]:
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return tuple(_joined(run) for run in runs if run)


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def round_values(low: float, high: float) -> tuple[float, ...]:
    """Two to five round values between low and high, for the labels of an axis."""
    if high <= low:
        return (low,)
    rough = (high - low) / 3
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    first = math.ceil(low / step)
    return tuple(round(step * number, 10) for number in range(first, math.floor(high / step) + 1))
