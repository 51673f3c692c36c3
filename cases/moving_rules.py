"""What a new version of a policy or calendar would do to a running deadline. Nothing is written here.

A promise said aloud never becomes later: a first response that would, keeps what it has. No deadline is broken
backwards: what has passed stays, and what the new version would have due already stays too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from cases.arming import target_seconds
from cases.deadlines import PauseSpan, due_at
from cases.models import MOVED, Deadline, DeadlineKind, DeadlineState, Outcome, PolicyVersion
from crm.company.calendars import hours_of
from crm.company.models import CalendarVersion

RUNNING = [DeadlineState.ARMED, DeadlineState.PAUSED]
POLICY, CALENDAR = "policy", "calendar"
SAID_BY_SOLUTION = (
    "picks_up",
    "unreachable",
)  # reasons for which the solution was promised in place of an answer


@dataclass(frozen=True)
class Target:
    """The version that running deadlines of its policy, or of its calendar, shall follow."""

    what: str
    version: PolicyVersion | CalendarVersion

    @property
    def subject(self) -> str:
        """ "policy:7": a job about it carries this."""
        owner = (
            self.version.policy_id if isinstance(self.version, PolicyVersion) else self.version.calendar_id
        )
        return f"{self.what}:{owner}"

    @property
    def name(self) -> str:
        owner: Any = getattr(self.version, self.what)
        return str(owner)


@dataclass(frozen=True)
class Fate:
    """What happens to one deadline; `due_at` and `target_seconds` are what holds afterwards."""

    outcome: Outcome
    due_at: datetime
    target_seconds: int | None

    @property
    def moves(self) -> bool:
        return self.outcome in MOVED


def behind(target: Target) -> QuerySet[Deadline]:
    """The running deadlines that still follow an older version."""
    return running_under(target.what, older(target).values("pk"))


def older(target: Target) -> QuerySet[PolicyVersion] | QuerySet[CalendarVersion]:
    """The versions before the one of the target."""
    version = target.version
    if isinstance(version, PolicyVersion):
        return PolicyVersion.objects.filter(policy=version.policy_id, number__lt=version.number)
    return CalendarVersion.objects.filter(calendar=version.calendar_id, number__lt=version.number)


def running_under(what: str, versions: Any) -> QuerySet[Deadline]:
    """The running deadlines that follow one of these versions of a policy or of a calendar."""
    return Deadline.objects.filter(state__in=RUNNING, **{f"{what}_version__in": versions})


def fate(
    deadline: Deadline, target: Target, *, pauses: Sequence[PauseSpan], said: bool, now: datetime
) -> Fate:
    """`pauses`: the waits for the customer; `said`: the solution was said aloud in place of an answer.

    Raises ImpossibleHours when the new calendar never works that long.
    """
    kept = deadline.due_at, deadline.target_seconds
    if deadline.missed_at is not None or deadline.due_at <= now:
        return Fate(Outcome.OVER, *kept)
    if deadline.target_seconds is None:
        return Fate(Outcome.SAME, *kept)
    waits = pauses if deadline.kind == DeadlineKind.RESOLUTION else ()
    seconds, calendar_version_id = deadline.target_seconds, deadline.calendar_version_id
    if isinstance(target.version, PolicyVersion):
        seconds = target_seconds(target.version, deadline.kind)
    else:
        calendar_version_id = target.version.pk
    due = due_at(deadline.started_at, seconds, hours_of(calendar_version_id), waits)
    if due > _ceiling(deadline, waits, said=said, due=due):
        return Fate(Outcome.PROMISED, *kept)
    if due <= now:
        return Fate(Outcome.TOO_LATE, *kept)
    if due == deadline.due_at:
        return Fate(Outcome.SAME, due, seconds)
    return Fate(Outcome.EARLIER if due < deadline.due_at else Outcome.LATER, due, seconds)


def _ceiling(deadline: Deadline, waits: Sequence[PauseSpan], *, said: bool, due: datetime) -> datetime:
    """What was said aloud. A solution said aloud waits with the customer, and is then no later than it is now."""
    if deadline.kind == DeadlineKind.FIRST_RESPONSE:
        return deadline.promised_at
    if not said:
        return due
    return deadline.due_at if waits else deadline.promised_at
