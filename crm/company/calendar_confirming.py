"""Every year of a calendar is looked at and confirmed by a person; from October on the next year is asked for.

A confirmation holds for the days as they stood: when a later version changes days of that year, it is asked for again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from crm.company.calendar_days import years_from
from crm.company.calendars import current_version, newest_versions
from crm.company.models import Calendar, CalendarConfirmation, CalendarVersion, Site, User
from crm.company.presence import company_day
from crm.lib.acts import Outdated, refuse

ASKED_FROM: Final = 10
"""The month from which on the next year is asked for."""


@dataclass(frozen=True)
class Unconfirmed:
    calendar: Calendar
    year: int


def confirm_year(calendar: Calendar, year: int, *, seen: int, by: User, at: datetime) -> CalendarConfirmation:
    """Say that all days of this year are right. `seen`: the number of the version that was looked at.

    A second time changes nothing. Raises Outdated when another version is in force by now, Refused.
    """
    version = current_version(calendar)
    if version.number != seen:
        raise Outdated(current=version.number, differences={})
    if year not in years_from(company_day(at)):
        raise refuse("year", _("Bestätigt werden dieses Jahr und die beiden nächsten."))
    found, _new = CalendarConfirmation.objects.get_or_create(
        version=version, year=year, defaults={"at": at, "by": by}
    )
    return found


def confirmation_of(version: CalendarVersion, year: int) -> CalendarConfirmation | None:
    """Who confirmed the days of this year as they stand in this version; None: nobody yet. One statement."""
    rows = CalendarConfirmation.objects.filter(
        version__calendar=version.calendar_id, version__number__lte=version.number, year=year
    )
    wanted = _days(version.holidays, year)
    return next(
        (
            row
            for row in rows.select_related("version", "by").order_by("-version__number")
            if _days(row.version.holidays, year) == wanted
        ),
        None,
    )


def unconfirmed(today: date) -> list[Unconfirmed]:
    """The years to be confirmed by now, of calendars that rule a site in use. Two statements, however many calendars.

    From October on the next year; the current one too, unless the calendar was opened in it.
    """
    first = CalendarVersion.objects.filter(calendar=OuterRef("calendar")).order_by("number")
    versions = list(
        newest_versions()
        .filter(Exists(Site.objects.filter(calendar=OuterRef("calendar"), active=True)))
        .select_related("calendar")
        .annotate(opened=Subquery(first.values("valid_from")[:1]))
        .order_by("calendar__name")
    )
    asked = {version.pk: list(_asked(today, version.opened)) for version in versions}
    confirmed = _confirmed({year for years in asked.values() for year in years})
    return [
        Unconfirmed(version.calendar, year)
        for version in versions
        for year in asked[version.pk]
        if (version.calendar_id, year, _days(version.holidays, year)) not in confirmed
    ]


def _asked(today: date, opened: datetime) -> Iterable[int]:
    if opened.astimezone(get_default_timezone()).year < today.year:
        yield today.year
    if today.month >= ASKED_FROM:
        yield today.year + 1


def _confirmed(years: set[int]) -> set[tuple[int, int, str]]:
    rows = CalendarConfirmation.objects.filter(year__in=years).values_list(
        F("version__calendar"), "year", F("version__holidays")
    )
    return {(calendar, year, _days(holidays, year)) for calendar, year, holidays in rows}


def _days(holidays: dict[str, Any], year: int) -> str:
    """The days of a year as one text that can be compared."""
    return repr(sorted((on, sorted(entry.items())) for on, entry in holidays.items() if on[:4] == str(year)))
