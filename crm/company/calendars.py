"""Working hours of calendars, and the one row about this installation."""

from datetime import date
from functools import lru_cache

from django.db import models

from crm.company.models import Calendar, CalendarVersion, Installation
from crm.lib.working_hours import Hours


@lru_cache(maxsize=512)
def _hours(version_id: int) -> tuple[Hours, dict[date, str]]:
    version = CalendarVersion.objects.get(pk=version_id)
    holidays = {day: entry.get("spans", []) for day, entry in version.holidays.items()}
    names = {date.fromisoformat(day): str(entry.get("name", "")) for day, entry in version.holidays.items()}
    return Hours.from_data(version.time_zone, version.spans, holidays), names


def hours_of(version_id: int) -> Hours:
    """The hours of a calendar version. Versions never change, so they are read once per process."""
    return _hours(version_id)[0]


def special_days(version_id: int) -> dict[date, str]:
    """The days of a calendar version that are not like their weekday, with their names: feasts, half days, days off."""
    return _hours(version_id)[1]


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
