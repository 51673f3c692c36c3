"""The Zielbild: the seven goals of the vision as they stand at a moment, and the company's own beside them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from crm.dashboard.goal import CODES, Goal
from crm.dashboard.goal_choices import Choices, choices
from crm.dashboard.models import OwnGoal
from crm.dashboard.own_goals import own_goal
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
    """All of them, the seven in the order of the vision first; at most eight statements."""
    return goals_of(read_everything(now))


def goals_of(reading: Reading) -> list[Goal]:
    """The goals out of numbers that have been read; what the company settled is read at most once a minute."""
    settled = choices()
    seven = [_settled(goal(reading), settled) for goal in SEVEN]
    own = [
        own_goal(row, reading, place=place, keeper=keeper)
        for place, (row, keeper) in enumerate(settled.own, start=1)
    ]
    return seven + own


def goal_of(reading: Reading, code: str) -> Goal:
    """One of the seven by its code."""
    return _settled(SEVEN[CODES.index(code)](reading), choices())


def own_goal_of(reading: Reading, row: OwnGoal) -> Goal:
    """A further goal by its row, also one that is over."""
    running = {each.pk: (place, keeper) for place, (each, keeper) in enumerate(choices().own, start=1)}
    place, keeper = running.get(row.pk, (1, ""))
    return own_goal(row, reading, place=place, keeper=keeper)


def _settled(goal: Goal, settled: Choices) -> Goal:
    """With what the company settled about it; the vision's own target stays beside another one."""
    target = settled.target(goal.code)
    keeper = settled.keepers.get(goal.code, "")
    return replace(goal, target=target.value, vision_target=target.vision, keeper=keeper)
