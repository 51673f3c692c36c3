"""Working hours of calendars, and the one row about this installation."""

from functools import lru_cache

from django.db import models

from crm.company.models import Calendar, CalendarVersion, Installation
from crm.lib.working_hours import Hours


@lru_cache(maxsize=512)
def _hours(version_id: int) -> Hours:
    version = CalendarVersion.objects.get(pk=version_id)
    holidays = {day: entry.get("spans", []) for day, entry in version.holidays.items()}
    return Hours.from_data(version.time_zone, version.spans, holidays)


def hours_of(version_id: int) -> Hours:
    """The hours of a calendar version. Versions never change, so they are read once per process."""
    return _hours(version_id)


def newest_versions() -> models.QuerySet[CalendarVersion]:
    """The newest version of each calendar."""
    newest = (
        CalendarVersion.objects.filter(calendar=models.OuterRef("calendar"))
        .order_by("-number")
        .values("pk")[:1]
    )
    return CalendarVersion.objects.filter(pk=models.Subquery(newest))


def current_versions() -> dict[int, CalendarVersion]:
    """The newest version of each calendar, by calendar id. One statement."""
    return {row.calendar_id: row for row in newest_versions().defer("spans", "holidays")}


def current_version(calendar: Calendar) -> CalendarVersion:
    """The newest version of one calendar. Raises CalendarVersion.DoesNotExist when it has none yet."""
    return calendar.versions.order_by("-number")[:1].get()


def installation() -> Installation:
    """The row about this database; the first who asks makes it."""
    return Installation.objects.get_or_create(pk=1)[0]
