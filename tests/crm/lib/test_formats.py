from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from crm.lib import formats

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 11, 24, 15, 0, tzinfo=BERLIN)  # a Monday
CLOCK: dict[str, Any] = {"now": NOW, "tz": BERLIN}


def at(day: int, hour: int, minute: int = 0, *, month: int = 11, year: int = 2025) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (at(24, 15, 50), "heute, 15:50"),
        (at(25, 10), "morgen, Di\u00a010:00"),
        (at(23, 9, 5), "gestern, 9:05"),
        (at(28, 16), "Fr\u00a016:00"),
        (at(21, 16), "Fr\u00a016:00"),
        (at(30, 8), "So\u00a08:00"),
        (at(1, 10, month=12), "Mo, 1.12., 10:00"),
        (at(5, 10, month=1, year=2026), "Mo, 5.1.2026, 10:00"),
    ],
)
def test_due_moment_says_the_day_as_people_do(due: datetime, words: str) -> None:
    assert formats.due_moment(due, **CLOCK) == words


def test_due_moment_counts_days_on_the_wall_clock_of_the_zone() -> None:
    late_in_utc = datetime(2025, 11, 24, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert formats.due_moment(late_in_utc, **CLOCK) == "morgen, Di\u00a00:30"


@pytest.mark.parametrize(
    ("due", "words"),
    [(at(24, 15, 50), "15:50"), (at(25, 9, 30), "Di\u00a09:30"), (at(1, 9, month=12), "Mo\u00a01.12.")],
)
def test_due_short_fits_a_narrow_column(due: datetime, words: str) -> None:
    assert formats.due_short(due, **CLOCK) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(24, 14, 40), "14:40"),
        (at(20, 9), "Do\u00a020.11."),
        (at(12, 9, month=8, year=2024), "12.8.2024"),
    ],
)
def test_story_moment_gets_coarser_with_age(moment: datetime, words: str) -> None:
    assert formats.story_moment(moment, **CLOCK) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 11, 24), "Heute"),
        (date(2025, 11, 23), "Gestern"),
        (date(2025, 11, 21), "Freitag, 21. November"),
        (date(2024, 8, 12), "12. August 2024"),
    ],
)
def test_day_title_names_the_day(day: date, words: str) -> None:
    assert formats.day_title(day, today=NOW.date()) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0\u00a0min"), (50, "50\u00a0min"), (240, "4\u00a0h"), (100, "1\u00a0h\u00a040\u00a0min")],
)
def test_duration_leaves_out_what_is_nothing(minutes: int, words: str) -> None:
    assert formats.duration(minutes) == words


@pytest.mark.parametrize(
    ("due", "minutes", "words"),
    [
        (at(24, 15, 50), 50, "noch 50\u00a0min"),
        (at(25, 10), 240, "noch 4\u00a0h Arbeitszeit"),
        (at(24, 15), 0, "gleich fällig"),
    ],
)
def test_time_left_says_working_time_only_beyond_today(due: datetime, minutes: int, words: str) -> None:
    assert formats.time_left(due, minutes=minutes, **CLOCK) == words


@pytest.mark.parametrize(
    ("due", "minutes", "words"),
    [
        (at(24, 14, 20), 40, "seit 40\u00a0min überfällig"),
        (at(23, 16), 420, "seit gestern 16:00 überfällig (7\u00a0h Arbeitszeit)"),
        (at(21, 16), 420, "seit Fr\u00a016:00 überfällig (7\u00a0h Arbeitszeit)"),
        (at(24, 12, 30), 0, "seit 12:30 überfällig"),
    ],
)
def test_overdue_since_says_when_and_how_long(due: datetime, minutes: int, words: str) -> None:
    assert formats.overdue_since(due, minutes=minutes, **CLOCK) == words


