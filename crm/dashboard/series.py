"""Stored figures as 13 weekly points, in one statement. A week ends today, so the newest is as long as the others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Case, DateField, F, IntegerField, Max, Q, Sum, Value, When

from crm.dashboard.codes import LATER, STOCK
from crm.dashboard.models import DailyFigure
from crm.lib import histograms
from crm.lib.tallies import span

WEEKS: Final = 13
WEEK: Final = timedelta(days=7)
WHOLE: Final = -1  # the span of rows that are only shown for all weeks together

Points = tuple[tuple[date, float | None], ...]
"""One value per week with the week's last day, the newest last."""

Halves = tuple[int, int]
"""Numerator and denominator; a plain count has the denominator 0."""

# What is shown by dimension, and only for all weeks together.
BY_DIMENSION: Final = Q(code="at_once_net", dimension__startswith="topic:") | Q(
    code__in=["encounters", "capture_minutes", "case_minutes"]
)
FINDINGS: Final = "findings"


KEY: Final = "dashboard.series"
KEPT_SECONDS: Final = 60
"""Stored figures change once a night, and `forget_series` is called then."""


def _by_code() -> Any:
    return defaultdict(dict)


@dataclass
class Series:
    """`flow[code][week]` adds up a week's days, `stock[code][week]` is the week's last day that was written.

    `parts[code][dimension]` adds up all weeks; `findings[day]` are open ones by code, for the last days only.
    `newest` is the last day with flow figures, `counted_on` the last one on which stock was counted.
    """

    ends: list[date]
    flow: dict[str, dict[int, Halves]] = field(default_factory=_by_code)
    stock: dict[str, dict[int, Halves]] = field(default_factory=_by_code)
    parts: dict[str, dict[str, Halves]] = field(default_factory=_by_code)
    findings: dict[date, dict[str, int]] = field(default_factory=_by_code)
    newest: date | None = None
    counted_on: date | None = None

    def total(self, code: str) -> Halves:
        """A flow figure over all weeks."""
        weeks = self.flow[code].values()
        return sum(top for top, _ in weeks), sum(bottom for _, bottom in weeks)

    def shares(self, weeks: Mapping[int, Halves]) -> Points:
        """Numerator of denominator per week, in per cent; None where there was nothing to count."""
        return tuple(
            (end, 100 * weeks[week][0] / weeks[week][1] if week in weeks and weeks[week][1] else None)
            for week, end in enumerate(self.ends)
        )

    def counts(self, weeks: Mapping[int, Halves]) -> Points:
        return tuple(
            (end, float(weeks[week][0]) if week in weeks else None) for week, end in enumerate(self.ends)
        )

    def quantile(self, code: str, share: float, edges: Sequence[int]) -> float | None:
        """A quantile over all weeks out of the stored buckets, in the unit of the edges."""
        return histograms.quantile(
            {name: number for name, (number, _) in self.parts[code].items()}, share, edges
        )

    def add(self, code: str, top: int, bottom: int = 0, *, week: int = WEEKS - 1) -> None:
        """Add what was counted live, usually to the week that ends today."""
        before = self.flow[code].get(week, (0, 0))
        self.flow[code][week] = (before[0] + top, before[1] + bottom)


def week_ends(today: date) -> list[date]:
    """The last days of the 13 weeks, oldest first."""
    return [today - WEEK * back for back in reversed(range(WEEKS))]


def kept_series(today: date, *, live_since: date) -> Series:
    """The same as `read_series`, read at most once a minute; each caller gets one of their own to add to."""
    kept: Series | None = cache.get(KEY)
    if kept is not None and kept.ends[-1] == today:
        return kept
    series = read_series(today, live_since=live_since)
    cache.set(KEY, series, KEPT_SECONDS)
    return series


def forget_series() -> None:
    """What was read is out of date."""
    cache.delete(KEY)


def read_series(today: date, *, live_since: date) -> Series:
    """Everything the Zielbild shows of stored figures, up to yesterday (stock: up to today).

    live_since: from that day on what today still decides about is counted live.
    """
    series = Series(ends=week_ends(today))
    bounds = [series.ends[0] - WEEK + timedelta(days=1), *(end + timedelta(days=1) for end in series.ends)]
    stock = Q(code__in=STOCK, dimension="") | Q(code=FINDINGS, day__gt=today - WEEK)
    flow = (Q(dimension="") | BY_DIMENSION) & ~Q(code__in=STOCK) & Q(day__lt=today)
    rows = (
        DailyFigure.objects.filter(stock | flow, day__gte=bounds[0], day__lte=today)
        .exclude(code__in=LATER, day__gte=live_since)
        .order_by()
        .annotate(
            week=Case(
                When(~Q(dimension="") & ~Q(code__in=STOCK), then=Value(WHOLE)),
                default=span("day", bounds),
                output_field=IntegerField(),
            ),
            on=Case(When(code__in=STOCK, then=F("day")), default=None, output_field=DateField()),
        )
        .values("code", "dimension", "week", "on")
        .annotate(top=Sum("numerator"), bottom=Sum("denominator"), newest=Max("day"))
        .values_list("code", "dimension", "week", "on", "top", "bottom", "newest")
    )
    for code, dimension, week, on, top, bottom, newest in sorted(rows, key=lambda row: row[-1]):
        halves = (top, bottom or 0)
        if code == FINDINGS:
            series.findings[on][dimension.removeprefix("code:")] = top
        elif on is not None:
            series.stock[code][week] = halves  # days come in order: the last of the week stays
            series.counted_on = on
        elif week == WHOLE:
            series.parts[code][dimension] = halves
        else:
            series.flow[code][week] = halves
            series.newest = newest
    return series
