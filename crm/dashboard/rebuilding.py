"""Counts past days again from their facts, month by month. What stood on a past day stays as it was counted."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Contact
from crm.company.presence import company_day
from crm.dashboard.cohorts import write_cohorts, write_runs
from crm.dashboard.first_contact_counts import write_days, write_first_contacts
from crm.dashboard.flow import portions, write_flow
from crm.dashboard.models import DailyFigure
from crm.dashboard.series import forget_series
from crm.lib.acts import refuse


def rebuild(first: date | None, last: date | None, *, now: datetime) -> Iterator[tuple[date, date]]:
    """Write the days from `first` (None: the first contact) to `last` (None: yesterday); tells each portion.

    Writing twice changes nothing. Raises Refused where there is no such day.
    """
    yesterday = company_day(now) - timedelta(days=1)
    oldest = Contact.objects.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    began = company_day(oldest) if oldest else yesterday
    first, last = max(first or began, began), min(last or yesterday, yesterday)
    if first > last:
        raise refuse("from", _("In dieser Zeit gibt es keinen Tag, der vorbei ist und Kontakte hat."))
    newest = DailyFigure.objects.order_by("-day").values_list("day", flat=True).first()
    if newest is not None:
        write_first_contacts(
            min(newest, yesterday), now=now
        )  # else the next night would not see what changed today
        write_cohorts(min(newest, yesterday), now=now)
    for days in portions(first + timedelta(days=n) for n in range((last - first).days + 1)):
        with transaction.atomic():
            write_flow(days, now=now)
            write_days(days, now=now)
            write_runs([(days[0], days[-1])], now=now)
        yield days[0], days[-1]
    forget_series()
