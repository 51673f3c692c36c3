"""Deadlines by hand: pauses, what is used and left, and where escalation steps fall."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.deadlines import PauseSpan, Step, due_at, left_seconds, step_moment, used_seconds
from crm.lib.working_hours import Hours

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE, HOUR = 60, 3600
OFFICE = [["08:00", "12:00"], ["13:00", "17:00"]]
HOURS = Hours.from_data("Europe/Berlin", dict.fromkeys(["mon", "tue", "wed", "thu", "fri"], OFFICE), {})


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


START = local("2026-03-05 15:00")  # a Thursday
FRIDAY_MORNING = (local("2026-03-06 09:00"), local("2026-03-06 10:30"))
OVER_NIGHT = (local("2026-03-05 16:30"), local("2026-03-06 08:30"))
WEEKEND = (local("2026-03-06 17:00"), local("2026-03-09 08:00"))


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], "2026-03-06 10:00"),
        ([FRIDAY_MORNING], "2026-03-06 11:30"),
        ([OVER_NIGHT], "2026-03-06 11:00"),
        ([FRIDAY_MORNING, OVER_NIGHT], "2026-03-06 13:30"),  # in any order
        ([FRIDAY_MORNING, FRIDAY_MORNING], "2026-03-06 11:30"),  # no moment stops twice
        ([FRIDAY_MORNING, (local("2026-03-06 09:30"), local("2026-03-06 11:00"))], "2026-03-06 12:00"),
        ([WEEKEND], "2026-03-06 10:00"),
        ([(START - timedelta(days=2), START)], "2026-03-06 10:00"),
        ([(START - timedelta(days=2), START + timedelta(hours=1))], "2026-03-06 11:00"),
        ([(local("2026-03-06 10:00"), local("2026-03-10 10:00"))], "2026-03-06 10:00"),  # from the due moment
        ([(local("2026-03-06 09:59"), local("2026-03-10 10:00"))], "2026-03-10 10:01"),
        ([FRIDAY_MORNING[::-1]], "2026-03-06 10:00"),  # ends before it begins: nothing
    ],
)
def test_a_pause_moves_the_deadline_by_the_working_time_it_takes(
    pauses: list[tuple[datetime, datetime]], due: str
) -> None:
    assert due_at(START, 4 * HOUR, HOURS, pauses) == local(due)
    assert used_seconds(START, local(due), HOURS, pauses) == 4 * HOUR
    assert left_seconds(START, local(due), 4 * HOUR, HOURS, pauses) == 0


def test_no_target_is_due_at_once_even_while_it_waits() -> None:
    around = (START - timedelta(hours=1), START + timedelta(hours=1))
    assert due_at(START, 0, HOURS, [around]) == START


def test_a_deadline_may_fall_exactly_at_closing_time() -> None:
    assert due_at(START, 2 * HOUR, HOURS, [FRIDAY_MORNING]) == local("2026-03-05 17:00")


def test_what_is_left_turns_negative_when_it_is_late() -> None:
    assert left_seconds(START, local("2026-03-05 16:00"), 4 * HOUR, HOURS) == 3 * HOUR
    assert left_seconds(START, local("2026-03-06 12:30"), 4 * HOUR, HOURS) == -2 * HOUR
    assert left_seconds(START, local("2026-03-06 12:30"), 4 * HOUR, HOURS, [FRIDAY_MORNING]) == -30 * MINUTE
    assert used_seconds(START, START - timedelta(days=1), HOURS, [FRIDAY_MORNING]) == 0


@pytest.mark.parametrize(
    ("step", "moment"),
    [
        (Step("before", percent=75), "2026-03-06 09:00"),
        (Step("before", percent=100), "2026-03-06 10:00"),
        (Step("before", percent=50), "2026-03-05 17:00"),  # used up at closing time
        (Step("before", percent=0), "2026-03-05 15:00"),
        (Step("before", minutes=90), "2026-03-06 08:30"),
        (Step("before", minutes=500), "2026-03-05 15:00"),  # never before the start
        (Step("at"), "2026-03-06 10:00"),
        (Step("after", minutes=60), "2026-03-06 11:00"),
        (Step("after", minutes=420), "2026-03-09 09:00"),
        (Step("after"), "2026-03-06 10:00"),
    ],
)
def test_steps_lie_before_at_and_after_the_deadline(step: Step, moment: str) -> None:
    due = due_at(START, 4 * HOUR, HOURS)
    assert step_moment(step, start=START, due_at=due, target_seconds=4 * HOUR, hours=HOURS) == local(moment)


def test_steps_move_with_a_pause() -> None:
    pauses = [PauseSpan(*OVER_NIGHT), PauseSpan(local("2026-03-06 11:30"), local("2026-03-06 14:00"))]
    due = due_at(START, 4 * HOUR, HOURS, pauses)
    moments = [
        step_moment(step, start=START, due_at=due, target_seconds=4 * HOUR, hours=HOURS, pauses=pauses)
        for step in (Step("before", percent=75), Step("at"), Step("after", minutes=60))
    ]
    assert moments == [local("2026-03-06 10:00"), local("2026-03-06 11:00"), local("2026-03-06 14:30")]


def test_a_promise_earlier_than_its_target_has_no_step_before_it_that_comes_later() -> None:
    promised = local("2026-03-06 08:15")
    step = Step("before", percent=75)
    assert step_moment(step, start=START, due_at=promised, target_seconds=4 * HOUR, hours=HOURS) == promised


def test_a_follow_up_date_takes_the_working_time_up_to_it_as_its_target() -> None:
    due = local("2026-03-06 12:00")
    half = step_moment(Step("before", percent=50), start=START, due_at=due, target_seconds=None, hours=HOURS)
    assert half == local("2026-03-06 09:00")


@pytest.mark.parametrize(
    ("placed", "percent", "minutes"),
    [("beside", None, 0), ("before", 101, 0), ("before", -1, 0), ("after", None, -1)],
)
def test_a_step_that_lies_nowhere_is_refused(placed: str, percent: int | None, minutes: int) -> None:
    with pytest.raises(ValueError, match=r"beside|per cent|negative"):
        Step(placed, percent=percent, minutes=minutes)
