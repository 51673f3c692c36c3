"""When a change is more than noise: limits of an individuals chart (XmR), and the rules that call a signal.

Source: W. A. Shewhart's chart for single values with moving ranges. Pure: no Django, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean as exact_mean
from typing import Final, Literal

LIMIT_FACTOR: Final = 2.66
"""Three standard deviations, estimated from the mean moving range of neighbours: 3 / 1.128."""
FEWEST_POINTS: Final = 6
"""Below that the moving ranges say too little; there are no limits and no signal."""
RUN: Final = 8
"""So many points in a row on one side of the mean are no accident."""

Direction = Literal["up", "down"]


@dataclass(frozen=True)
class Limits:
    """What is usual: the mean, and how far single points stray without a cause of their own."""

    mean: float
    lower: float
    upper: float


def limits(
    values: Sequence[float | None], *, lowest: float | None = None, highest: float | None = None
) -> Limits | None:
    """Limits from one value per period, oldest first; periods without a value are left out.

    lowest, highest: what the figure can reach at all (a share: 0 and 1). None below six points.
    """
    known = [value for value in values if value is not None]
    if len(known) < FEWEST_POINTS:
        return None
    mean = exact_mean(known)  # a sum of floats would put the mean of equal values beside them
    width = LIMIT_FACTOR * exact_mean([abs(later - earlier) for earlier, later in pairwise(known)])
    lower, upper = mean - width, mean + width
    return Limits(
        mean=mean,
        lower=lower if lowest is None else max(lower, lowest),
        upper=upper if highest is None else min(upper, highest),
    )


def signal(values: Sequence[float | None], usual: Limits | None) -> Direction | None:
    """Whether the newest value says that something changed: outside the limits, or the eighth on one side."""
    known = [value for value in values if value is not None]
    if usual is None or not known:
        return None
    if known[-1] > usual.upper:
        return "up"
    if known[-1] < usual.lower:
        return "down"
    newest = known[-RUN:]
    if len(newest) < RUN:
        return None
    if all(value > usual.mean for value in newest):
        return "up"
    if all(value < usual.mean for value in newest):
        return "down"
    return None
