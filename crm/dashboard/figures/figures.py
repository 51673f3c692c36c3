"""Stored figures of a period by its buckets, beside the period before and the one a year ago, in one statement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Case, IntegerField, Max, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from crm.dashboard.codes import COMPLETE
from crm.dashboard.complete_days import complete_days
from crm.dashboard.figures.period import Bucket, Period
from crm.dashboard.models import DailyFigure
from crm.lib.tallies import Figure, span

KEPT_SECONDS: Final = 60
"""Stored figures change once a night: whoever looks at the same period within a minute reads them once."""
BEFORE, YEAR_AGO = -1, -2
"""The parts of the comparisons; those of the period count from 0."""
NEWEST: Final = -3
"""Says only which day was counted last, of those since the period began."""

Halves = tuple[int, int]
"""Numerator and denominator; a plain count has the denominator 0."""
Stored = tuple[int, str, str, int, int, date]
"""Part, code, dimension, both halves, and the last day of it."""


@dataclass
class Figures:
    """`parts[code, dimension][part]` adds up what flows and has the last day of what stands.

    `live`: the days from this one on are counted from their facts; None where every day of the period is stored.
    """

    period: Period
    today: date
    parts: defaultdict[tuple[str, str], dict[int, Halves]] = field(default_factory=lambda: defaultdict(dict))
    live: date | None = None
    buckets: list[Bucket] = field(init=False)

    def __post_init__(self) -> None:
        self.buckets = self.period.buckets

    def series(self, code: str, dimension: str = "") -> list[Halves]:
        """One pair per bucket, the oldest first."""
        found = self.parts.get((code, dimension), {})
        return [found.get(part, (0, 0)) for part in range(len(self.buckets))]

    def total(self, code: str, dimension: str = "") -> Halves:
        found = self.series(code, dimension)
        return sum(top for top, _bottom in found), sum(bottom for _top, bottom in found)

    def last(self, code: str, dimension: str = "") -> Halves | None:
        """Of what stands: the newest that is known in the period."""
        newest = self.newest(code, dimension)
        return None if newest is None else self.parts[code, dimension][newest]

    def newest(self, code: str, dimension: str = "") -> int | None:
        """The last part of the period in which it is known."""
        return max((part for part in self.parts.get((code, dimension), {}) if part >= 0), default=None)

    def then(self, part: int, code: str, dimension: str = "") -> Halves | None:
        """The same in the period before or a year ago; None where not every day of it was counted."""
        when = self.period.before if part == BEFORE else self.period.year_ago
        counted, _bottom = self.parts.get((COMPLETE, ""), {}).get(part, (0, 0))
        if counted < when.days:
            return None
        return self.parts.get((code, dimension), {}).get(part, (0, 0))

    def stood(self, part: int, code: str, dimension: str = "") -> Halves | None:
        """The same of what stands: on the last day of that period."""
        return self.parts.get((code, dimension), {}).get(part)

    def named(self, code: str, kind: str) -> list[str]:
        """What stands behind the colon of every "topic:12" of a code."""
        mark = f"{kind}:"
        return sorted(
            dimension.removeprefix(mark)
            for of, dimension in list(self.parts)
            if of == code and dimension.startswith(mark)
        )

    def add(self, part: int, code: str, dimension: str, top: int, bottom: int | None) -> None:
        cell = self.parts[code, dimension]
        before = cell.get(part, (0, 0))
        cell[part] = (before[0] + top, before[1] + (bottom or 0))

    def take(self, rows: Iterable[Stored]) -> None:
        """What is stored; what lies behind its newest day is to be counted from the facts."""
        newest = None
        for part, code, dimension, top, bottom, day in rows:
            if part == NEWEST:
                newest = day
            else:
                self.add(part, code, dimension, top, bottom)
        self.counted_until(newest)

    def counted_until(self, newest: date | None) -> None:
        """`newest`: the last day of and after the period that a night has counted."""
        since = self.period.first if newest is None else min(newest + timedelta(days=1), self.today)
        self.live = None if since > self.period.last else since

    def stands(self, code: str, dimension: str, number: int) -> None:
        """So many there are now."""
        self.parts[code, dimension][len(self.buckets) - 1] = (number, 0)

    def add_live(self, since: date, found: Iterable[Figure]) -> None:
        """What was counted of the days from `since` on; `span` 0 is that day."""
        for figure in found:
            day = since + timedelta(days=figure.span)
            part = next((n for n, each in enumerate(self.buckets) if each.first <= day <= each.last), None)
            if part is not None:
                self.add(part, figure.code, figure.dimension, figure.numerator, figure.denominator)


def read_figures(period: Period, *, flow: Q, stock: Q | None = None, today: date) -> Figures:
    """The figures wanted, without those of days no night has counted; `live` says from which day on these are.

    One statement.
    """
    found = Figures(period, today)
    wanted = sha256(f"{flow} {stock}".encode()).hexdigest()
    key = f"kennzahlen:rows:{wanted}:{period.kind}:{period.first}:{period.last}:{today}"
    rows: list[Stored] | None = cache.get(key)
    if rows is None:
        first, *others = stored_figures(found, flow=flow, stock=stock)
        rows = list(first.union(*others, all=True))
        cache.set(key, rows, KEPT_SECONDS)
    found.take(rows)
    return found


def stored_figures(found: Figures, *, flow: Q, stock: Q | None = None) -> list[QuerySet[Any, Any]]:
    """What is to be read, for one union: part, code, dimension, numerator, denominator, the last day of it."""
    period, nights = found.period, Q(code=COMPLETE, numerator=1)
    before, year = period.before, period.year_ago
    wanted = flow | nights
    counted = Q(day__lt=found.today, day__lte=Subquery(complete_days().order_by("-day")[:1]))
    newest = DailyFigure.objects.filter(nights, dimension="", day__gte=period.first).order_by()
    return [
        _added(wanted & counted, period.first, period.last, part_of(found)),
        _added(wanted, before.first, before.last, Value(BEFORE, IntegerField())),
        _added(wanted, year.first, year.last, Value(YEAR_AGO, IntegerField())),
        *(_standing(found, stock) if stock is not None else []),
        _summed(newest.annotate(part=Value(NEWEST, IntegerField()))),
    ]


def part_of(found: Figures) -> Case:
    """In which bucket a day lies."""
    bounds = [*(each.first for each in found.buckets), found.period.last + timedelta(days=1)]
    return Case(
        When(day__lt=found.period.first, then=Value(0)),
        default=span("day", bounds),
        output_field=IntegerField(),
    )


def _added(wanted: Q, first: date, last: date, part: Any) -> QuerySet[Any, Any]:
    rows = DailyFigure.objects.filter(wanted, day__gte=first, day__lte=last).order_by()
    if isinstance(part, Value):
        rows = rows.exclude(dimension__startswith="hour:")  # the hours are compared with nothing
    return _summed(rows.annotate(part=part))


def _standing(found: Figures, wanted: Q) -> list[QuerySet[Any, Any]]:
    period, today = found.period, found.today
    ends = {each.last: number for number, each in enumerate(found.buckets) if each.last < today}
    days = [ends, {period.before.last: BEFORE}, {period.year_ago.last: YEAR_AGO}]
    if period.last >= today:  # what is running has the count of last night
        days.append({today - timedelta(days=1): len(found.buckets) - 1})
    return [_on(wanted, each) for each in days if each]


def _on(wanted: Q, parts: dict[date, int]) -> QuerySet[Any, Any]:
    part = Case(*(When(day=day, then=Value(n)) for day, n in parts.items()), output_field=IntegerField())
    rows = DailyFigure.objects.filter(wanted, day__in=list(parts)).order_by()
    return _summed(rows.annotate(part=part))


def _summed(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """One row per part, code and dimension."""
    added: QuerySet[Any, Any] = (
        rows.values("part", "code", "dimension")
        .annotate(top=Sum("numerator"), bottom=Coalesce(Sum("denominator"), Value(0)), newest=Max("day"))
        .values_list("part", "code", "dimension", "top", "bottom", "newest")
    )
    return added
