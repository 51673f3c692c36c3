"""The stored figures of thirteen weeks: flow counted by the nightly run itself, stock as it stands, copied back."""

from datetime import timedelta

from crm.company.presence import company_day
from crm.dashboard.codes import STOCK
from crm.dashboard.models import DailyFigure
from crm.dashboard.nightly import REWRITTEN_DAYS, write_day
from tools.bench.fill.stock import Stock

WEEKS = 13


def write_figures(stock: Stock) -> None:
    """Up to yesterday. A stock of the past cannot be counted again, so every day shows that of yesterday."""
    yesterday = company_day(stock.now) - timedelta(days=1)
    for back in range(WEEKS * 7 // REWRITTEN_DAYS, -1, -1):
        write_day(yesterday - timedelta(days=back * REWRITTEN_DAYS), now=stock.now)
    newest = list(DailyFigure.objects.filter(day=yesterday, code__in=STOCK))
    DailyFigure.objects.bulk_create(
        (
            DailyFigure(
                day=yesterday - timedelta(days=back),
                code=figure.code,
                dimension=figure.dimension,
                numerator=figure.numerator,
                denominator=figure.denominator,
            )
            for back in range(1, WEEKS * 7)
            for figure in newest
        ),
        batch_size=1_000,
    )
