from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crm.lib.week_strip import Bar, Span, week_strip

BERLIN = ZoneInfo("Europe/Berlin")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 11, day, hour, minute, tzinfo=BERLIN)


def hours(day: int) -> list[Span]:
    return [(at(day, 8), at(day, 12)), (at(day, 13), at(day, 17))]


FRIDAY_TO_MONDAY = [
    (date(2025, 11, 21), hours(21)),
    (date(2025, 11, 22), []),
    (date(2025, 11, 23), []),
    (date(2025, 11, 24), hours(24)),
]


def test_week_strip_draws_hours_and_closed_days_side_by_side() -> None:
    strip = week_strip(FRIDAY_TO_MONDAY, used=[], now=at(24, 8))
    assert strip
    assert strip.hours == (Bar(0.0, 72.0), Bar(90.0, 72.0), Bar(314.0, 72.0), Bar(404.0, 72.0))
    assert strip.closed == (Bar(176.0, 55.0), Bar(245.0, 55.0))
    assert [(label.open, label.today) for label in strip.labels] == [
        (True, False),
        (False, False),
        (False, False),
        (True, True),
    ]
    assert strip.width == 476.0


def test_week_strip_cuts_fillings_to_opening_hours() -> None:
    strip = week_strip(FRIDAY_TO_MONDAY, used=[(at(21, 16), at(24, 9))], now=at(24, 9))
    assert strip
    assert strip.used == (Bar(144.0, 18.0), Bar(314.0, 18.0))
    assert strip.now == 332.0


def test_week_strip_keeps_waiting_and_rest_apart() -> None:
    strip = week_strip(
        FRIDAY_TO_MONDAY,
        used=[],
        waited=[(at(21, 7), at(21, 12, 30))],
        rest=[(at(24, 15), at(24, 16))],
        now=at(24, 15),
    )
    assert strip
    assert (strip.waited, strip.rest) == ((Bar(0.0, 72.0),), (Bar(440.0, 18.0),))


def test_week_strip_puts_the_present_before_the_next_opening() -> None:
    strip = week_strip(FRIDAY_TO_MONDAY, used=[], now=at(22, 11))
    assert strip
    assert strip.now == 314.0


def test_week_strip_has_no_present_after_its_last_day() -> None:
    strip = week_strip(FRIDAY_TO_MONDAY, used=[], now=at(25, 8))
    assert strip
    assert strip.now is None


def test_week_strip_gives_up_when_days_are_too_many() -> None:
    first = date(2025, 11, 1)
    assert week_strip([(first + timedelta(days=n), []) for n in range(10)], used=[], now=at(3, 8)) is None
