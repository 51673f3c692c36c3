"""Geometry of a week of hours: a square for each hour, the larger the more. Size says it, so no colour has to."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH, ROW, LEFT, TOP = 640.0, 30.0, 40.0, 22.0
AT_LEAST: Final = (8, 18)
"""These hours are always drawn: an empty afternoon says something, too."""
EVERY_OTHER: Final = 14
"""From so many hours on every second one has its word."""
SMALLEST: Final = 2.0


@dataclass(frozen=True)
class Spot:
    """One hour of one weekday (0 is Monday) as a square around its middle; `busiest` is the greatest of all."""

    day: int
    hour: int
    value: float
    x: float
    y: float
    side: float
    busiest: bool


@dataclass(frozen=True)
class Hours:
    spots: tuple[Spot, ...]
    days: tuple[float, ...]  # the middle of each row
    heads: tuple[tuple[float, int], ...]  # the middle of a column and its hour
    height: float
    width: float = WIDTH


def hours(rows: Sequence[Sequence[float | None]], *, since: int = 0) -> Hours:
    """Seven rows of values, one for each hour from `since` on.

    Hours outside the working day are left out where nothing ever happened.
    """
    used = [hour for row in rows for hour, value in enumerate(row, since) if value]
    first, last = min([AT_LEAST[0], *used]), max([AT_LEAST[1], *used])
    step = (WIDTH - LEFT) / (last - first + 1)
    largest = max((value for row in rows for value in row if value), default=0.0)
    room = min(step, ROW) - 4
    spots, told = [], False
    for day, row in enumerate(rows):
        for hour, value in enumerate(row, since):
            if not value:
                continue
            busiest = value == largest and not told
            told = told or busiest
            side = max(room * math.sqrt(value / largest), SMALLEST)
            x, y = LEFT + step * (hour - first + 0.5), TOP + ROW * (day + 0.5)
            spots.append(
                Spot(
                    day, hour, value, round(x - side / 2, 1), round(y - side / 2, 1), round(side, 1), busiest
                )
            )
    every = 2 if last - first + 1 >= EVERY_OTHER else 1
    heads = tuple(
        (round(LEFT + step * (hour - first + 0.5), 1), hour) for hour in range(first, last + 1, every)
    )
    return Hours(
        tuple(spots), tuple(TOP + ROW * (day + 0.5) for day in range(len(rows))), heads, TOP + ROW * len(rows)
    )
