"""Work on the next version of a calendar. A draft rules nothing; every change raises its revision."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from crm.company.calendar_days import (
    CHRISTMAS_EVE,
    NEW_YEARS_EVE,
    Entries,
    observance_days,
    own_days,
    public_days,
    shortened,
    years_from,
)
from crm.company.calendar_spans import check_zone, read_spans, read_week
from crm.company.calendars import current_version
from crm.company.models import Calendar, CalendarDraft, DayKind, User
from crm.company.presence import company_day
from crm.lib.acts import Refused, refuse
from crm.lib.free_names import free_name
from crm.lib.observances import BY_CODE
from crm.lib.places import CODES

NAME_LENGTH: Final = 80


def start_draft(calendar: Calendar, *, by: User, at: datetime) -> CalendarDraft:
    """The draft of this calendar; a new one begins as the version in force."""
    with transaction.atomic():
        Calendar.objects.select_for_update().get(pk=calendar.pk)
        found = CalendarDraft.objects.filter(calendar=calendar).first()
        if found is not None:
            return found
        version = current_version(calendar)
        return CalendarDraft.objects.create(
            calendar=calendar,
            based_on=version,
            name=calendar.name,
            country=calendar.country,
            subdivision=calendar.subdivision,
            time_zone=version.time_zone,
            spans=version.spans,
            holidays=version.holidays,
            changed_at=at,
            changed_by=by,
        )


def discard_draft(calendar: Calendar) -> None:
    """Drop what was prepared; the version in force stays."""
    CalendarDraft.objects.filter(calendar=calendar).delete()


@contextmanager
def _changing(calendar: Calendar, *, by: User, at: datetime) -> Iterator[CalendarDraft]:
    """The draft under its lock, saved at the end. Raises CalendarDraft.DoesNotExist when there is none any more."""
    with transaction.atomic():
        draft = CalendarDraft.objects.select_for_update().get(calendar=calendar)
        yield draft
        draft.revision += 1
        draft.changed_by, draft.changed_at = by, at
        draft.save()


def set_week(calendar: Calendar, texts: Mapping[str, str], *, by: User, at: datetime) -> None:
    """Working hours by weekday as they were typed. Raises Refused by weekday."""
    week = read_week(texts)
    with _changing(calendar, by=by, at=at) as draft:
        draft.spans = week


def set_place(calendar: Calendar, *, name: str, place: str, time_zone: str, by: User, at: datetime) -> None:
    """Name, Land or canton ("DE-BY") and time zone. Another place replaces the public holidays from this year on.

    Raises Refused.
    """
    if place not in CODES:
        raise refuse("place", _("Bitte wählen Sie ein Bundesland oder einen Kanton aus der Liste."))
    name = free_name(name, NAME_LENGTH, among=Calendar.objects.exclude(pk=calendar.pk))
    check_zone(time_zone)
    country, _dash, part = place.partition("-")
    with _changing(calendar, by=by, at=at) as draft:
        if (country, part) != (draft.country, draft.subdivision):
            years = years_from(company_day(at))
            draft.holidays = public_days(country, part, years) | {
                on: entry
                for on, entry in draft.holidays.items()
                if entry.get("kind", DayKind.PUBLIC) != DayKind.PUBLIC or on < f"{years[0]}"
            }
        draft.name, draft.country, draft.subdivision, draft.time_zone = name, country, part, time_zone


def add_public_days(calendar: Calendar, year: int, *, by: User, at: datetime) -> None:
    """Take over the public holidays of a year that are missing; what is entered stays. Raises Refused."""
    if year not in years_from(company_day(at)):
        raise refuse("year", _("Bitte wählen Sie dieses Jahr oder eines der beiden nächsten."))
    with _changing(calendar, by=by, at=at) as draft:
        _add(draft, public_days(draft.country, draft.subdivision, [year]))


def add_observances(calendar: Calendar, codes: Sequence[str], *, by: User, at: datetime) -> None:
    """Take over town and Catholic days for this and the next two years. Raises Refused."""
    chosen = [BY_CODE[code] for code in codes if code in BY_CODE]
    if not chosen:
        raise refuse("codes", _("Bitte kreuzen Sie an, welche Tage Sie dazunehmen möchten."))
    with _changing(calendar, by=by, at=at) as draft:
        for each in chosen:
            _add(draft, observance_days(each, years_from(company_day(at))))


def shorten_eves(
    calendar: Calendar, *, christmas: bool, new_year: bool, until: str, by: User, at: datetime
) -> None:
    """24 and 31 December of this and the next two years: work ends at `until`, "" closes them. Raises Refused."""
    eves = [eve for eve, wanted in ((CHRISTMAS_EVE, christmas), (NEW_YEARS_EVE, new_year)) if wanted]
    if not eves:
        raise refuse("christmas", _("Bitte wählen Sie den 24. oder den 31. Dezember."))
    end = read_spans(f"0-{until}", field="until")[0][1] if until else ""
    with _changing(calendar, by=by, at=at) as draft:
        for eve in eves:
            years = years_from(company_day(at))
            draft.holidays = draft.holidays | shortened(eve, until=end, week=draft.spans, years=years)


def add_own_days(
    calendar: Calendar,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    spans: str,
    yearly: bool,
    by: User,
    at: datetime,
) -> None:
    """A company day, half day (`spans` as typed; "" closed) or company holidays; `yearly`: until two years from now.

    Raises Refused.
    """
    years = years_from(company_day(at))
    if starts_on.year not in years:
        raise refuse(
            "starts_on",
            _("Ein Kalender reicht von %(first)s bis %(last)s. Bitte prüfen Sie das Jahr.")
            % {"first": years[0], "last": years[-1]},
        )
    remaining = read_spans(spans, field="spans")
    length = ends_on - starts_on
    with _changing(calendar, by=by, at=at) as draft:
        facts: dict[str, Any] = {"spans": remaining, "entries": draft.holidays, "week": draft.spans}
        days = own_days(name, starts_on, ends_on, **facts)
        for later in range(starts_on.year + 1, years[-1] + 1) if yearly else ():
            if again := _same_day(starts_on, later):
                with suppress(Refused):  # it is entered already, or a weekday on which nobody works
                    days |= own_days(name, again, again + length, **facts)
        _add(draft, days)


def remove_day(calendar: Calendar, on: str, *, by: User, at: datetime) -> None:
    """Make a day an ordinary one again; nothing happens if it is one."""
    with _changing(calendar, by=by, at=at) as draft:
        draft.holidays = {day: entry for day, entry in draft.holidays.items() if day != on}


def _add(draft: CalendarDraft, days: Entries) -> None:
    """What is entered already stays as it is."""
    draft.holidays = dict(sorted((days | draft.holidays).items()))


def _same_day(on: date, year: int) -> date | None:
    try:
        return on.replace(year=year)
    except ValueError:
        return None