def test_overdue_since_short_leaves_out_the_moment() -> None:
    assert (
        formats.overdue_since(at(21, 16), minutes=420, short=True, **CLOCK)
        == "seit 7\u00a0h Arbeitszeit überfällig"
    )


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "gerade eben"),
        (at(24, 14, 59), "vor 1 Minute"),
        (at(24, 14, 55), "vor 5 Minuten"),
        (at(24, 12), "vor 3 Stunden"),
        (at(23, 9), "gestern"),
        (at(20, 9), "vor 4 Tagen"),
        (at(3, 9), "vor 3 Wochen"),
        (at(25, 9, month=9), "vor 1 Monat"),
        (at(12, 9, month=8), "vor 3 Monaten"),
        (at(12, 3, month=3, year=2019), "vor 6 Jahren"),
    ],
)
def test_ago_gets_coarser_with_distance(moment: datetime, words: str) -> None:
    assert formats.ago(moment, **CLOCK) == words


@pytest.mark.parametrize(
    ("share", "digits", "words"),
    [
        (0.872, 1, "87,2\u202f%"),
        (0.91, 1, "91,0\u202f%"),
        (0.958, 0, "96\u202f%"),
        (1.0, 1, "100\u202f%"),
        (0.0, 1, "0\u202f%"),
        (0.9996, 1, "99,9\u202f%"),
        (0.996, 0, "99\u202f%"),
    ],
)
def test_percent_never_rounds_up_to_everything(share: float, digits: int, words: str) -> None:
    assert formats.percent(share, digits=digits) == words


@pytest.mark.parametrize(
    ("value", "words"), [(6.29, "6,3"), (6.0, "6,0"), (0.04, "0,0"), (1234.56, "1.234,6")]
)
def test_decimal_rounds_and_cuts_nothing_off(value: float, words: str) -> None:
    assert formats.decimal(value) == words


@pytest.mark.parametrize(
    ("points", "words"), [(0.84, "+0,8"), (-1.4, "\u22121,4"), (0.04, "0,0"), (-0.04, "0,0"), (0.0, "0,0")]
)
def test_difference_has_a_true_minus_and_no_sign_for_nothing(points: float, words: str) -> None:
    assert formats.difference(points) == words


@pytest.mark.parametrize(
    ("number", "home", "words"),
    [
        ("+49351123456", "DE", "0351\u00a0123456"),
        ("0351/123456", "DE", "0351\u00a0123456"),
        ("+4355741234", "DE", "+43\u00a05574\u00a01234"),
        ("+4355741234", "AT", "05574\u00a01234"),
        ("Durchwahl 12, nur morgens", "DE", "Durchwahl 12, nur morgens"),
    ],
)
def test_phone_is_national_at_home_and_never_breaks(number: str, home: str, words: str) -> None:
    assert formats.phone(number, home=home) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (lambda: formats.due_moment(at(24, 15, 50), **CLOCK), "today, 15:50"),
        (lambda: formats.due_moment(at(25, 10), **CLOCK), "tomorrow, Tue\u00a010:00"),
        (lambda: formats.due_moment(at(1, 10, month=12), **CLOCK), "Mon\u00a01\u00a0Dec, 10:00"),
        (lambda: formats.due_short(at(1, 9, month=12), **CLOCK), "Mon\u00a01\u00a0Dec"),
        (lambda: formats.story_moment(at(12, 9, month=8, year=2024), **CLOCK), "12\u00a0Aug\u00a02024"),
        (lambda: formats.full_moment(at(24, 15), tz=BERLIN), "Mon\u00a024\u00a0Nov\u00a02025, 15:00"),
        (lambda: formats.day_title(date(2025, 11, 21), today=NOW.date()), "Friday 21\u00a0November"),
        (lambda: formats.ago(at(10, 9), **CLOCK), "2 weeks ago"),
        (lambda: formats.percent(0.872), "87.2%"),
    ],
)
def test_english_readers_get_moments_as_english_writes_them(said: Callable[[], str], words: str) -> None:
    with translation.override("en"):
        assert said() == words


def test_a_day_is_written_in_the_language_of_the_reader() -> None:
    monday = date(2025, 11, 24)
    for language, words in (("de", "Mo, 24.11."), ("en", "Mon, 24.11."), ("de", "Mo, 24.11.")):
        with translation.override(language):
            assert formats.written(monday, "D, j.n.") == words
    assert formats.written(at(24, 23, 59), "j.n.Y") == "24.11.2025"
