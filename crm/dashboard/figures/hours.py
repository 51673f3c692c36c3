"""The hours of the week as a heat: rows are weekdays, columns hours."""

from collections.abc import Mapping

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from crm.dashboard.figures.blocks import Block, Row
from crm.dashboard.figures.figures import Figures
from crm.lib.formats import count

Cells = Mapping[tuple[int, int], int]


def cells_of(figures: Figures, code: str) -> Cells:
    """How many in each hour of the week: weekday (1 is Monday) and hour."""
    found = {}
    for name in figures.named(code, "hour"):
        weekday, _dash, hour = name.partition("-")
        found[int(weekday), int(hour)] = figures.total(code, f"hour:{name}")[0]
    return found


def heat(cells: Cells, *, code: str, title: str, meaning: str) -> Block:
    """From the first hour to the last in which anything ever happened; all seven days."""
    used = [hour for (_weekday, hour), n in cells.items() if n]
    hours = range(min(used), max(used) + 1) if used else range(0)
    rows = []
    for weekday, name in WEEKDAYS.items():
        numbers = [cells.get((weekday + 1, hour), 0) for hour in hours]
        rows.append(
            Row(
                label=str(name),
                values=tuple(float(n) for n in numbers),
                shown=tuple(count(n) for n in numbers),
            )
        )
    return Block(
        code=code,
        title=title,
        kind="heat",
        meaning=meaning,
        columns=(_("Wochentag"), *(_("%(hour)s Uhr") % {"hour": hour} for hour in hours)),
        rows=tuple(rows) if used else (),
        since=hours.start,
        empty=_("In dieser Zeit ist nichts gezählt."),
    )
