"""Working time by hand: clock changes, night shifts, half days, closing times, far searches."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.lib.working_hours import Hours, ImpossibleHours
from crm.lib.working_time import (
    add_working,
    end_of_working_day,
    is_working,
    next_opening,
    next_working_day_start,
    spans_between,
    worked_seconds,
    working_day_later,
)

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE, HOUR = 60, 3600
OFFICE = [["08:00", "12:00"], ["13:00", "17:00"]]
FRIDAY = [["08:00", "12:00"]]
WEEK = {"mon": OFFICE, "tue": OFFICE, "wed": OFFICE, "thu": OFFICE, "fri": FRIDAY}
HALF_DAYS = {"2026-12-24": [["08:00", "12:00"]], "2026-12-25": [], "2026-12-31": [["08:00", "12:00"]]}
HOURS = Hours.from_data("Europe/Berlin", WEEK, HALF_DAYS)
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def every_day(*spans: list[str]) -> Hours:
    return Hours.from_data("Europe/Berlin", {day: list(spans) for day in EVERY_DAY}, {})


ALWAYS = every_day(["00:00", "24:00"])
NIGHT = every_day(["00:00", "06:00"], ["22:00", "24:00"])


def local(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "seconds", "due"),
    [
        ("2026-03-02 09:00", HOUR, "2026-03-02 10:00"),
        ("2026-03-02 11:30", HOUR, "2026-03-02 13:30"),  # over the break
        ("2026-03-02 11:00", HOUR, "2026-03-02 12:00"),  # ends exactly at the break
        ("2026-03-02 16:00", HOUR, "2026-03-02 17:00"),  # ends exactly at closing time
        ("2026-03-02 16:00", HOUR + 1, "2026-03-03 08:00:01"),
        ("2026-03-02 12:00", HOUR, "2026-03-02 14:00"),  # created in the break
        ("2026-03-02 17:00", HOUR, "2026-03-03 09:00"),  # created at closing time
        ("2026-03-02 22:15", HOUR, "2026-03-03 09:00"),  # created at night
        ("2026-03-07 14:00", HOUR, "2026-03-09 09:00"),  # created on a Saturday
        ("2026-03-06 11:00", 2 * HOUR, "2026-03-09 09:00"),  # over the weekend
        ("2026-12-24 11:00", 2 * HOUR, "2026-12-28 09:00"),  # half day, holiday, weekend
        ("2026-12-31 07:00", 4 * HOUR, "2026-12-31 12:00"),
        ("2026-03-02 09:00:30", 30, "2026-03-02 09:01"),
        ("2026-03-02 09:00", 36 * HOUR, "2026-03-09 09:00"),  # a whole week
    ],
)
def test_working_time_is_added_over_breaks_nights_and_holidays(start: str, seconds: int, due: str) -> None:
    assert add_working(local(start), seconds, HOURS) == local(due)
    assert worked_seconds(local(start), local(due), HOURS) == seconds


def test_no_working_time_is_no_wait_even_at_night() -> None:
    at = local("2026-03-07 14:00").astimezone(BERLIN)
    assert add_working(at, 0, HOURS) == at
    assert add_working(at, 0, HOURS).tzinfo is UTC


def test_a_started_second_is_dropped() -> None:
    start = local("2026-03-02 09:00") + timedelta(microseconds=999_999)
    assert add_working(start, HOUR, HOURS) == local("2026-03-02 10:00")


def test_negative_time_and_moments_without_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working(local("2026-03-02 09:00"), -1, HOURS)
    with pytest.raises(ValueError, match="time zone"):
        add_working(local("2026-03-02 09:00").replace(tzinfo=None), 1, HOURS)


@pytest.mark.parametrize(
    ("day", "length"),
    [("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-24", 24), ("2026-10-25", 25), ("2026-10-26", 24)],
)
def test_a_day_with_a_clock_change_is_an_hour_shorter_or_longer(day: str, length: int) -> None:
    midnight = local(f"{day} 00:00")
    next_midnight = (midnight.astimezone(BERLIN) + timedelta(days=1)).astimezone(UTC)
    assert worked_seconds(midnight, next_midnight, ALWAYS) == length * HOUR
    assert spans_between(midnight, next_midnight, ALWAYS) == [(midnight, next_midnight)]


@pytest.mark.parametrize(("evening", "length"), [("2026-03-28", 7), ("2026-10-24", 9), ("2026-06-10", 8)])
def test_a_night_shift_lasts_as_long_as_people_work(evening: str, length: int) -> None:
    begins = local(f"{evening} 22:00")
    ends = (begins.astimezone(BERLIN) + timedelta(hours=8)).astimezone(UTC)
    assert add_working(begins, length * HOUR, NIGHT) == ends
    assert worked_seconds(begins - timedelta(hours=5), ends + timedelta(hours=5), NIGHT) == length * HOUR


def test_a_span_that_begins_or_ends_in_the_skipped_hour_meets_the_jump() -> None:
    jump = datetime(2026, 3, 29, 1, tzinfo=UTC)  # 2:00 becomes 3:00
    around = (jump - timedelta(hours=3), jump + timedelta(hours=6))
    assert spans_between(*around, every_day(["02:30", "05:00"])) == [(jump, jump + timedelta(hours=2))]
    assert spans_between(*around, every_day(["01:00", "02:30"])) == [(jump - timedelta(hours=1), jump)]
    assert spans_between(*around, every_day(["02:00", "03:00"])) == []


def test_of_the_repeated_hour_both_passes_count() -> None:
    first = datetime(2026, 10, 25, 0, tzinfo=UTC)  # 2:00, and again an hour later
    around = (first - timedelta(hours=2), first + timedelta(hours=6))
    half, hour = timedelta(minutes=30), timedelta(hours=1)
    assert spans_between(*around, every_day(["02:00", "03:00"])) == [(first, first + 2 * hour)]
    assert spans_between(*around, every_day(["02:30", "04:00"])) == [
        (first + half, first + hour),
        (first + hour + half, first + 3 * hour),
    ]


def test_after_a_clock_change_the_office_opens_by_the_wall_clock() -> None:
    assert add_working(local("2026-03-27 11:00"), 2 * HOUR, HOURS) == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert add_working(local("2026-10-23 11:00"), 2 * HOUR, HOURS) == datetime(2026, 10, 26, 8, tzinfo=UTC)


def test_work_goes_on_from_opening_until_just_before_closing() -> None:
    read = {text: is_working(local(f"2026-03-02 {text}"), HOURS) for text in ("07:59", "08:00", "11:59:59")}
    assert read == {"07:59": False, "08:00": True, "11:59:59": True}
    assert not is_working(local("2026-03-02 12:00"), HOURS)
    assert not is_working(local("2026-12-24 13:30"), HOURS)


@pytest.mark.parametrize(
    ("at", "opening"),
    [
        ("2026-03-02 09:15", "2026-03-02 09:15"),
        ("2026-03-02 12:00", "2026-03-02 13:00"),
        ("2026-03-02 17:00", "2026-03-03 08:00"),
        ("2026-12-24 12:00", "2026-12-28 08:00"),
    ],
)
def test_the_next_opening(at: str, opening: str) -> None:
    assert next_opening(local(at), HOURS) == local(opening)


@pytest.mark.parametrize(
    ("start", "days", "later"),
    [
        ("2026-03-02 09:15", 1, "2026-03-03 09:15"),
        ("2026-03-02 09:15", 4, "2026-03-06 09:15"),
        ("2026-03-02 09:15", 5, "2026-03-09 09:15"),
        ("2026-03-07 09:15", 1, "2026-03-09 09:15"),
        ("2026-03-05 15:00", 1, "2026-03-06 12:00"),  # Friday closes at noon
        ("2026-03-02 06:00", 1, "2026-03-03 08:00"),
        ("2026-03-02 12:20", 1, "2026-03-03 13:00"),  # a break
        ("2026-03-02 12:00", 1, "2026-03-03 12:00"),  # the beginning of a break is still a closing time
        ("2026-03-02 21:00", 1, "2026-03-03 17:00"),
        ("2026-12-23 14:00", 2, "2026-12-28 14:00"),
        ("2026-03-27 09:15", 1, "2026-03-30 09:15"),  # over the clock change, by the wall clock
    ],
)
def test_the_same_time_some_working_days_later(start: str, days: int, later: str) -> None:
    assert working_day_later(local(start), days, HOURS) == local(later)


def test_a_later_working_day_that_is_not_later_is_refused() -> None:
    with pytest.raises(ValueError, match="one day later"):
        working_day_later(local("2026-03-02 09:15"), 0, HOURS)


def test_a_time_the_clock_skips_or_repeats_on_the_later_day() -> None:
    assert working_day_later(local("2026-03-28 02:30"), 1, ALWAYS) == local("2026-03-29 03:30")
    assert working_day_later(local("2026-10-24 02:30"), 1, ALWAYS) == local("2026-10-25 02:30", fold=0)
    assert working_day_later(local("2026-10-25 02:30", fold=1), 1, ALWAYS) == local("2026-10-26 02:30")
    a_year_on = working_day_later(local("2026-10-25 02:30", fold=1), 371, ALWAYS)
    assert a_year_on == local("2027-10-31 02:30", fold=0)


@pytest.mark.parametrize(
    ("at", "end"),
    [
        ("2026-03-02 06:00", "2026-03-02 17:00"),
        ("2026-03-02 12:30", "2026-03-02 17:00"),
        ("2026-03-02 17:00", "2026-03-03 17:00"),
        ("2026-03-06 13:00", "2026-03-09 17:00"),
        ("2026-12-25 10:00", "2026-12-28 17:00"),
    ],
)
def test_the_end_of_the_working_day(at: str, end: str) -> None:
    assert end_of_working_day(local(at), HOURS) == local(end)


def test_the_next_working_day_begins_after_today_whatever_the_time() -> None:
    assert next_working_day_start(local("2026-03-02 06:00"), HOURS) == local("2026-03-03 08:00")
    assert next_working_day_start(local("2026-03-06 16:00"), HOURS) == local("2026-03-09 08:00")
    assert next_working_day_start(local("2026-12-24 09:00"), HOURS) == local("2026-12-28 08:00")


def test_nothing_is_worked_backwards_or_in_no_time() -> None:
    at = local("2026-03-02 09:00")
    assert worked_seconds(at, at, HOURS) == 0
    assert worked_seconds(at, at - timedelta(days=3), HOURS) == 0
    assert spans_between(at, at, HOURS) == []


def test_spans_are_cut_at_the_edges() -> None:
    assert spans_between(local("2026-03-02 09:00"), local("2026-03-02 14:30"), HOURS) == [
        (local("2026-03-02 09:00"), local("2026-03-02 12:00")),
        (local("2026-03-02 13:00"), local("2026-03-02 14:30")),
    ]


def test_a_search_ends_with_a_plain_error() -> None:
    start = local("2026-03-02 09:00")
    one_hour_a_week = Hours.from_data("Europe/Berlin", {"mon": [["09:00", "10:00"]]}, {})
    assert add_working(start, 500 * HOUR, one_hour_a_week).year == 2035
    with pytest.raises(ImpossibleHours) as error:
        add_working(start, 600 * HOUR, one_hour_a_week)
    assert error.value.code == "too_far"
    with pytest.raises(ImpossibleHours):
        worked_seconds(start, start.replace(year=9000), HOURS)


@given(
    minutes=st.integers(0, 2 * 366 * 24 * 60),
    seconds=st.integers(1, 200 * HOUR),
    second=st.integers(0, 59),
    hours=st.sampled_from([HOURS, ALWAYS, NIGHT, every_day(["02:30", "05:10"])]),
)
def test_adding_and_counting_agree_to_the_second(
    minutes: int, seconds: int, second: int, hours: Hours
) -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes, seconds=second)
    due = add_working(start, seconds, hours)
    assert worked_seconds(start, due, hours) == seconds
    assert worked_seconds(start, due - timedelta(seconds=1), hours) == seconds - 1


ST_JOHNS = Hours.from_data("America/St_Johns", {day: [["00:00", "24:00"]] for day in EVERY_DAY}, {})
BACK_OVER_MIDNIGHT = datetime(2010, 11, 7, 2, 31, tzinfo=UTC)  # 00:01 became 23:01 of the day before


@given(
    minutes=st.integers(-5 * 24 * 60, 5 * 24 * 60),
    length=st.integers(0, 30 * 24 * 60),
    hours=st.sampled_from([HOURS, ALWAYS, NIGHT, ST_JOHNS]),
)
def test_what_was_worked_is_the_sum_of_its_stretches(minutes: int, length: int, hours: Hours) -> None:
    start = BACK_OVER_MIDNIGHT + timedelta(minutes=minutes)
    end = start + timedelta(minutes=length)
    stretches = spans_between(start, end, hours)
    assert worked_seconds(start, end, hours) == sum((b - a).total_seconds() for a, b in stretches)
