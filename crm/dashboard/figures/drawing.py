"""A block as its picture: the rows of its table become coordinates and a sentence for whoever does not see it."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from crm.dashboard.figures.blocks import NOTHING, Block
from crm.dashboard.goal import Target
from crm.lib.charts import CHART, trend
from crm.lib.charts_bars import bars
from crm.lib.charts_columns import columns, largest_first
from crm.lib.charts_hours import hours
from crm.lib.formats import duration, percent

ALL: Final = 100.0
FEWEST_POINTS: Final = 3
"""Two points make no course; then the table stands there, open."""
MOST_BARS: Final = 10
"""More stand in the table: the picture shows what matters most."""
MOST_PARTS: Final = 5
"""So many parts of a column can be told apart."""


@dataclass(frozen=True)
class Drawn:
    """`chart` has what the component of the kind takes; None where there is nothing to draw."""

    block: Block
    label: str
    chart: dict[str, Any] | None

    @property
    def pictured(self) -> bool:
        return self.chart is not None


def drawn(block: Block) -> Drawn:
    chart = {
        "trend": _trend,
        "bars": _bars,
        "share_bars": _bars,
        "stacked": _columns,
        "heat": _hours,
    }[block.kind]
    return Drawn(block, f"{block.title}. {block.meaning}".strip(), chart(block) if block.rows else None)


def words_of(value: float | None, unit: str) -> str:
    """A value beside an axis."""
    if value is None:
        return NOTHING
    if unit == "percent":
        return percent(value / ALL, digits=0 if value == round(value) else 1)
    if unit == "minutes":
        return duration(round(value))
    return str(
        number_format(round(value, 1), decimal_pos=0 if value == round(value) else 1, force_grouping=True)
    )


def target_words(target: Target, unit: str) -> str:
    """ "90 %"; where the company set it, also what the vision says."""
    said = words_of(target.value, unit)
    if target.vision is None:
        return said
    vision = _("die Vision sagt %(target)s") % {"target": words_of(target.vision, unit)}
    return f"{said}, {vision}"


def _trend(block: Block) -> dict[str, Any] | None:
    values = [row.values[0] if row.values else None for row in block.rows]
    if len(values) - values.count(None) < FEWEST_POINTS:
        return None
    limits, labels = block.limits, [row.label for row in block.rows]
    line = trend(
        values,
        limits=(limits.lower, limits.upper) if limits else None,
        mean=limits.mean if limits else None,
        target=block.target.value if block.target else None,
        provisional=block.provisional,
        from_zero=block.unit != "percent",
        frame=CHART,
    )
    called = [row.call for row, value in zip(block.rows, values, strict=True) if value is not None]
    return {
        "trend": line,
        "flags": [point for point, call in zip(line.points, called, strict=True) if call],
        "upper": words_of(limits.upper, block.unit) if limits else "",
        "mean": words_of(limits.mean, block.unit) if limits else "",
        "lower": words_of(limits.lower, block.unit) if limits else "",
        "goal": target_words(block.target, block.unit) if block.target else "",
        "first": labels[0],
        "middle": labels[len(labels) // 2],
        "last": labels[-1],
        "call": called[-1],
    }


def _bars(block: Block) -> dict[str, Any]:
    shown = block.rows[:MOST_BARS]
    lines = bars([row.values for row in shown], whole=ALL if block.unit == "percent" else None)
    compared = max((len(bar.marks) for bar in lines if any(x is not None for x in bar.marks)), default=0)
    known = [place for place in range(compared) if any(bar.marks[place] is not None for bar in lines)]
    return {
        "rows": [
            {"label": row.label, "url": row.url, "value": row.shown[0], "bar": bar, "few": row.count_only}
            for row, bar in zip(shown, lines, strict=True)
        ],
        "marks": [(place, block.columns[2 + place]) for place in known],
        "more": len(block.rows) - len(shown),
    }


def _columns(block: Block) -> dict[str, Any] | None:
    kept, rows = largest_first([row.values for row in block.rows], most=MOST_PARTS)
    found = columns(rows)
    if not found.pieces:
        return None
    names = [block.columns[1 + part] for part in kept]
    labels = [row.label for row in block.rows]
    places = sorted({0, len(labels) // 2, len(labels) - 1})
    return {
        "columns": found,
        "names": names + ([_("übrige")] if rows and len(kept) < len(rows[0]) else []),
        "labels": [(found.middles[place], labels[place]) for place in places],
    }


def _hours(block: Block) -> dict[str, Any] | None:
    found = hours([row.values for row in block.rows], since=block.since)
    if not found.spots:
        return None
    busiest = next(spot for spot in found.spots if spot.busiest)
    words = {
        "day": block.rows[busiest.day].label,
        "hour": busiest.hour,
        "next": busiest.hour + 1,
        "value": block.rows[busiest.day].shown[busiest.hour - block.since],
    }
    return {
        "hours": found,
        "days": [str(WEEKDAYS_ABBR[number]) for number in range(len(block.rows))],
        "busiest": _("am meisten: %(day)s, %(hour)s bis %(next)s Uhr (%(value)s)") % words,
    }
