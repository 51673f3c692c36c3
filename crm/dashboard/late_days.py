"""Which days count differently than when they were last counted: something came late, was taken back or corrected."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.timezone import get_default_timezone

from crm.dashboard.first_contact_counts import SLACK
from crm.lib.periods import days_bounds
from feedback.figure_days import changed_days


def late_days(*, since: datetime | None, before: date) -> list[date]:
    """The days before `before` whose facts changed since then, in order. None: nothing was ever counted."""
    if since is None:
        return []
    start, _end = days_bounds(before, before, settings.TIME_ZONE)
    return changed_days(since - SLACK, before=start, tz=get_default_timezone())


def settled(days: list[date], *, since: datetime) -> list[date]:
    """Those of the days that nothing has happened to since they were counted."""
    unseen = set(late_days(since=since, before=days[-1] + timedelta(days=1))) if days else set()
    return [day for day in days if day not in unseen]
