"""A control chart whose limits differ from period to period: each period stands in a band of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from crm.lib.charts import CHART, Frame, Trend, trend

Limits = tuple[float, float]


@dataclass(frozen=True)
class Stepped:
    """`areas`: the bands as polygons, one for each run of periods with limits. The band of `trend` is the newest."""

    trend: Trend
    areas: tuple[str, ...]


def stepped(
    values: Sequence[float | None], limits: Sequence[Limits | None], *, mean: float, frame: Frame = CHART
) -> Stepped:
    """One value and its own lower and upper limit per period, oldest first; None where nothing was counted.

    Raises ValueError where no period has limits.
    """
    known = [each for each in limits if each is not None]
    if not known:
        raise ValueError("no limits to draw")
    lowest, highest = min(low for low, _high in known), max(high for _low, high in known)
    drawn = trend(values, limits=(lowest, highest), mean=mean, frame=frame)
    assert drawn.band is not None
    top, height = drawn.band

    def y(value: float) -> float:
        share = (value - lowest) / (highest - lowest) if highest > lowest else 0.5
        return round(top + height - share * height, 1)

    low, high = known[-1]
    half = (frame.right - frame.left) / max(len(values) - 1, 1) / 2
    areas = []
    for run in _runs(limits):
        upper, lower = [], []
        for number, (bottom, ceiling) in run:
            middle = frame.left + 2 * half * number
            sides = (round(max(middle - half, frame.left), 1), round(min(middle + half, frame.right), 1))
            upper += [f"{side},{y(ceiling)}" for side in sides]
            lower += [f"{side},{y(bottom)}" for side in sides]
        areas.append(" ".join([*upper, *reversed(lower)]))
    return Stepped(replace(drawn, band=(y(high), round(y(low) - y(high), 1))), tuple(areas))


def _runs(limits: Sequence[Limits | None]) -> Iterator[list[tuple[int, Limits]]]:
    for there, run in groupby(enumerate(limits), key=lambda each: each[1] is not None):
        if there:
            yield [(number, each) for number, each in run if each is not None]
