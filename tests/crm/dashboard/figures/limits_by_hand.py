"""The limits of each chart over time, what they call and which number they colour, counted with exact fractions.

Counts: an individuals chart of whole weeks or months that are over (mean ± 2.66 mean moving ranges). Shares and rates:
three standard deviations of their own size around what all stretches have together. Called is what lies outside, and
the eighth on one side of the middle.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import Final, NamedTuple

from crm.dashboard.figures.period import Bucket, Period
from tests.crm.dashboard.figures.rows import DAY, TODAY, Atom, Cells, Share

FEWEST_STRETCHES: Final = 6
FEWEST: Final = 20
RUN: Final = 8
MOVING: Final = Fraction(266, 100)
COUNTS: Final = {
    ("contacts", "course"): "",
    ("open_cases", "cases_opened"): "down",
    ("open_cases", "cases_closed"): "",
    ("origins", "course"): "up",
    ("ideas", "wish"): "",
}
"""Block and which way is good news."""
SHARES: Final = {
    ("at_once", "course"): 7,
    ("surveys", "course"): 0,
    ("surveys", "rate"): 14,
    ("ideas", "decided"): 0,
}
"""Block and since how many days ago it may still change."""
RATES: Final = {("voices", "praise"): "up", ("voices", "complaint"): "down"}
COLOURED: Final = {
    ("open_cases", "Neu"): "cases_opened",
    ("origins", "Neue Kundinnen und Kunden"): "course",
    ("at_once", "Netto"): "course",
    ("surveys", "Zufrieden"): "course",
    ("ideas", "In dreißig Tagen entschieden"): "decided",
    ("voices", "Lob"): "praise",
    ("voices", "Beschwerde"): "complaint",
}
"""The headline of a subject that the chart of a block colours; no other is."""
Three = tuple[float, float, float]


class Called(NamedTuple):
    """Lower limit, middle and upper limit, what is called by row, and the tone of the number beside it."""

    limits: Three | None
    calls: dict[str, str]
    tone: str


def charts(subject: str, period: Period, cells: Cells) -> dict[str, Called]:
    """By block, of those that have limits."""
    found = {}
    for of, block in (*COUNTS, *SHARES, *RATES):
        rows = [cells.get((block, each.label)) for each in period.buckets]
        if of == subject and any(rows):
            key = (of, block)
            found[block] = (
                _counts(period, rows, good=COUNTS[key])
                if key in COUNTS
                else _shares(period, rows, soft=SHARES[key])
                if key in SHARES
                else _rates(period, rows, good=RATES[key])
            )
    return found


def individuals(values: Sequence[float | None], *, highest: Fraction | None = None) -> Three | None:
    """The exact limits of single values, 0 at least; of six or more."""
    known = [Fraction(value) for value in values if value is not None]
    if len(known) < FEWEST_STRETCHES:
        return None
    mean = sum(known) / len(known)
    width = MOVING * sum(abs(later - earlier) for earlier, later in pairwise(known)) / (len(known) - 1)
    upper = mean + width if highest is None else min(mean + width, highest)
    return float(max(mean - width, Fraction(0))), float(mean), float(upper)


def moved(values: Sequence[float | None], usual: Three | None) -> str:
    """Where the newest value says that something changed."""
    known = [value for value in values if value is not None]
    if usual is None or not known:
        return ""
    lower, mean, upper = usual
    if not lower <= known[-1] <= upper:
        return "up" if known[-1] > upper else "down"
    return _eight([value - mean for value in known])


def _eight(sides: Sequence[float | Fraction]) -> str:
    last = sides[-RUN:]
    if len(last) == RUN and all(side > 0 for side in last):
        return "up"
    return "down" if len(last) == RUN and all(side < 0 for side in last) else ""


def _news(way: str, good: str) -> str:
    return "" if not way or not good else "up" if way == good else "down"


def _counts(period: Period, rows: Sequence[tuple[Atom, ...] | None], *, good: str) -> Called:
    by_day = all(each.first == each.last for each in period.buckets)
    numbers = [float(row[0]) if row and isinstance(row[0], int) else 0.0 for row in rows]
    over = [_whole(each) and each.last < TODAY for each in period.buckets]
    settled = [number for number, each in zip(numbers, over, strict=True) if each]
    usual = None if by_day else individuals(settled)
    calls = {}
    for bucket, number, each in zip(period.buckets, numbers, over, strict=True):
        if usual and each and not usual[0] <= number <= usual[2]:
            calls[bucket.label] = "über der Grenze" if number > usual[2] else "unter der Grenze"
    return Called(usual, calls, _news(moved(settled, usual), good))


def _whole(bucket: Bucket) -> bool:
    """All of a week or of a month."""
    days = (bucket.last - bucket.first).days + 1
    return days == 7 or (bucket.first.day == 1 and (bucket.last + DAY).day == 1)


def _shares(period: Period, rows: Sequence[tuple[Atom, ...] | None], *, soft: int) -> Called:
    pairs = [row[0] if row and isinstance(row[0], Share) else Share(0, 0) for row in rows]
    every = sum(pair.bottom for pair in pairs)
    centre = Fraction(sum(pair.top for pair in pairs), every) if every else None
    sizes = [(Fraction(pair.top), Fraction(pair.bottom)) for pair in pairs]
    edge = TODAY - timedelta(days=soft)
    spread = None if centre is None else centre * (1 - centre)
    found = _around(period, sizes, centre, spread, since=edge, highest=1)
    newest = found.newest
    tone = found.way if newest is not None and pairs[newest].bottom >= FEWEST else ""
    limits = None if found.limits is None else tuple(100 * each for each in found.limits)
    return Called(limits, found.calls, tone)  # type: ignore[arg-type]


def _rates(period: Period, rows: Sequence[tuple[Atom, ...] | None], *, good: str) -> Called:
    pairs = [(row[1], row[2]) if row else (0, 0) for row in rows]
    sizes = [(Fraction(n), Fraction(of, 1000)) for n, of in pairs]  # type: ignore[arg-type]
    units = sum(of for _n, of in sizes)
    centre = sum((n for n, _of in sizes), Fraction(0)) / units if units else None
    found = _around(period, sizes, centre, centre, since=TODAY)
    return Called(found.limits, found.calls, _news(found.way, good))


class Around(NamedTuple):
    limits: Three | None
    calls: dict[str, str]
    way: str
    newest: int | None


def _around(
    period: Period,
    sizes: Sequence[tuple[Fraction, Fraction]],
    centre: Fraction | None,
    variance: Fraction | None,
    *,
    since: date,
    highest: float = float("inf"),
) -> Around:
    """Limits of the newest stretch that is over, and what each stretch is called."""
    known = [number for number, (_top, size) in enumerate(sizes) if size]
    if centre is None or variance is None or len(known) < FEWEST_STRETCHES:
        return Around(None, {}, "", None)
    strays = {number: sizes[number][0] / sizes[number][1] - centre for number in known}
    calls, ways = {}, {}
    for place, number in enumerate(known):
        stray = strays[number]
        if stray**2 * sizes[number][1] > 9 * variance > 0:
            way, words = ("up", "über der Grenze") if stray > 0 else ("down", "unter der Grenze")
        else:
            way = _eight([strays[each] for each in known[: place + 1]])
            words = f"acht in Folge {'über' if way == 'up' else 'unter'} dem Mittel" if way else ""
        if words:
            calls[period.buckets[number].label], ways[number] = words, way
    newest = next((number for number in reversed(known) if period.buckets[number].last < since), None)
    if newest is None:
        return Around(None, calls, "", None)
    width, middle = 3 * sqrt(variance / sizes[newest][1]), float(centre)
    limits = (max(middle - width, 0.0), middle, min(middle + width, highest))
    return Around(limits, calls, ways.get(newest, ""), newest)
