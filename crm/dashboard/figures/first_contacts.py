"""First-contact resolution by the buckets of a period, out of its own stored counts: each column is a code."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import IntegerField, Max, Q, QuerySet, Sum, Value

from crm.dashboard.codes import COMPLETE
from crm.dashboard.figures.figures import BEFORE, NEWEST, YEAR_AGO, Figures, part_of
from crm.dashboard.figures.live import add_live
from crm.dashboard.figures.period import Period
from crm.dashboard.first_contact_counts import FIELDS, added
from crm.dashboard.models import FirstContactCount
from crm.lib.tallies import Figure
from feedback.first_contacts import groups

BASE = ("kept", "returned", "denied", "followed_up")
NET, GROSS = "net", "gross"


def read_first_contacts(period: Period, *, today: date) -> Figures:
    """Every column of the counts, "net" and "gross" as shares. One statement, and live what no night has counted."""
    found = Figures(period, today)
    newest = None
    before, year = period.before, period.year_ago
    first, *others = (
        _added(Q(day__gte=period.first, day__lte=period.last, day__lt=today), part_of(found)),
        _added(Q(day__gte=before.first, day__lte=before.last), Value(BEFORE, IntegerField())),
        _added(Q(day__gte=year.first, day__lte=year.last), Value(YEAR_AGO, IntegerField())),
        _added(Q(day__gte=period.first, day__lt=today, dimension=""), Value(NEWEST, IntegerField())),
    )
    for number, dimension, days, day, *columns in first.union(*others, all=True):
        if number == NEWEST:
            newest = day
            continue
        for name, n in zip(FIELDS, columns, strict=True):
            found.add(number, name, dimension, n, None)
        if not dimension:
            found.add(number, COMPLETE, "", days, None)
    found.counted_until(newest)
    add_live(found, "first_contacts", live_counts)
    for dimension in {each for _code, each in found.parts}:
        _shares(found, dimension)
    return found


def _added(days: Q, part: Any) -> QuerySet[Any, Any]:
    rows = FirstContactCount.objects.filter(days).order_by().annotate(part=part)
    added_up = rows.values("part", "dimension").annotate(
        days=Sum(Value(1)), newest=Max("day"), **{f"of_{name}": Sum(name) for name in FIELDS}
    )
    return added_up.values_list("part", "dimension", "days", "newest", *(f"of_{name}" for name in FIELDS))


def live_counts(bounds: Sequence[datetime]) -> list[Figure]:
    return [
        Figure(number, name, dimension, n, None)
        for dimension, number, columns in added(groups(bounds))
        for name, n in columns.items()
    ]


def _shares(found: Figures, dimension: str) -> None:
    parts = {part for name in BASE for part in found.parts.get((name, dimension), {})}
    for part in parts:
        columns = {name: found.parts.get((name, dimension), {}).get(part, (0, 0))[0] for name in BASE}
        base = sum(columns.values())
        found.add(part, NET, dimension, columns["kept"], base)
        found.add(part, GROSS, dimension, base - columns["followed_up"], base)
