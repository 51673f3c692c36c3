"""Ink, brass, red: when a deadline changes its colour, in working time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.countdown import countdown
from crm.lib.working_hours import Hours

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = [["08:00", "12:00"], ["13:00", "17:00"]]
HOURS = Hours.from_data("Europe/Berlin", dict.fromkeys(["mon", "tue", "wed", "thu", "fri"], OFFICE), {})
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=BERLIN)
DUE = datetime(2026, 3, 2, 17, 0, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "state", "share", "words"),
    [
        ("08:00", "running", 0.0, "noch 8\u00a0h"),
        ("13:59", "running", 0.6229, "noch 3\u00a0h\u00a01\u00a0min"),
        ("15:00", "soon", 0.75, "noch 2\u00a0h"),
        ("16:59", "soon", 0.9979, "noch 1\u00a0min"),
        ("17:00", "late", 1.0, "seit 17:00 überfällig"),
    ],
)
def test_colours_and_words(now: str, state: str, share: float, words: str) -> None:
    at = datetime.fromisoformat(f"2026-03-02 {now}").replace(tzinfo=BERLIN)
    left = countdown(started_at=MONDAY, due_at=DUE, target_seconds=8 * 3600, hours=HOURS, now=at)
    assert (left.state, round(left.share, 4)) == (state, share)
    assert left.words(now=at, tz=BERLIN) == words


def test_lateness_counts_working_time_only() -> None:
    tuesday = datetime(2026, 3, 3, 9, 30, tzinfo=BERLIN)
    left = countdown(started_at=MONDAY, due_at=DUE, target_seconds=8 * 3600, hours=HOURS, now=tuesday)
    assert (
        left.words(now=tuesday, tz=BERLIN, short=True)
        == "seit 1\u00a0h\u00a030\u00a0min Arbeitszeit überfällig"
    )


def test_a_chosen_date_without_a_target_takes_the_working_time_up_to_it() -> None:
    noon = datetime(2026, 3, 2, 12, 0, tzinfo=BERLIN)
    left = countdown(started_at=MONDAY, due_at=DUE, target_seconds=None, hours=HOURS, now=noon)
    assert left.share == 0.5


def test_a_date_without_any_working_time_before_it_is_used_up() -> None:
    saturday = datetime(2026, 3, 7, 9, 0, tzinfo=UTC)
    due = saturday + timedelta(hours=3)
    left = countdown(started_at=saturday, due_at=due, target_seconds=None, hours=HOURS, now=saturday)
    assert (left.state, left.share) == ("soon", 1.0)
