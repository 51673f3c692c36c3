"""A year is confirmed by a person, for its days as they stand; from October on the next one is asked for."""

from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from crm.company.calendar_confirming import confirm_year, confirmation_of, unconfirmed
from crm.company.calendar_drafts import add_own_days, set_week, start_draft
from crm.company.calendar_versions import put_in_force
from crm.company.calendars import current_version
from crm.company.models import Calendar, CalendarConfirmation, CalendarDraft, Role, User
from crm.lib.acts import Outdated, Refused
from tests.factories.company import LONG_AGO, make_calendar, make_site, make_user

pytestmark = pytest.mark.django_db

OCTOBER = datetime(2026, 10, 1, 7, 0, tzinfo=UTC)
TODAY = date(2026, 10, 1)


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN)


@pytest.fixture
def calendar() -> Calendar:
    """Of a site, opened on 1 January 2026."""
    return make_site().calendar


def waiting(today: date) -> list[tuple[str, int]]:
    return [(each.calendar.name, each.year) for each in unconfirmed(today)]


def test_the_next_year_is_asked_for_from_october_on(calendar: Calendar) -> None:
    assert waiting(date(2026, 9, 30)) == []
    assert waiting(TODAY) == [(calendar.name, 2027)]
    assert waiting(date(2026, 12, 31)) == [(calendar.name, 2027)]


def test_a_year_that_began_unconfirmed_is_still_asked_for(calendar: Calendar) -> None:
    assert waiting(date(2027, 1, 2)) == [(calendar.name, 2027)]
    assert waiting(date(2027, 10, 1)) == [(calendar.name, 2027), (calendar.name, 2028)]


def test_a_calendar_that_rules_no_site_is_left_alone() -> None:
    make_calendar()
    assert waiting(TODAY) == []


def test_a_confirmation_says_who_and_when_and_ends_the_question(admin: User, calendar: Calendar) -> None:
    confirm_year(calendar, 2027, seen=1, by=admin, at=OCTOBER)
    confirm_year(calendar, 2027, seen=1, by=make_user(Role.ADMIN), at=datetime(2026, 11, 1, tzinfo=UTC))
    row = CalendarConfirmation.objects.get()
    assert (row.by, row.at, row.year) == (admin, OCTOBER, 2027)
    assert waiting(TODAY) == []
    assert confirmation_of(current_version(calendar), 2027) == row
    assert confirmation_of(current_version(calendar), 2026) is None


def new_version(calendar: Calendar, admin: User, on: date | None) -> None:
    """Another version: with one more day, or with other hours only."""
    start_draft(calendar, by=admin, at=OCTOBER)
    if on:
        add_own_days(
            calendar,
            name="Umzug",
            starts_on=on,
            ends_on=on,
            spans="",
            yearly=False,
            by=admin,
            at=OCTOBER,
        )
    else:
        set_week(calendar, {"mon": "8-12"}, by=admin, at=OCTOBER)
    seen = CalendarDraft.objects.get(calendar=calendar).revision
    put_in_force(calendar, seen=seen, reason="", by=admin, at=OCTOBER)


def test_it_holds_while_the_days_of_the_year_stay_the_same(admin: User, calendar: Calendar) -> None:
    confirm_year(calendar, 2027, seen=1, by=admin, at=OCTOBER)
    new_version(calendar, admin, date(2026, 10, 12))
    new_version(calendar, admin, None)
    assert waiting(TODAY) == []
    assert confirmation_of(current_version(calendar), 2027) is not None
    new_version(calendar, admin, date(2027, 5, 14))
    assert waiting(TODAY) == [(calendar.name, 2027)]
    assert confirmation_of(current_version(calendar), 2027) is None


def test_only_what_was_seen_is_confirmed_and_only_years_that_are_stored(
    admin: User, calendar: Calendar
) -> None:
    new_version(calendar, admin, date(2027, 5, 14))
    with pytest.raises(Outdated):
        confirm_year(calendar, 2027, seen=1, by=admin, at=OCTOBER)
    for year in (2025, 2029):
        with pytest.raises(Refused, match="dieses Jahr und die beiden nächsten"):
            confirm_year(calendar, year, seen=2, by=admin, at=OCTOBER)
    assert not CalendarConfirmation.objects.exists()


@pytest.mark.parametrize("sites", [1, 3])
def test_asking_takes_two_statements_however_many_calendars(
    django_assert_num_queries: DjangoAssertNumQueries, sites: int
) -> None:
    for _ in range(sites):
        make_site()
    with django_assert_num_queries(2):
        assert len(unconfirmed(TODAY)) == sites
    assert LONG_AGO.year == TODAY.year
