"""The stored figures of every day: flow counted as every night does, stock as it stands, copied back; but how many
cases were open is told by the cases.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings

from cases.metrics import WORKLOAD
from cases.open_then import open_then
from crm.company.presence import company_day
from crm.dashboard.codes import STOCK
from crm.dashboard.flow import write_flow
from crm.dashboard.models import DailyFigure
from crm.dashboard.nightly import REWRITTEN_DAYS, write_day
from crm.lib.periods import day_bounds
from crm.management.stock.portions import portions
from crm.management.stock.stock import Stock
from crm.management.stock.writing import write
from feedback.survey_counts import write_counts

MONTH = 31
OPEN = WORKLOAD[0]


def write_figures(stock: Stock) -> None:
    """Up to yesterday. What else stood on a past day cannot be counted again, so every day shows that of yesterday."""
    yesterday = company_day(stock.now) - timedelta(days=1)
    days = [yesterday - timedelta(days=back) for back in range(stock.amount.days, -1, -1)]
    write_day(yesterday, now=stock.now)
    for some in portions(days[:-REWRITTEN_DAYS], MONTH):
        write_flow(some, now=stock.now)
        stock.report(f"Kennzahlen bis {some[-1]:%d.%m.%Y}.")
    for some in portions([*days, yesterday + timedelta(days=1)], MONTH):
        write_counts(some[0], some[-1])
    write(
        DailyFigure,
        ("day", "code", "dimension", "numerator", "denominator"),
        _copied(yesterday, days[:-1]),
    )


def _copied(newest: date, days: list[date]) -> Iterator[tuple[date, str, str, int, int | None]]:
    figures = list(
        DailyFigure.objects.filter(day=newest, code__in=STOCK)
        .exclude(code=OPEN)
        .values_list("code", "dimension", "numerator", "denominator")
    )
    for some in portions(days, MONTH):
        ends = [day_bounds(day, settings.TIME_ZONE)[1] for day in some]
        for day, then in zip(some, open_then(ends), strict=True):
            yield day, OPEN, "", then.open.total(), None
            yield from ((day, OPEN, f"team:{team}", n, None) for team, n in then.open.items() if n)
            for figure in figures:
                yield day, *figure
