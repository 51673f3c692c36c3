"""How long an absence is in one go, and when nobody stands in."""

from datetime import date, timedelta

import pytest

from crm.company.away import Away
from crm.company.models import Absence, User
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
WEEK = timedelta(days=7)


def weekdays(day: date) -> bool:
    return day.isoweekday() <= 5


def away(user: User, starts_on: date, ends_on: date, substitute: User | None = None) -> None:
    Absence.objects.create(user=user, starts_on=starts_on, ends_on=ends_on, substitute=substitute)


def days(user: User, day: date) -> list[int]:
    return [each.day for each in Away.around(day).working_days(user.pk, day, weekdays)]


def test_working_days_of_an_absence_and_none_of_somebody_present() -> None:
    user = make_user()
    away(user, MONDAY, FRIDAY)
    assert days(user, date(2026, 3, 4)) == [2, 3, 4, 5, 6]
    assert days(user, MONDAY - timedelta(days=1)) == []
    assert days(make_user(), MONDAY) == []


def test_days_without_work_join_two_absences_and_a_working_day_parts_them() -> None:
    user = make_user()
    away(user, MONDAY, FRIDAY)
    away(user, MONDAY + WEEK, MONDAY + WEEK)
    assert days(user, FRIDAY) == [2, 3, 4, 5, 6, 9]
    away(user, MONDAY + WEEK + timedelta(days=2), FRIDAY + WEEK)
    assert days(user, FRIDAY) == [2, 3, 4, 5, 6, 9]
    assert days(user, FRIDAY + WEEK) == [11, 12, 13]


def test_a_company_that_never_works_joins_nothing_for_ever() -> None:
    user = make_user()
    away(user, MONDAY, FRIDAY)
    assert Away.around(MONDAY).working_days(user.pk, MONDAY, lambda _day: False) == []


def test_nobody_stands_in_when_the_chain_ends_with_somebody_away_or_gone() -> None:
    anna, ben, cara, gone = make_user(), make_user(), make_user(), make_user(is_active=False)
    away(anna, MONDAY, FRIDAY, ben)
    assert not Away.around(MONDAY).nobody_stands_in(anna.pk, MONDAY)
    away(ben, FRIDAY, FRIDAY, gone)
    assert not Away.around(MONDAY).nobody_stands_in(anna.pk, MONDAY)
    assert Away.around(MONDAY).nobody_stands_in(anna.pk, FRIDAY)
    away(cara, MONDAY, MONDAY)
    assert Away.around(MONDAY).nobody_stands_in(cara.pk, MONDAY)
