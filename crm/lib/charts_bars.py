"""Geometry of lying bars: numbers in, per cent of the rail out. The words beside them are HTML, so they wrap.

Per cent instead of a view box, because then patterns, edges and marks keep their shape at every width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

EVERYTHING: Final = 100.0
THINNEST: Final = 0.6
"""What is there stays visible, however little it is."""

Values = Sequence[float | None]


@dataclass(frozen=True)
class Bar:
    """`width` of today's bar; `marks` where it ended in the periods it is compared with, None where nobody counted."""

    width: float
    marks: tuple[float | None, ...]


def bars(rows: Sequence[Values], *, whole: float | None = None) -> tuple[Bar, ...]:
    """The first value of a row is the bar, the others are marks on its rail.

    whole: the value of a full rail, 100 for shares in per cent; else the greatest of all.
    """
    top = whole or max((value for row in rows for value in row if value is not None), default=0.0)
    return tuple(
        Bar(_share(row[0] if row else None, top) or 0.0, tuple(_share(value, top) for value in row[1:]))
        for row in rows
    )


def _share(value: float | None, top: float) -> float | None:
    if value is None:
        return None
    if value <= 0 or top <= 0:
        return 0.0
    return round(min(max(value / top * EVERYTHING, THINNEST), EVERYTHING), 2)
