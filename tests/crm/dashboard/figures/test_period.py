"""Periods of the calendar and chosen days, their comparisons and buckets; bad input never breaks the page."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from crm.dashboard.figures.period import Grain, Kind, Period, chosen, ending

TODAY = date(2026, 11, 22)  # a Sunday


def days(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("kind", "itself", "before", "year_ago"),
    [
        (Kind.DAY, ("2026-11-22", "2026-11-22"), ("2026-11-21", "2026-11-21"), ("2025-11-23", "2025-11-23")),
        (Kind.WEEK, ("2026-11-16", "2026-11-22"), ("2026-11-09", "2026-11-15"), ("2025-11-17", "2025-11-23")),
        (
            Kind.MONTH,
            ("2026-11-01", "2026-11-22"),
            ("2026-10-01", "2026-10-22"),
            ("2025-11-01", "2025-11-22"),
        ),
        (
            Kind.QUARTER,
            ("2026-10-01", "2026-11-22"),
            ("2026-07-01", "2026-08-22"),
            ("2025-10-01", "2025-11-22"),
        ),
        (Kind.YEAR, ("2026-01-01", "2026-11-22"), ("2025-01-01", "2025-11-22"), ("2025-01-01", "2025-11-22")),
    ],
)
def test_what_runs_still_is_compared_with_as_many_days(
    kind: Kind, itself: tuple[str, str], before: tuple[str, str], year_ago: tuple[str, str]
) -> None:
    period = ending(kind, TODAY, today=TODAY)
    assert (days(period), days(period.before), days(period.year_ago)) == (itself, before, year_ago)


@pytest.mark.any_store
def test_what_is_over_is_compared_as_a_whole_and_short_months_end_with_their_last_day() -> None:
    march = ending(Kind.MONTH, date(2026, 3, 5), today=TODAY)
    assert days(march) == ("2026-03-01", "2026-03-31")
    assert days(march.before) == ("2026-02-01", "2026-02-28")
    leap = Period(Kind.OWN, date(2024, 1, 1), date(2024, 2, 29))
    assert days(leap.year_ago) == ("2023-01-01", "2023-02-28")
    assert days(leap.before) == ("2023-11-02", "2023-12-31")
    running = Period(Kind.MONTH, date(2026, 3, 1), date(2026, 3, 30))
    assert days(running.before) == ("2026-02-01", "2026-02-28")  # it has no more days


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("first", "last", "grain", "many"),
    [
        (date(2026, 10, 23), TODAY, Grain.DAY, 31),
        (date(2026, 10, 22), TODAY, Grain.WEEK, 5),
        (TODAY - timedelta(days=190), TODAY, Grain.MONTH, 7),
        (date(2016, 11, 22), TODAY, Grain.MONTH, 121),
    ],
)
def test_buckets_cover_every_day_once(first: date, last: date, grain: Grain, many: int) -> None:
    period = Period(Kind.OWN, first, last)
    buckets = period.buckets
    assert (period.grain, len(buckets)) == (grain, many)
    covered = [
        each.first + timedelta(days=n) for each in buckets for n in range((each.last - each.first).days + 1)
    ]
    assert covered == [first + timedelta(days=n) for n in range(period.days)]


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("address", "expected", "noticed"),
    [
        ("", ("2026-11-01", "2026-11-22"), False),
        ("zeitraum=monat&bis=2026-02-10", ("2026-02-01", "2026-02-28"), False),
        ("zeitraum=eigen&von=2026-02-10&bis=2026-01-01", ("2026-01-01", "2026-02-10"), False),
        ("zeitraum=eigen&von=1066-10-14&bis=2026-01-01", ("2015-12-26", "2026-01-01"), True),
        ("zeitraum=eigen&bis=9999-12-31", ("2026-10-24", "2026-11-22"), True),
        ("zeitraum=jahrhundert", ("2026-11-01", "2026-11-22"), True),
        ("zeitraum=tag&bis=2026-02-31", ("2026-11-22", "2026-11-22"), True),
        ("zeitraum=monat&bis=0001-01-01", ("1990-01-01", "1990-01-31"), False),
        ("zeitraum=tag&bis=%00x", ("2026-11-22", "2026-11-22"), True),
    ],
)
def test_what_the_address_says_is_taken_or_answered_with_a_plain_line(
    address: str, expected: tuple[str, str], noticed: bool
) -> None:
    period, notice = chosen(QueryDict(address), today=TODAY)
    assert (days(period), bool(notice)) == (expected, noticed)
    again, nothing = chosen(QueryDict(period.query), today=TODAY)
    assert (again, nothing) == (period, "")
    assert period.before.last < period.first
    assert period.year_ago.first < period.first


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 1), date(2026, 11, 22), "1. bis 22. November 2026"),
        (date(2026, 10, 1), date(2026, 11, 22), "1. Oktober bis 22. November 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30. Dezember 2025 bis 2. Januar 2026"),
        (date(2026, 11, 22), date(2026, 11, 22), "22. November 2026"),
    ],
)
def test_days_say_month_and_year_once_where_they_share_them(first: date, last: date, words: str) -> None:
    assert Period(Kind.OWN, first, last).label == words
