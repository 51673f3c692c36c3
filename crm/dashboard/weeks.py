"""Stored figures as whole weeks that are over, the newest ending yesterday, in one statement."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, Sum

from crm.dashboard.models import DailyFigure
from crm.lib.tallies import span

WEEK: Final = timedelta(days=7)
Halves = tuple[int, int]


@dataclass
class Weeks:
    """`ends` are the last days of the weeks, oldest first; `parts[code, dimension]` has what was counted in each."""

    ends: list[date]
    parts: defaultdict[tuple[str, str], list[Halves]] = field(init=False)

    def __post_init__(self) -> None:
        self.parts = defaultdict(lambda: [(0, 0)] * len(self.ends))

    def counts(self, code: str, dimension: str = "") -> list[int]:
        return [top for top, _bottom in self.parts[code, dimension]]

    def total(self, code: str, dimension: str = "") -> Halves:
        weeks = self.parts[code, dimension]
        return sum(top for top, _bottom in weeks), sum(bottom for _top, bottom in weeks)

    def named(self, code: str, kind: str) -> dict[str, list[int]]:
        """The weeks of every "topic:12" of a code by what stands behind the colon."""
        mark = f"{kind}:"
        return {
            dimension.removeprefix(mark): self.counts(code, dimension)
            for of, dimension in list(self.parts)
            if of == code and dimension.startswith(mark)
        }


def read_weeks(wanted: Q, *, today: date, weeks: int) -> Weeks:
    """The figures that are `wanted`, added up by week."""
    found = Weeks([today - timedelta(days=1) - WEEK * back for back in reversed(range(weeks))])
    bounds = [found.ends[0] - WEEK + timedelta(days=1), *(end + timedelta(days=1) for end in found.ends)]
    rows = DailyFigure.objects.filter(wanted, day__gte=bounds[0], day__lt=bounds[-1]).order_by()
    grouped = rows.annotate(week=span("day", bounds)).values("code", "dimension", "week")
    added = grouped.annotate(top=Sum("numerator"), bottom=Sum("denominator"))
    for code, dimension, week, top, bottom in added.values_list("code", "dimension", "week", "top", "bottom"):
        found.parts[code, dimension][week] = (top, bottom or 0)
    return found
