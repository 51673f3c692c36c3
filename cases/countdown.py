"""How much of a deadline's working time is used, and what that means: time enough, soon, late."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from crm.lib.formats import overdue_since, time_left
from crm.lib.working_hours import Hours
from crm.lib.working_time import worked_seconds

RUNNING, SOON, LATE = "running", "soon", "late"
SOON_FROM = 0.75  # brass begins with the last quarter


@dataclass(frozen=True)
class Countdown:
    """`share` of the working time that is used (1 is all), and working `minutes` left, or since when late."""

    due_at: datetime
    share: float
    minutes: int
    state: str

    def words(self, *, now: datetime, tz: tzinfo, short: bool = False) -> str:
        """ "noch 50 min", "noch 4 h Arbeitszeit", "seit 40 min überfällig"."""
        if self.state == LATE:
            return overdue_since(self.due_at, minutes=self.minutes, now=now, tz=tz, short=short)
        return time_left(self.due_at, minutes=self.minutes, now=now, tz=tz)


def countdown(
    *, started_at: datetime, due_at: datetime, target_seconds: int | None, hours: Hours, now: datetime
) -> Countdown:
    """A deadline that ticks, seen from `now`. Its due moment already holds the waits; a chosen date has no target."""
    if now >= due_at:
        return Countdown(due_at, 1.0, worked_seconds(due_at, now, hours) // 60, LATE)
    left = worked_seconds(now, due_at, hours)
    target = worked_seconds(started_at, due_at, hours) if target_seconds is None else target_seconds
    share = min(max(1 - left / target, 0.0), 1.0) if target else 1.0
    return Countdown(due_at, share, left // 60, SOON if share >= SOON_FROM else RUNNING)
