"""The Zielbild: the seven goals of the vision as they stand at a moment."""

from collections.abc import Callable
from datetime import datetime

from crm.dashboard.goal import CODES, Goal
from crm.dashboard.reading import Reading, read_everything
from crm.dashboard.seven import (
    at_once,
    capture,
    listening,
    master_data,
    nothing_forgotten,
    praise_complaint,
    thinking_ahead,
)

SEVEN: tuple[Callable[[Reading], Goal], ...] = (
    capture.goal,
    at_once.goal,
    nothing_forgotten.goal,
    master_data.goal,
    praise_complaint.goal,
    listening.goal,
    thinking_ahead.goal,
)


def goals(*, now: datetime) -> list[Goal]:
    """All seven, in the order of the vision; at most six statements."""
    return goals_of(read_everything(now))


def goals_of(reading: Reading) -> list[Goal]:
    """The seven out of numbers that have been read; no statement more."""
    return [goal(reading) for goal in SEVEN]


def goal_of(reading: Reading, code: str) -> Goal:
    """One of the seven by its code."""
    return SEVEN[CODES.index(code)](reading)
