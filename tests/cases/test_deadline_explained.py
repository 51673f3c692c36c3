"""The ledger adds up to the target, and the strip shows the same hours."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from cases.deadline_explained import Explanation
from cases.deadlines import PauseSpan, explain
from crm.lib.working_hours import Hours

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = 3600
OFFICE = [["08:00", "12:00"], ["13:00", "17:00"]]
HOLIDAYS: dict[str, list[list[str]]] = {
    "2025-12-25": [],
    "2025-12-26": [],
    "2025-12-24": [["08:00", "12:00"]],
}
HOURS = Hours.from_data("Europe/Berlin", dict.fromkeys(["mon", "tue", "wed", "thu", "fri"], OFFICE), HOLIDAYS)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


def ledger(explanation: Explanation) -> list[tuple[str, str, int, int]]:
    """Rows as they are read: "Thu 15:20-17:00", what, minutes counted, sum."""
    return [
        (
            f"{row.start.astimezone(BERLIN):%a %H:%M}-{row.end.astimezone(BERLIN):%H:%M}",
            row.pause or row.what.value,
            row.counted // 60,
            row.total // 60,
        )
        for row in explanation.rows
    ]


GUITAR = explain(
    start=local("2025-11-20 15:20"),
    target_seconds=12 * HOUR,
    hours=HOURS,
    pauses=[PauseSpan(local("2025-11-21 09:10"), local("2025-11-21 14:40"), "customer")],
    now=local("2025-11-24 15:00"),
)


def test_the_ledger_adds_up_to_the_target_at_the_due_moment() -> None:
    assert GUITAR.due == local("2025-11-24 15:50")
    assert ledger(GUITAR) == [
        ("Thu 15:20-17:00", "counts", 100, 100),
        ("Fri 08:00-09:10", "counts", 70, 170),
        ("Fri 09:10-14:40", "customer", 0, 170),
        ("Fri 14:40-17:00", "counts", 140, 310),
        ("Fri 17:00-08:00", "closed", 0, 310),
        ("Mon 08:00-12:00", "counts", 240, 550),
        ("Mon 13:00-15:50", "counts", 170, 720),
    ]
    assert GUITAR.rows[4].closed_days == (date(2025, 11, 22), date(2025, 11, 23))


def test_the_sums_say_what_is_used_waited_and_left() -> None:
    assert (GUITAR.used, GUITAR.waited, GUITAR.left) == (11 * HOUR + 600, 4 * HOUR + 1800, 3000)
    assert GUITAR.target == 12 * HOUR


def test_the_strip_shows_each_day_up_to_the_one_after_the_deadline() -> None:
    shown = {
        day.day: [f"{piece.start.astimezone(BERLIN):%H:%M} {piece.part}" for piece in day.pieces]
        for day in GUITAR.days
    }
    assert shown == {
        date(2025, 11, 20): ["08:00 free", "12:00 closed", "13:00 free", "15:20 used"],
        date(2025, 11, 21): ["08:00 used", "09:10 wait", "12:00 closed", "13:00 wait", "14:40 used"],
        date(2025, 11, 22): [],
        date(2025, 11, 23): [],
        date(2025, 11, 24): ["08:00 used", "12:00 closed", "13:00 used", "15:00 rest", "15:50 free"],
        date(2025, 11, 25): ["08:00 free", "12:00 closed", "13:00 free"],
    }
    last = GUITAR.days[-1].pieces[-1]
    assert last.end == local("2025-11-25 17:00")


def test_a_case_from_the_weekend_begins_with_the_closed_time() -> None:
    explanation = explain(
        start=local("2025-11-22 10:00"), target_seconds=HOUR, hours=HOURS, now=local("2025-11-22 10:00")
    )
    assert ledger(explanation) == [("Sat 10:00-08:00", "closed", 0, 0), ("Mon 08:00-09:00", "counts", 60, 60)]
    assert explanation.rows[0].closed_days == (date(2025, 11, 22), date(2025, 11, 23))


def test_a_case_from_the_evening_names_no_closed_day() -> None:
    explanation = explain(
        start=local("2025-11-20 20:00"), target_seconds=HOUR, hours=HOURS, now=local("2025-11-20 20:00")
    )
    assert ledger(explanation) == [("Thu 20:00-08:00", "closed", 0, 0), ("Fri 08:00-09:00", "counts", 60, 60)]
    assert explanation.rows[0].closed_days == ()


def test_holidays_and_the_weekend_behind_them_are_one_row() -> None:
    explanation = explain(
        start=local("2025-12-24 11:00"), target_seconds=2 * HOUR, hours=HOURS, now=local("2026-01-05 09:00")
    )
    assert [row.what for row in explanation.rows] == ["counts", "closed", "counts"]
    assert explanation.rows[1].closed_days == tuple(date(2025, 12, day) for day in (25, 26, 27, 28))
    assert (explanation.used, explanation.left) == (2 * HOUR, 0)


def test_a_long_wait_is_one_row_and_swallows_the_closed_days_in_it() -> None:
    wait = PauseSpan(local("2025-11-21 16:00"), local("2025-11-24 09:00"), "customer")
    explanation = explain(
        start=local("2025-11-21 15:00"),
        target_seconds=2 * HOUR,
        hours=HOURS,
        pauses=[wait],
        now=local("2025-11-21 15:30"),
    )
    assert ledger(explanation) == [
        ("Fri 15:00-16:00", "counts", 60, 60),
        ("Fri 16:00-09:00", "customer", 0, 60),
        ("Mon 09:00-10:00", "counts", 60, 120),
    ]
    assert (explanation.used, explanation.waited, explanation.left) == (1800, 2 * HOUR, 5400)


def test_what_happens_after_the_deadline_is_not_part_of_it() -> None:
    later = PauseSpan(local("2025-11-21 14:00"), local("2025-11-24 09:00"), "customer")
    explanation = explain(
        start=local("2025-11-21 08:00"),
        target_seconds=HOUR,
        hours=HOURS,
        pauses=[later],
        now=local("2025-11-24 09:00"),
    )
    assert ledger(explanation) == [("Fri 08:00-09:00", "counts", 60, 60)]
    assert explanation.waited == 0


def test_started_seconds_of_the_clock_do_not_spoil_the_sum() -> None:
    explanation = explain(
        start=local("2025-11-21 08:00").replace(microsecond=400_000),
        target_seconds=HOUR,
        hours=HOURS,
        now=local("2025-11-21 08:30").replace(microsecond=900_000),
    )
    assert (explanation.used, explanation.left) == (1800, 1800)
    assert explanation.rows[-1].total == HOUR


def test_no_target_has_nothing_to_explain() -> None:
    start = local("2025-11-21 08:30")
    explanation = explain(start=start, target_seconds=0, hours=HOURS, now=start)
    assert (explanation.due, explanation.rows, explanation.target) == (start, (), 0)
