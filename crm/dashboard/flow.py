"""Counts and writes what happened on a day, from its facts: for any past day at will, and as often as one likes.

A day of the company begins at its own midnight, so days of 23 and 25 hours have what happened in them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db.models import Q

import cases.metrics
import contacts.metrics
import contacts.origin_metrics
import feedback.metrics
from crm.dashboard.codes import COMPLETE, COUNTS, RATES, STOCK
from crm.dashboard.cohorts import COHORTS
from crm.dashboard.models import DailyFigure
from crm.lib.periods import day_edges, neighbours
from crm.lib.tallies import Figure

MOST_DAYS: Final = 31
"""So many neighbouring days are counted together."""
WAY_OF_COUNTING: Final = 3
"""Stands beside each day that was counted. Raised when a code or dimension is new: older days are counted again."""


def write_flow(days: Sequence[date], *, now: datetime) -> None:
    """Write these neighbouring days anew. Writing twice changes nothing."""
    rows = count_flow(days, now=now)
    flow = DailyFigure.objects.filter(day__gte=days[0], day__lte=days[-1])
    flow.exclude(code__in=(*STOCK, *COHORTS)).delete()
    write_figures(rows)


def write_figures(rows: Iterable[DailyFigure]) -> None:
    DailyFigure.objects.bulk_create(
        list(rows),
        batch_size=500,
        update_conflicts=True,  # two writers at the same time end with the same rows
        unique_fields=["day", "code", "dimension"],
        update_fields=["numerator", "denominator"],
    )


def counted_days(days: Sequence[date]) -> list[date]:
    """Those of the days that were counted before, in order."""
    if not days:
        return []
    known = DailyFigure.objects.filter(code=COMPLETE, dimension="", day__in=days)
    return sorted(known.values_list("day", flat=True))


def outdated_days(*, before: date, most: int) -> list[date]:
    """Days that were counted in an older way, the newest of them, in order."""
    old = DailyFigure.objects.filter(code=COMPLETE, dimension="", day__lt=before)
    old = old.filter(Q(denominator=None) | Q(denominator__lt=WAY_OF_COUNTING))
    return sorted(old.order_by("-day").values_list("day", flat=True)[:most])


def portions(days: Iterable[date]) -> Iterator[list[date]]:
    """Neighbouring days together, a month at most."""
    return neighbours(days, most=MOST_DAYS)


def count_flow(days: Sequence[date], *, now: datetime) -> Iterator[DailyFigure]:
    """What belongs into the rows of these neighbouring days."""
    bounds = day_edges(days, settings.TIME_ZONE)
    counted = {
        (figure.span, figure.code, figure.dimension): figure
        for source in (
            _nothing(len(days)),
            contacts.metrics.flow(bounds),
            contacts.origin_metrics.contacts_by_origin(bounds),
            cases.metrics.flow(bounds),
            feedback.metrics.flow(bounds, at=now),
            _completeness(bounds, now),
        )
        for figure in source
    }
    yield from rows_of(counted.values(), days)


def _nothing(days: int) -> Iterator[Figure]:
    """A day without facts is known to be empty: it gets its zeros, which the counts then replace."""
    for number in range(days):
        yield from (Figure(number, code, "", 0, None) for code in COUNTS)
        yield from (Figure(number, code, "", 0, 0) for code in RATES)


def _completeness(bounds: Sequence[datetime], now: datetime) -> Iterator[Figure]:
    for number, end in enumerate(bounds[1:]):
        yield Figure(number, COMPLETE, "", int(now >= end), WAY_OF_COUNTING)


def rows_of(figures: Iterable[Figure], days: Sequence[date]) -> Iterator[DailyFigure]:
    for figure in figures:
        yield DailyFigure(
            day=days[figure.span],
            code=figure.code,
            dimension=figure.dimension,
            numerator=figure.numerator,
            denominator=figure.denominator,
        )
