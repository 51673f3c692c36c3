"""The draft of a calendar: what can be entered, what is refused and what is never overwritten."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import translation

from crm.company.calendar_drafts import (
    add_observances,
    add_own_days,
    add_public_days,
    discard_draft,
    remove_day,
    set_place,
    set_week,
    shorten_eves,
    start_draft,
)
from crm.company.calendar_versions import draft_changes, open_calendar
from crm.company.calendars import current_version
from crm.company.models import Calendar, CalendarDraft, Role, User
from crm.lib.acts import Refused
from tests.factories.company import OFFICE_HOURS, make_calendar, make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


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


def entry(calendar: Calendar, on: str) -> Any:
    return draft_of(calendar).holidays.get(on)


def own(calendar: Calendar, admin: User, *days: str, **more: Any) -> None:
    facts: dict[str, Any] = {"name": "Inventur", "spans": "", "yearly": False} | more
    starts_on, ends_on = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    add_own_days(calendar, starts_on=starts_on, ends_on=ends_on, by=admin, at=NOW, **facts)


@pytest.mark.parametrize(
    ("place", "zone", "holiday"),
    [
        ("DE-BY", "Europe/Berlin", "2026-06-04"),
        ("AT-9", "Europe/Vienna", "2026-10-26"),
        ("CH-ZH", "Europe/Zurich", "2028-08-01"),
    ],
)
def test_a_new_calendar_begins_with_office_hours_and_the_holidays_of_three_years(
    admin: User, place: str, zone: str, holiday: str
) -> None:
    calendar = open_calendar(name="Filiale", place=place, by=admin, at=NOW)
    version = current_version(calendar)
    assert (version.number, version.time_zone, version.spans) == (1, zone, OFFICE_HOURS)
    assert {on[:4] for on in version.holidays} == {"2026", "2027", "2028"}
    assert holiday in version.holidays
    assert not draft_changes(draft_of(calendar))
    assert calendar.history.get().history_user == admin


def test_a_name_belongs_to_one_calendar_and_a_place_must_exist(admin: User, calendar: Calendar) -> None:
    with pytest.raises(Refused, match="gibt es schon"):
        open_calendar(name=calendar.name, place="DE-BY", by=admin, at=NOW)
    with pytest.raises(Refused, match="Bundesland oder einen Kanton"):
        open_calendar(name="Neu", place="DE-XX", by=admin, at=NOW)


def test_a_draft_begins_as_what_is_in_force_and_is_the_only_one(admin: User, calendar: Calendar) -> None:
    first = draft_of(calendar)
    assert (first.spans, first.holidays, first.based_on) == (OFFICE_HOURS, {}, current_version(calendar))
    assert start_draft(calendar, by=make_user(Role.ADMIN), at=NOW) == first


def test_a_draft_rules_nothing_and_can_be_dropped(admin: User, calendar: Calendar) -> None:
    set_week(calendar, {"mon": "9-12"}, by=admin, at=NOW)
    assert current_version(calendar).spans == OFFICE_HOURS
    discard_draft(calendar)
    assert not CalendarDraft.objects.exists()
    assert current_version(calendar).number == 1


def test_public_holidays_are_proposed_year_by_year_and_never_overwrite(
    admin: User, calendar: Calendar
) -> None:
    own(calendar, admin, "2027-01-06", name="Jubiläum")
    add_public_days(calendar, 2027, by=admin, at=NOW)
    assert entry(calendar, "2027-01-06")["name"] == "Jubiläum"
    assert entry(calendar, "2027-05-27") == {"name": "Fronleichnam", "spans": [], "kind": "public"}
    assert {on[:4] for on in draft_of(calendar).holidays} == {"2027"}
    with pytest.raises(Refused, match="dieses Jahr oder eines der beiden nächsten"):
        add_public_days(calendar, 2029, by=admin, at=NOW)


def test_another_land_brings_its_holidays_and_leaves_ones_own(admin: User, calendar: Calendar) -> None:
    add_public_days(calendar, 2026, by=admin, at=NOW)
    add_observances(calendar, ["assumption"], by=admin, at=NOW)
    own(calendar, admin, "2026-05-15", name="Brückentag")
    set_place(calendar, name="Nord", place="DE-HH", time_zone="Europe/Berlin", by=admin, at=NOW)
    assert entry(calendar, "2026-06-04") is None  # Corpus Christi is an ordinary day in Hamburg
    assert entry(calendar, "2026-10-31")["name"] == "Reformationstag"
    assert entry(calendar, "2026-08-15")["kind"] == "local"
    assert entry(calendar, "2026-05-15")["name"] == "Brückentag"


def test_holidays_of_past_years_survive_a_move(admin: User) -> None:
    calendar = make_calendar(holidays={"2025-06-19": {"name": "Fronleichnam", "spans": []}})
    start_draft(calendar, by=admin, at=NOW)
    set_place(calendar, name="Nord", place="DE-HH", time_zone="Europe/Berlin", by=admin, at=NOW)
    assert entry(calendar, "2025-06-19") == {"name": "Fronleichnam", "spans": []}


def test_town_and_catholic_days_come_for_three_years(admin: User, calendar: Calendar) -> None:
    add_observances(calendar, ["peace", "carnival_monday"], by=admin, at=NOW)
    days = {on: each["name"] for on, each in draft_of(calendar).holidays.items()}
    assert days == {
        "2026-02-16": "Rosenmontag",
        "2026-08-08": "Augsburger Friedensfest",
        "2027-02-08": "Rosenmontag",
        "2027-08-08": "Augsburger Friedensfest",
        "2028-02-28": "Rosenmontag",
        "2028-08-08": "Augsburger Friedensfest",
    }
    with pytest.raises(Refused, match="Bitte kreuzen Sie an"):
        add_observances(calendar, [], by=admin, at=NOW)


def test_names_are_stored_in_german_whoever_adds_them(admin: User, calendar: Calendar) -> None:
    with translation.override("en"):
        add_observances(calendar, ["assumption"], by=admin, at=NOW)
        shorten_eves(calendar, christmas=True, new_year=False, until="12:00", by=admin, at=NOW)
    assert entry(calendar, "2026-08-15")["name"] == "Mariä Himmelfahrt"
    assert entry(calendar, "2026-12-24")["name"] == "Heiligabend"


def test_christmas_eve_is_cut_where_people_work_and_left_where_they_do_not(
    admin: User, calendar: Calendar
) -> None:
    shorten_eves(calendar, christmas=True, new_year=True, until="14:00", by=admin, at=NOW)
    assert entry(calendar, "2026-12-24") == {
        "name": "Heiligabend",
        "spans": [["08:00", "12:00"], ["13:00", "14:00"]],
        "kind": "company",
    }
    assert entry(calendar, "2027-12-31")["spans"] == [["08:00", "12:00"], ["13:00", "14:00"]]
    assert entry(calendar, "2028-12-24") is None  # a Sunday
    shorten_eves(calendar, christmas=True, new_year=False, until="", by=admin, at=NOW)
    assert entry(calendar, "2026-12-24")["spans"] == []
    with pytest.raises(Refused, match="den 24"):
        shorten_eves(calendar, christmas=False, new_year=False, until="", by=admin, at=NOW)


def test_company_holidays_leave_out_what_is_entered(admin: User, calendar: Calendar) -> None:
    add_public_days(calendar, 2026, by=admin, at=NOW)
    own(calendar, admin, "2026-12-23", "2026-12-27", name="Betriebsferien")
    names = {on: each["name"] for on, each in draft_of(calendar).holidays.items() if on > "2026-12-20"}
    assert names == {
        "2026-12-23": "Betriebsferien",
        "2026-12-24": "Betriebsferien",
        "2026-12-25": "Erster Weihnachtstag",
        "2026-12-26": "Zweiter Weihnachtstag",
        "2026-12-27": "Betriebsferien",
    }


def test_a_day_of_ones_own_may_return_every_year(admin: User, calendar: Calendar) -> None:
    own(calendar, admin, "2026-05-06", spans="8-12", yearly=True)
    # 2027 a Thursday; 6 May 2028 is a Saturday, on which nobody works
    assert sorted(draft_of(calendar).holidays) == ["2026-05-06", "2027-05-06"]
    own(calendar, admin, "2028-02-29", name="Schalttag", yearly=True)
    assert entry(calendar, "2028-02-29")["name"] == "Schalttag"


def test_a_half_day_of_a_week_leaves_the_weekend_alone(admin: User, calendar: Calendar) -> None:
    own(calendar, admin, "2026-07-30", "2026-08-03", spans="8-12")
    assert sorted(draft_of(calendar).holidays) == ["2026-07-30", "2026-07-31", "2026-08-03"]


@pytest.mark.parametrize(
    ("days", "more", "refusal"),
    [
        (["2026-05-06", "2026-05-05"], {}, ("ends_on", "Der letzte Tag liegt vor dem ersten")),
        (["2026-05-06", "2026-12-05"], {}, ("ends_on", "mehr als 92 Tage")),
        (["2036-05-06"], {}, ("starts_on", "Ein Kalender reicht von 2026 bis 2028")),
        (["2025-05-06"], {}, ("starts_on", "Ein Kalender reicht von 2026 bis 2028")),
        (
            ["2026-05-06"],
            {"spans": "7-12"},
            (
                "spans",
                (
                    "Am Mittwoch, 6.5.2026 gilt sonst 08:00–12:00, 13:00–17:00, ein halber Tag liegt innerhalb "
                    "davon. Bitte kürzen Sie 07:00–12:00."
                ),
            ),
        ),
        (["2026-05-06"], {"spans": "11-14"}, ("spans", "Bitte kürzen Sie 11:00–14:00")),
        (["2026-05-09"], {"spans": "8-12"}, ("spans", "Am Samstag, 9.5.2026 ist ohnehin geschlossen")),
        (["2026-05-06"], {"spans": "12-8"}, ("spans", "liegt vor dem Anfang")),
    ],
)
def test_impossible_days_are_refused(
    admin: User, calendar: Calendar, days: list[str], more: dict[str, Any], refusal: tuple[str, str]
) -> None:
    with pytest.raises(Refused) as refused:
        own(calendar, admin, *days, **more)
    ((field, (sentence,)),) = refused.value.messages.items()
    assert field == refusal[0]
    assert refusal[1] in sentence
    assert draft_of(calendar).revision == 1


def test_a_day_is_entered_once_and_can_be_taken_out(admin: User, calendar: Calendar) -> None:
    own(calendar, admin, "2026-05-06")
    with pytest.raises(Refused, match="schon „Inventur“ eingetragen"):
        own(calendar, admin, "2026-05-06", name="Ausflug")
    remove_day(calendar, "2026-05-06", by=admin, at=NOW)
    assert draft_of(calendar).holidays == {}


def test_bad_frames_are_refused(admin: User, calendar: Calendar) -> None:
    other = make_calendar()
    facts: dict[str, Any] = {"name": "Neu", "place": "DE-BY", "time_zone": "Europe/Berlin"}
    for wrong, field in (
        ({"time_zone": "Europe/Lindau"}, "time_zone"),
        ({"place": "DE"}, "place"),
        ({"name": other.name}, "name"),
    ):
        with pytest.raises(Refused) as refused:
            set_place(calendar, **(facts | wrong), by=admin, at=NOW)
        assert list(refused.value.messages) == [field]
