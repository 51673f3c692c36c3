"""Limits of charts that count: p (shares), c (counts), u (counts per unit), three standard deviations wide. Pure.

Source: W. A. Shewhart's charts as in the NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.1 and 6.3.3.2, and
D. C. Montgomery, Introduction to Statistical Quality Control, chapter "Control Charts for Attributes".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

WIDTH: Final = 3.0
"""So many standard deviations lie between the centre and each limit."""
DIGITS: Final = 9
"""A deviation is this exact: further digits are rounding, and would put values that lie on the centre beside it."""


@dataclass(frozen=True)
class Point:
    """One period: its value, the limits for its size, and how many standard deviations it lies from the centre."""

    value: float
    lower: float
    upper: float
    deviation: float

    @property
    def is_outside(self) -> bool:
        return not self.lower <= self.value <= self.upper


@dataclass(frozen=True)
class Chart:
    """`points` has one entry per period, oldest first; None where there was nothing to count."""

    centre: float
    points: tuple[Point | None, ...]

    @property
    def deviations(self) -> list[float | None]:
        return [point.deviation if point else None for point in self.points]


Counted = tuple[float, float]
"""How often it happened, and out of how much: the size of the sample, or the number of units."""


def p_chart(periods: Sequence[Counted], *, centre: float | None = None) -> Chart | None:
    """Shares of samples that may differ in size. `centre`: a known share; else the share of all together.

    None where nothing was counted at all. Spread: sqrt(p (1 - p) / n).
    """
    middle = _middle(periods, centre)
    if middle is None:
        return None
    return Chart(
        middle,
        tuple(_point(period, middle, variance=middle * (1 - middle), highest=1.0) for period in periods),
    )


def u_chart(periods: Sequence[Counted], *, centre: float | None = None) -> Chart | None:
    """Counts per unit over periods of any size, say complaints per 1,000 contacts. Spread: sqrt(u / n)."""
    middle = _middle(periods, centre)
    if middle is None:
        return None
    return Chart(middle, tuple(_point(period, middle, variance=middle) for period in periods))


def c_chart(counts: Sequence[float], *, centre: float | None = None) -> Chart | None:
    """Counts of periods of the same size. Spread: sqrt(c)."""
    return u_chart([(count, 1.0) for count in counts], centre=centre)


def _middle(periods: Sequence[Counted], centre: float | None) -> float | None:
    size = sum(size for _count, size in periods)
    if not size:
        return None
    return sum(count for count, _size in periods) / size if centre is None else centre


def _point(period: Counted, centre: float, *, variance: float, highest: float = float("inf")) -> Point | None:
    count, size = period
    if not size:
        return None
    value, spread = count / size, sqrt(variance / size)
    return Point(
        value=value,
        lower=max(centre - WIDTH * spread, 0.0),
        upper=min(centre + WIDTH * spread, highest),
        deviation=round((value - centre) / spread, DIGITS) if spread else 0.0,
    )
