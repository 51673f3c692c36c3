"""A draft comes into force as the next version. Deadlines that run keep the version they were computed with."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from crm.company.calendar_changes import Change, Changes, changes
from crm.company.calendar_days import days_of, outside_hours, public_days, years_from
from crm.company.calendar_drafts import NAME_LENGTH, start_draft
from crm.company.calendar_spans import Week, check_zone, no_hours
from crm.company.models import Calendar, CalendarDraft, CalendarVersion, User
from crm.company.presence import company_day
from crm.lib.acts import Outdated, Refused, refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as
from crm.lib.places import CODES, ZONES, place_name
from crm.lib.working_hours import Hours, ImpossibleHours

OFFICE: Final[Week] = {
    day: [["08:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")
}


def open_calendar(*, name: str, place: str, by: User, at: datetime) -> Calendar:
    """A calendar for this Land or canton ("DE-BY") with office hours and the public holidays of three years, and a
    draft to make it one's own. Raises Refused.
    """
    if place not in CODES:
        raise refuse("place", _("Bitte wählen Sie ein Bundesland oder einen Kanton aus der Liste."))
    name = free_name(name, NAME_LENGTH, among=Calendar.objects.all())
    country, _dash, part = place.partition("-")
    with transaction.atomic():
        calendar = Calendar(name=name, country=country, subdivision=part)
        save_as(calendar, by=by, at=at)
        CalendarVersion.objects.create(
            calendar=calendar,
            number=1,
            time_zone=ZONES[country],
            spans=OFFICE,
            holidays=public_days(country, part, years_from(company_day(at))),
            valid_from=at,
            created_by=by,
        )
        start_draft(calendar, by=by, at=at)
    return calendar


def draft_changes(draft: CalendarDraft) -> Changes:
    """What would be different from the version in force."""
    calendar = draft.calendar
    frame = [
        Change(_("Name"), calendar.name, draft.name),
        Change(
            _("Land"),
            place_name(calendar.country, calendar.subdivision),
            place_name(draft.country, draft.subdivision),
        ),
    ]
    return changes(draft.based_on, draft, frame=frame)


def check_draft(draft: CalendarDraft, *, today: date) -> None:
    """Raises Refused when deadlines could not be counted with it: what is wrong, and what to do."""
    check_zone(draft.time_zone)
    if not any(draft.spans.values()):
        raise refuse("", no_hours())
    wrong = [
        f"{day.name}: {complaint}"
        for day in days_of(draft.holidays)
        if day.on >= today and (complaint := outside_hours(day.on, day.spans, draft.spans))
    ]
    if wrong:
        raise Refused({"": wrong})
    try:
        Hours.from_data(
            draft.time_zone,
            draft.spans,
            {day.on.isoformat(): day.spans for day in days_of(draft.holidays)},
        )
    except ImpossibleHours as error:
        raise refuse("", _("Diese Zeiten passen nicht zusammen. Bitte geben Sie sie neu ein.")) from error


def put_in_force(calendar: Calendar, *, seen: int, reason: str, by: User, at: datetime) -> CalendarVersion:
    """The draft becomes the next version, for deadlines armed from now on; the draft is gone then.

    `seen`: the revision that was previewed. Raises Outdated when the draft has changed since, Refused.
    """
    with transaction.atomic():
        draft = (
            CalendarDraft.objects.select_for_update(of=("self",))
            .select_related("calendar", "based_on")
            .get(calendar=calendar)
        )
        if draft.revision != seen:
            raise Outdated(current=draft.revision, differences={})
        check_draft(draft, today=company_day(at))
        found = draft_changes(draft)
        if not found:
            raise refuse(
                "", _("Der Entwurf gleicht der geltenden Fassung. Es gibt nichts in Kraft zu setzen.")
            )
        free_name(draft.name, NAME_LENGTH, among=Calendar.objects.exclude(pk=calendar.pk))
        version = CalendarVersion.objects.create(
            calendar=draft.calendar,
            number=draft.based_on.number + 1,
            time_zone=draft.time_zone,
            spans=draft.spans,
            holidays=draft.holidays,
            valid_from=at,
            reason=reason,
            created_by=by,
        )
        if found.frame:
            row = draft.calendar
            row.name, row.country, row.subdivision = draft.name, draft.country, draft.subdivision
            save_as(row, by=by, at=at, reason=reason)
        draft.delete()
        return version
