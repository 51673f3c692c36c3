"""A draft comes into force as an immutable version; what no deadline could be counted with is refused."""

from datetime import UTC, date, datetime

import pytest

from crm.company.calendar_changes import changes
from crm.company.calendar_drafts import add_own_days, set_place, set_week, shorten_eves, start_draft
from crm.company.calendar_versions import draft_changes, put_in_force
from crm.company.calendars import current_version, hours_of
from crm.company.models import Calendar, CalendarDraft, CalendarVersion, Role, User
from crm.lib.acts import Outdated, Refused
from tests.factories.company import LONG_AGO, OFFICE_HOURS, make_calendar, make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MAY_4 = date(2026, 5, 4)


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN)


@pytest.fixture
def calendar(admin: User) -> Calendar:
    """Office hours in Bavaria without a single holiday, and a draft."""
    row = make_calendar()
    start_draft(row, by=admin, at=NOW)
    return row


def draft_of(calendar: Calendar) -> CalendarDraft:
    return CalendarDraft.objects.select_related("calendar", "based_on").get(calendar=calendar)


def force(calendar: Calendar, admin: User, reason: str = "") -> CalendarVersion:
    seen = draft_of(calendar).revision
    return put_in_force(calendar, seen=seen, reason=reason, by=admin, at=NOW)


def take_stock(calendar: Calendar, admin: User) -> None:
    """4 May is open from 9 to 10 only."""
    add_own_days(
        calendar,
        name="Inventur",
        starts_on=MAY_4,
        ends_on=MAY_4,
        spans="9-10",
        yearly=False,
        by=admin,
        at=NOW,
    )


def test_in_force_it_is_a_new_version_and_the_old_one_stays_as_it_was(
    admin: User, calendar: Calendar
) -> None:
    set_week(calendar, {"mon": "9-12"}, by=admin, at=NOW)
    take_stock(calendar, admin)
    set_place(calendar, name="Abendladen", place="AT-8", time_zone="Europe/Vienna", by=admin, at=NOW)
    version = force(calendar, admin, reason="Wir ziehen um")
    calendar.refresh_from_db()
    assert (version.number, version.created_by, version.valid_from, version.reason) == (
        2,
        admin,
        NOW,
        "Wir ziehen um",
    )
    assert (calendar.name, calendar.country, calendar.subdivision) == ("Abendladen", "AT", "8")
    assert calendar.history.get(history_change_reason="Wir ziehen um").name == "Abendladen"
    assert current_version(calendar) == version
    assert hours_of(version.pk).week[0] == ((9 * 3600, 12 * 3600),)
    first = CalendarVersion.objects.get(calendar=calendar, number=1)
    assert (first.spans, first.holidays, first.valid_from) == (OFFICE_HOURS, {}, LONG_AGO)
    assert not CalendarDraft.objects.exists()


def test_only_what_was_previewed_comes_into_force(admin: User, calendar: Calendar) -> None:
    seen = draft_of(calendar).revision
    set_week(calendar, {"mon": "9-12"}, by=admin, at=NOW)
    with pytest.raises(Outdated):
        put_in_force(calendar, seen=seen, reason="", by=admin, at=NOW)
    assert current_version(calendar).number == 1


def test_a_draft_that_changes_nothing_makes_no_version(admin: User, calendar: Calendar) -> None:
    with pytest.raises(Refused, match="Es gibt nichts in Kraft zu setzen"):
        force(calendar, admin)


def test_a_half_day_that_new_hours_left_behind_is_named(admin: User, calendar: Calendar) -> None:
    shorten_eves(calendar, christmas=True, new_year=False, until="12:00", by=admin, at=NOW)
    set_week(calendar, {"thu": "10-17", "fri": "8-16"}, by=admin, at=NOW)
    with pytest.raises(Refused) as refused:
        force(calendar, admin)
    assert refused.value.messages == {
        "": [
            (
                "Heiligabend: Am Donnerstag, 24.12.2026 gilt sonst 10:00–17:00, ein halber Tag liegt innerhalb davon. "
                "Bitte kürzen Sie 08:00–12:00."
            )
        ]
    }


def test_two_calendars_cannot_take_one_name_by_drafting_it_at_once(admin: User, calendar: Calendar) -> None:
    other = make_calendar()
    start_draft(other, by=admin, at=NOW)
    for row in (calendar, other):
        set_place(row, name="Zentrale", place="DE-BY", time_zone="Europe/Berlin", by=admin, at=NOW)
    force(calendar, admin)
    with pytest.raises(Refused, match="gibt es schon"):
        force(other, admin)


def test_changes_are_told_in_words(admin: User, calendar: Calendar) -> None:
    set_week(calendar, {"mon": "9-12", "sat": "10-14"}, by=admin, at=NOW)
    take_stock(calendar, admin)
    set_place(calendar, name="Laden", place="DE-BY", time_zone="Europe/Vienna", by=admin, at=NOW)
    found = draft_changes(draft_of(calendar))
    assert [(each.what, each.before, each.after) for each in found.frame] == [
        ("Name", calendar.name, "Laden"),
        ("Zeitzone", "Europe/Berlin", "Europe/Vienna"),
    ]
    assert [(each.what, each.after) for each in found.week] == [
        ("Montag", "09:00–12:00"),
        ("Dienstag", "geschlossen"),
        ("Mittwoch", "geschlossen"),
        ("Donnerstag", "geschlossen"),
        ("Freitag", "geschlossen"),
        ("Samstag", "10:00–14:00"),
    ]
    assert found.week_minutes == (2400, 420)
    (day,) = found.days[2026]
    assert (day.what, day.before, day.after) == (
        "Montag, 4.5.2026",
        "gewöhnlicher Tag",
        "Inventur: 09:00–10:00",
    )
    assert found.count == 9


def test_equal_states_have_no_changes(calendar: Calendar) -> None:
    version = current_version(calendar)
    assert not changes(version, version)
