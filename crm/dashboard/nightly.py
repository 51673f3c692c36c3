"""Writes the figures of each day. Flow figures of the last 14 days are rewritten, as facts still arrive and
customers still come back; stock figures are written once, because yesterday's stock cannot be counted again.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

import cases.metrics
import contacts.metrics
import feedback.idea_metrics
from contacts.confirming import grow_stale
from contacts.models import Contact, Customer
from contacts.rechecking import recheck
from crm.company.presence import company_day
from crm.dashboard.codes import STOCK
from crm.dashboard.cohorts import write_cohorts, write_runs
from crm.dashboard.complete_days import newest_day
from crm.dashboard.first_contact_counts import counted_at, write_first_contacts
from crm.dashboard.flow import (
    MOST_DAYS,
    counted_days,
    outdated_days,
    portions,
    rows_of,
    write_figures,
    write_flow,
)
from crm.dashboard.hours import current_hours
from crm.dashboard.late_days import late_days
from crm.dashboard.models import DailyFigure, FirstContactCount
from crm.dashboard.series import forget_series
from crm.lib.tallies import Figure, read
from crm.outbox.sweeping import SweepResult
from feedback.idea_value import count_values

REWRITTEN_DAYS: Final = 14
OLDER_DAYS: Final = 2 * MOST_DAYS
"""So many days that were counted in an older way are counted again in a night."""
COUNTING_HOUR: Final = 1
"""A day is counted from one o'clock of the next on; what is sent late at night has then arrived."""


def sweep_figures(now: datetime) -> SweepResult:
    """Write every day that is over and not yet written; the first time only the last one.

    Before that, once a night, the findings are brought in line with the rules, and who stands behind each idea is
    counted.
    """
    due = _last_due_day(now)
    newest = newest_day()
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
    if handled:
        for portion in portions(outdated_days(before=due, most=OLDER_DAYS)):
            write_flow(portion, now=now)
            write_runs([(portion[0], portion[-1])], now=now)
    if newest is not None and not FirstContactCount.objects.exists():  # figures older than these counts
        write_first_contacts(due, now=now)
    return SweepResult(handled=handled)


def write_day(day: date, *, now: datetime) -> None:
    """Write the figures of `day` as they stand `now`, and the flow figures of the 13 days before it again.

    And those of older days of which something was said, voided, merged or sent since they were counted. Stock is only
    written while it still is that day's: today or the day after. Writing twice changes nothing.
    """
    days = _days_until(day)
    with transaction.atomic():
        older = counted_days(late_days(since=counted_at(), before=days[0]))
        for portion in (*portions(older), days):
            write_flow(portion, now=now)
        write_figures(count_stock(day, now=now))
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


def count_stock(day: date, *, now: datetime) -> Iterator[DailyFigure]:
    too_late = company_day(now) - day > timedelta(days=1)
    if too_late or DailyFigure.objects.filter(day=day, code__in=STOCK).exists():
        return
    hours = current_hours()
    counted = read(contacts.metrics.people(now, hours), *cases.metrics.forgotten(now, hours))
    captured, silent = counted["people.captured"], counted["people.silent"]
    found = (
        Figure(0, "capture_people", "", captured, captured + silent),
        *cases.metrics.workload(now, hours),
        *cases.metrics.stock(counted),
        *contacts.metrics.stock(),
        *feedback.idea_metrics.stock(),
    )
    yield from rows_of({(each.code, each.dimension): each for each in found}.values(), [day])
