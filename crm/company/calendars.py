"""Working hours of calendars, and the one row about this installation."""

from collections.abc import Iterable
from datetime import date

from django.db import models

from crm.company.models import Calendar, CalendarVersion, Installation
from crm.lib.working_hours import Hours

Read = tuple[Hours, dict[date, str]]
MOST_READ = 512
READ: dict[int, Read] = {}
"""Versions never change, so each is read once per process."""


def read_hours(version_ids: Iterable[int]) -> None:
    """Read what is not read yet of these calendar versions, in one statement at most."""
    missing = set(version_ids) - READ.keys()
    if not missing:
        return
    if len(READ) + len(missing) > MOST_READ:
        READ.clear()
    READ.update({version.pk: _read(version) for version in CalendarVersion.objects.filter(pk__in=missing)})


def forget_hours() -> None:
    """For tests: after a roll-back SQLite gives the same ids to other versions."""
    READ.clear()


def _of(version_id: int) -> Read:
    found = READ.get(version_id)
    if found is None:
        found = READ[version_id] = _read(CalendarVersion.objects.get(pk=version_id))
    return found


def _read(version: CalendarVersion) -> Read:
    holidays = {day: entry.get("spans", []) for day, entry in version.holidays.items()}
    names = {date.fromisoformat(day): str(entry.get("name", "")) for day, entry in version.holidays.items()}
    return Hours.from_data(version.time_zone, version.spans, holidays), names


def hours_of(version_id: int) -> Hours:
    """The hours of a calendar version. Who needs many reads them together before (`read_hours`)."""
    return _of(version_id)[0]


def special_days(version_id: int) -> dict[date, str]:
    """The days of a calendar version that are not like their weekday, with their names: feasts, half days, days off."""
    return _of(version_id)[1]


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
