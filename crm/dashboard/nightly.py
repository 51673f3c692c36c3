"""Writes the figures of each day. Flow figures of the last 14 days are rewritten, as facts still arrive and
customers still come back; stock figures are written once, because yesterday's stock cannot be counted again.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

import cases.metrics
import contacts.metrics
import contacts.origin_metrics
import feedback.metrics
from contacts.confirming import grow_stale
from contacts.models import Contact, Customer
from contacts.rechecking import recheck
from crm.company.presence import company_day
from crm.dashboard.codes import COMPLETE, COUNTS, RATES, STOCK
from crm.dashboard.cohorts import COHORTS, write_cohorts
from crm.dashboard.first_contact_counts import write_first_contacts
from crm.dashboard.hours import current_hours
from crm.dashboard.models import DailyFigure, FirstContactCount
from crm.dashboard.series import forget_series
from crm.lib.periods import day_bounds
from crm.lib.tallies import Figure, read
from crm.outbox.sweeping import SweepResult
from feedback.idea_value import count_values

REWRITTEN_DAYS: Final = 14
COUNTING_HOUR: Final = 1
"""A day is counted from one o'clock of the next on; what is sent late at night has then arrived."""


def sweep_figures(now: datetime) -> SweepResult:
    """Write every day that is over and not yet written; the first time only the last one.

    Before that, once a night, the findings are brought in line with the rules, and who stands behind each idea is
    counted.
    """
    due = _last_due_day(now)
    newest = (
        DailyFigure.objects.filter(code=COMPLETE, numerator=1)
        .order_by("-day")
        .values_list("day", flat=True)
        .first()
    )
    day = due - timedelta(days=1) if newest is None else newest
    handled = 0
    if day < due:
        grow_stale(now)
        recheck(Customer.objects.all(), at=now)
        count_values(at=now)
    while day < due:
        day = min(day + timedelta(days=REWRITTEN_DAYS), due)  # one writing reaches back over all days between
        write_day(day, now=now)
        handled += 1
    if newest is not None and not FirstContactCount.objects.exists():  # figures older than these counts
        write_first_contacts(due, now=now)
    return SweepResult(handled=handled)


def write_day(day: date, *, now: datetime) -> None:
    """Write the figures of `day` as they stand `now`, and the flow figures of the 13 days before it again.

    Stock is only written while it still is that day's: today or the day after. Writing twice changes nothing.
    """
    days = _days_until(day)
    rows = [*_flow(days, now=now), *_stock(day, now=now)]
    with transaction.atomic():
        flow = DailyFigure.objects.filter(day__gte=days[0], day__lte=day)
        flow.exclude(code__in=(*STOCK, *COHORTS)).delete()
        DailyFigure.objects.bulk_create(
            rows,
            batch_size=500,
            update_conflicts=True,  # two writers at the same time end with the same rows
            unique_fields=["day", "code", "dimension"],
            update_fields=["numerator", "denominator"],
        )
        write_cohorts(day, now=now)
        write_first_contacts(day, now=now)
    forget_series()


def _last_due_day(now: datetime) -> date:
    return company_day(now - timedelta(hours=COUNTING_HOUR)) - timedelta(days=1)


def _days_until(day: date) -> list[date]:
    """The days whose flow is written: 14 at most, none before there was any contact."""
    first_contact = Contact.objects.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    began = company_day(first_contact) if first_contact else day
    first = min(max(day - timedelta(days=REWRITTEN_DAYS - 1), began), day)
    return [first + timedelta(days=number) for number in range((day - first).days + 1)]


def _flow(days: Sequence[date], *, now: datetime) -> Iterator[DailyFigure]:
    bounds = [day_bounds(day, settings.TIME_ZONE)[0] for day in days]
    bounds.append(day_bounds(days[-1], settings.TIME_ZONE)[1])
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
    yield from _rows(counted.values(), days)


def _nothing(days: int) -> Iterator[Figure]:
    """A day without facts is known to be empty: it gets its zeros, which the counts then replace."""
    for number in range(days):
        yield from (Figure(number, code, "", 0, None) for code in COUNTS)
        yield from (Figure(number, code, "", 0, 0) for code in RATES)


def _completeness(bounds: Sequence[datetime], now: datetime) -> Iterator[Figure]:
    for number, end in enumerate(bounds[1:]):
        yield Figure(number, COMPLETE, "", int(now >= end), None)


def _stock(day: date, *, now: datetime) -> Iterator[DailyFigure]:
    too_late = company_day(now) - day > timedelta(days=1)
    if too_late or DailyFigure.objects.filter(day=day, code__in=STOCK).exists():
        return
    hours = current_hours()
    counted = read(contacts.metrics.people(now, hours), *cases.metrics.forgotten(now, hours))
    captured, silent = counted["people.captured"], counted["people.silent"]
    yield from _rows([Figure(0, "capture_people", "", captured, captured + silent)], [day])
    yield from _rows(cases.metrics.stock(counted), [day])
    yield from _rows(cases.metrics.open_by_team(), [day])
    yield from _rows(contacts.metrics.stock(), [day])


def _rows(figures: Iterable[Figure], days: Sequence[date]) -> Iterator[DailyFigure]:
    for figure in figures:
        yield DailyFigure(
            day=days[figure.span],
            code=figure.code,
            dimension=figure.dimension,
            numerator=figure.numerator,
            denominator=figure.denominator,
        )
