"""When a promise falls due, how much of it is used, and when its escalation steps fall. Pure arithmetic.

Targets are working seconds of the responsible team's calendar; pauses do not count. Moments are UTC, to the
second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.deadline_explained import Explanation, explained
from cases.pauses import Pauses, PauseSpan, without_overlap
from crm.lib.working_hours import Hours
from crm.lib.working_time import add_working, worked_seconds

__all__ = [
    "Explanation",
    "PauseSpan",
    "Placed",
    "Step",
    "due_at",
    "explain",
    "left_seconds",
    "step_moment",
    "used_seconds",
]


class Placed(StrEnum):
    """On which side of the deadline an escalation step lies."""

    BEFORE = "before"
    AT = "at"
    AFTER = "after"


@dataclass(frozen=True)
class Step:
    """Where a step lies: `before` at `percent` of the target or, without it, `minutes` before the deadline;
    `at` the deadline; `after` it by `minutes`. Minutes are working time.

    Raises ValueError for a percentage outside 0 to 100 or minutes below 0.
    """

    placed: str
    percent: int | None = None
    minutes: int = 0

    def __post_init__(self) -> None:
        Placed(self.placed)
        if self.percent is not None and not 0 <= self.percent <= 100:  # noqa: PLR2004 - parts of a hundred
            raise ValueError("a step lies between 0 and 100 per cent of the target")
        if self.minutes < 0:
            raise ValueError("a step's distance cannot be negative")


def due_at(start: datetime, target_seconds: int, hours: Hours, pauses: Pauses = ()) -> datetime:
    """The earliest moment at which `target_seconds` of working time outside the pauses have passed.

    A planned pause counts with its planned end. Target 0 gives `start`. Raises ImpossibleHours (too_far) when
    no such moment lies within the search limit, ValueError for a target below 0.
    """
    return _after(start, target_seconds, hours, pauses)


def used_seconds(start: datetime, until: datetime, hours: Hours, pauses: Pauses = ()) -> int:
    """The working time from `start` until `until` outside the pauses, in seconds; 0 if none."""
    used = worked_seconds(start, until, hours)
    for pause in without_overlap(pauses):
        used -= worked_seconds(max(start, pause.start), min(until, pause.end), hours)
    return used


def left_seconds(
    start: datetime, until: datetime, target_seconds: int, hours: Hours, pauses: Pauses = ()
) -> int:
    """What is left of the target at `until`, in working seconds; below 0 by how much it is late."""
    return target_seconds - used_seconds(start, until, hours, pauses)


def step_moment(
    step: Step,
    *,
    start: datetime,
    due_at: datetime,
    target_seconds: int | None,
    hours: Hours,
    pauses: Pauses = (),
) -> datetime:
    """When an escalation step of this deadline falls due, if nothing more changes.

    A step before the deadline falls when its part of the target is used, and never after `due_at` (a promise
    may stand earlier than its target); more minutes before than the target has give `start`. A follow-up date
    has no target (None): the working time up to it takes its place. A step after the deadline counts working
    time outside the pauses from `due_at` on.
    """
    if step.placed == Placed.AT:
        return due_at
    if step.placed == Placed.AFTER:
        return _after(due_at, step.minutes * 60, hours, pauses)
    target = used_seconds(start, due_at, hours, pauses) if target_seconds is None else target_seconds
    by_minutes = max(target - step.minutes * 60, 0)
    used = by_minutes if step.percent is None else target * step.percent // 100
    return min(_after(start, used, hours, pauses), due_at)


def _after(since: datetime, seconds: int, hours: Hours, pauses: Pauses) -> datetime:
    if seconds > 0:
        for pause in without_overlap(pauses):
            worked = worked_seconds(since, pause.start, hours)
            if worked >= seconds:
                break
            seconds -= worked
            since = max(since, pause.end)
    return add_working(since, seconds, hours)


def explain(
    *, start: datetime, target_seconds: int, hours: Hours, pauses: Pauses = (), now: datetime
) -> Explanation:
    """Why the deadline lies where it lies: a ledger that adds up to the target, and the days to draw."""
    return explained(
        start=start,
        due=due_at(start, target_seconds, hours, pauses),
        hours=hours,
        pauses=without_overlap(pauses),
        now=now,
    )
