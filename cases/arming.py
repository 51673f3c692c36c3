"""Arms deadlines: computes when they are due and when the next rung of their ladder fires. Writes nothing."""

from collections.abc import Sequence
from datetime import datetime

from cases.deadlines import PauseSpan, due_at, step_moment
from cases.models import Deadline, DeadlineKind, DeadlineState, EscalationStep, PolicyVersion
from cases.policies import placed, steps_of
from crm.company.calendars import hours_of
from crm.lib.working_time import add_working

TARGETS = {
    DeadlineKind.FIRST_RESPONSE: "first_response_minutes",
    DeadlineKind.RESOLUTION: "resolution_minutes",
}
ORDER = [DeadlineKind.FIRST_RESPONSE.value, DeadlineKind.FOLLOW_UP.value, DeadlineKind.RESOLUTION.value]


def target_seconds(version: PolicyVersion, kind: str) -> int:
    """Working seconds a policy version grants for a first response or a resolution."""
    minutes: int = getattr(version, TARGETS[DeadlineKind(kind)])
    return minutes * 60


def armed(
    kind: str,
    *,
    version: PolicyVersion,
    calendar_version_id: int,
    start: datetime,
    round_: int = 1,
    cycle: int = 1,
) -> Deadline:
    """An unsaved deadline with a working-time target, its first rung armed."""
    target = target_seconds(version, kind)
    due = due_at(start, target, hours_of(calendar_version_id))
    deadline = Deadline(
        kind=kind,
        round=round_,
        started_at=start,
        target_seconds=target,
        due_at=due,
        promised_at=due,
        policy_version=version,
        calendar_version_id=calendar_version_id,
        cycle=cycle,
    )
    climb(deadline, steps_of(version.pk, kind)[0])
    return deadline


def armed_follow_up(
    *, due: datetime, version_id: int, calendar_version_id: int, at: datetime, round_: int, cycle: int
) -> Deadline:
    """An unsaved follow-up date (a chosen moment, no working-time target)."""
    deadline = Deadline(
        kind=DeadlineKind.FOLLOW_UP,
        round=round_,
        started_at=at,
        due_at=due,
        promised_at=due,
        policy_version_id=version_id,
        calendar_version_id=calendar_version_id,
        cycle=cycle,
    )
    climb(deadline, steps_of(version_id, DeadlineKind.FOLLOW_UP)[0])
    return deadline


def climb(
    deadline: Deadline,
    step: EscalationStep,
    *,
    sent_at: datetime | None = None,
    pauses: Sequence[PauseSpan] = (),
) -> None:
    """Arm `step`. After a notice was sent, a rung whose moment has passed waits its working time from then."""
    hours = hours_of(deadline.calendar_version_id)
    if step.placed == EscalationStep.AFTER:
        base = deadline.due_at if sent_at is None else max(sent_at, deadline.due_at)
        moment = add_working(base, step.wait_minutes * 60, hours)
    else:
        moment = step_moment(
            placed(step),
            start=deadline.started_at,
            due_at=deadline.due_at,
            target_seconds=deadline.target_seconds,
            hours=hours,
            pauses=pauses,
        )
        if sent_at is not None and moment <= sent_at:
            moment = add_working(sent_at, step.wait_minutes * 60, hours)
    deadline.next_step, deadline.next_step_at = step.position, moment


def climb_on(deadline: Deadline, *, sent_at: datetime, ladder: Sequence[EscalationStep] = ()) -> None:
    """After a rung fired: arm the one above, or repeat the last one as the next cycle.

    `ladder`: instead of the one of its policy version.
    """
    ladder = ladder or steps_of(deadline.policy_version_id, deadline.kind)
    above = [step for step in ladder if step.position > (deadline.next_step or 0)]
    if above:
        climb(deadline, above[0], sent_at=sent_at)
        return
    last = ladder[-1]
    deadline.cycle += 1
    deadline.next_step = last.position
    hours = hours_of(deadline.calendar_version_id)
    deadline.next_step_at = add_working(sent_at, last.wait_minutes * 60, hours)


def running(deadlines: Sequence[Deadline]) -> list[Deadline]:
    """Those that still tick, first to fire first."""
    ticking = [deadline for deadline in deadlines if deadline.state == DeadlineState.ARMED]
    return sorted(ticking, key=lambda deadline: (deadline.next_step_at, ORDER.index(deadline.kind)))
