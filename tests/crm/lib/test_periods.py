"""Weeks begin on Monday; a day is as long as the clock of its zone makes it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crm.lib.periods import day_bounds, day_edges, days_bounds, last_weeks, local_date, neighbours, week_start


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 8)])
def test_a_week_begins_on_monday(day: date) -> None:
    assert week_start(day) == date(2026, 3, 2)


def test_the_last_weeks_end_with_this_one() -> None:
    assert last_weeks(date(2026, 1, 8), 3) == [date(2025, 12, 22), date(2025, 12, 29), date(2026, 1, 5)]
    assert last_weeks(date(2026, 1, 8), 1) == [date(2026, 1, 5)]
    assert last_weeks(date(2026, 1, 8), 0) == []


@pytest.mark.parametrize(
    ("day", "length"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)]
)
def test_a_day_is_as_long_as_its_clock(day: date, length: int) -> None:
    begins, ends = day_bounds(day, "Europe/Vienna")
    assert ends - begins == timedelta(hours=length)
    assert local_date(begins, "Europe/Vienna") == day
    assert local_date(begins - timedelta(seconds=1), "Europe/Vienna") == day - timedelta(days=1)
    assert local_date(ends, "Europe/Vienna") == day + timedelta(days=1)


def test_bounds_are_utc() -> None:
    assert day_bounds(date(2026, 1, 5), "Europe/Berlin") == (
        datetime(2026, 1, 4, 23, tzinfo=UTC),
        datetime(2026, 1, 5, 23, tzinfo=UTC),
    )
    assert day_bounds(date(2026, 1, 5), "Europe/Berlin")[0].tzinfo is UTC


def test_bounds_of_several_days_reach_from_the_first_to_the_end_of_the_last() -> None:
    begins, ends = days_bounds(date(2026, 3, 23), date(2026, 3, 29), "Europe/Zurich")
    assert (begins, ends) == (
        day_bounds(date(2026, 3, 23), "Europe/Zurich")[0],
        day_bounds(date(2026, 3, 29), "Europe/Zurich")[1],
    )


def test_a_moment_without_zone_has_no_date() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2026, 3, 2), "Europe/Berlin")  # noqa: DTZ001 - the mistake under test


def test_the_edges_of_days_are_their_first_moments_and_the_end_of_the_last() -> None:
    days = [date(2026, 3, 28), date(2026, 3, 29)]  # the second has 23 hours
    assert day_edges(days, "Europe/Berlin") == [
        datetime(2026, 3, 27, 23, tzinfo=UTC),
        datetime(2026, 3, 28, 23, tzinfo=UTC),
        datetime(2026, 3, 29, 22, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("days", "most", "together"),
    [
        ([], 3, []),
        ([1, 2, 3, 4], 3, [[1, 2, 3], [4]]),
        ([1, 2, 5, 7, 8], 3, [[1, 2], [5], [7, 8]]),
    ],
)
def test_neighbours_stand_together(days: list[int], most: int, together: list[list[int]]) -> None:
    found = neighbours((date(2026, 3, day) for day in days), most=most)
    assert [[day.day for day in run] for run in found] == together
