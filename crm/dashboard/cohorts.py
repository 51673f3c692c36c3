"""Writes who became a customer on each day, and what became of them.

Both still change: a source is told or corrected later, and the first 90 days must pass. So each night looks at all
days that may have changed and writes only the rows that did.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import get_default_timezone

from contacts.models import Customer
from contacts.origin_metrics import AGAIN, FIRST_DAYS, NEW, Cohort, cohorts
from crm.company.presence import company_day
from crm.dashboard.models import DailyFigure
from crm.lib.periods import day_bounds, days_bounds
from feedback.origin_days import changed_days
from feedback.origin_metrics import COMPLAINED, complained

COHORTS: Final = (NEW, AGAIN, COMPLAINED)
SLACK: Final = timedelta(days=14)
"""So long after the 90 days facts may still arrive, and so far back a night looks for changed customers."""
MOST_RUNS: Final = 50
"""More pieces of the calendar than this are looked at as one."""

Days = tuple[date, date]
Key = tuple[date, str, str]


def write_cohorts(day: date, *, now: datetime) -> None:
    """Bring the rows of all days until `day` in line with the customers as they are `now`."""
    write_runs(_runs(day, now=now), now=now)


def write_runs(runs: Sequence[Days], *, now: datetime) -> None:
    """Bring the rows of these pieces of the calendar in line, each from its first to its last day."""
    counted, stored = count_runs(runs, now=now), stored_runs(runs)
    gone = [row.pk for key, row in stored.items() if key not in counted]
    if gone:
        DailyFigure.objects.filter(pk__in=gone).delete()
    DailyFigure.objects.bulk_create(
        [DailyFigure(**row._asdict()) for key, row in counted.items() if _differs(row, stored.get(key))],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["day", "code", "dimension"],
        update_fields=["numerator", "denominator"],
    )


def count_runs(runs: Sequence[Days], *, now: datetime) -> dict[Key, Cohort]:
    """What belongs into the rows of these pieces. One statement."""
    bounds = [days_bounds(first, last, settings.TIME_ZONE) for first, last in runs]
    rows = cohorts(bounds, now=now, tz=get_default_timezone(), later={COMPLAINED: complained()})
    return {(row.day, row.code, row.dimension): row for row in rows}


def stored_runs(runs: Sequence[Days]) -> dict[Key, DailyFigure]:
    rows = DailyFigure.objects.filter(_in(runs), code__in=COHORTS)
    return {(row.day, row.code, row.dimension): row for row in rows}


def settled(days: Sequence[date], *, since: datetime, now: datetime) -> list[date]:
    """Those of the days of which nothing changed since they were counted, and no first ninety days ended since then."""
    if not days:
        return []
    before, _end = day_bounds(days[-1] + timedelta(days=1), settings.TIME_ZONE)
    unseen = set(changed_days(since, before=before, tz=get_default_timezone()))
    return [day for day in days if day not in unseen and not _ended(day, since=since, now=now)]


def _ended(day: date, *, since: datetime, now: datetime) -> bool:
    start, end = day_bounds(day, settings.TIME_ZONE)
    return start + FIRST_DAYS <= now and end + FIRST_DAYS > since


def _differs(row: Cohort, stored: DailyFigure | None) -> bool:
    return stored is None or (row.numerator, row.denominator) != (stored.numerator, stored.denominator)


def _runs(day: date, *, now: datetime) -> list[Days]:
    """The days to look at, neighbours in one piece."""
    first = day - FIRST_DAYS - SLACK
    if not DailyFigure.objects.filter(code=NEW).exists():  # the first night: everybody there is
        oldest = Customer.objects.order_by("created_at").values_list("created_at", flat=True).first()
        return [(min(first, company_day(oldest)) if oldest else first, day)]
    before, _end = day_bounds(first, settings.TIME_ZONE)
    older = changed_days(now - SLACK, before=before, tz=get_default_timezone())
    runs = _joined(older)
    if len(runs) > MOST_RUNS:
        return [(older[0], day)]
    return [*runs, (first, day)]


def _joined(days: Iterable[date]) -> list[Days]:
    runs: list[Days] = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _in(runs: Sequence[Days]) -> Q:
    found = Q(pk__in=[])
    for first, last in runs:
        found |= Q(day__gte=first, day__lte=last)
    return found
