"""Geometry of standing columns of several parts, one column per stretch of time, in the frame of the large chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from crm.lib.charts import CHART, Frame, round_values

WIDEST: Final = 44.0
GAP: Final = 0.28
"""So much of the room of a column stays free."""

Values = Sequence[float | None]


@dataclass(frozen=True)
class Piece:
    """One part of one column; `number` counts from 1 and chooses its pattern."""

    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Columns:
    pieces: tuple[Piece, ...]
    ticks: tuple[tuple[float, float], ...]  # y and value
    middles: tuple[float, ...]  # of the columns


def columns(rows: Sequence[Values], *, frame: Frame = CHART) -> Columns:
    """The values of a row on top of each other, the first at the bottom. The scale begins at zero."""
    top = max((sum(value or 0.0 for value in row) for row in rows), default=0.0) or 1.0
    room, height = (frame.right - frame.left) / max(len(rows), 1), frame.bottom - frame.top
    width = min(room * (1 - GAP), WIDEST)
    pieces, middles = [], []
    for place, row in enumerate(rows):
        middle, y = frame.left + room * (place + 0.5), frame.bottom
        middles.append(round(middle, 1))
        for number, value in enumerate(row, 1):
            if not value or value < 0:
                continue
            tall = value / top * height
            y -= tall
            pieces.append(
                Piece(number, round(middle - width / 2, 1), round(y, 1), round(width, 1), round(tall, 1))
            )
    ticks = tuple((round(frame.bottom - value / top * height, 1), value) for value in round_values(0.0, top))
    return Columns(tuple(pieces), ticks, tuple(middles))


def largest_first(rows: Sequence[Values], *, most: int) -> tuple[list[int], list[list[float | None]]]:
    """The `most` largest parts in their order, and all others added up behind them: more patterns nobody tells apart.

    Which parts stand by themselves, and the rows with those and the rest; a part of which there is nothing is left out.
    """
    width = max((len(row) for row in rows), default=0)
    totals = [sum(row[part] or 0.0 for row in rows) for part in range(width)]
    there = [part for part in range(width) if totals[part] > 0]
    if len(there) <= most:
        return there, [[row[part] for part in there] for row in rows]
    kept = sorted(sorted(there, key=lambda part: -totals[part])[: most - 1])
    return kept, [
        [*(row[part] for part in kept), sum(v or 0.0 for part, v in enumerate(row) if part not in kept)]
        for row in rows
    ]
