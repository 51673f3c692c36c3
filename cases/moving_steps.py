"""Which rung of the new ladder comes next after a deadline was moved: none twice, none left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.arming import climb
from cases.deadlines import PauseSpan, step_moment
from cases.models import (
    Acknowledgement,
    Case,
    Deadline,
    DeadlineEvent,
    DeadlineState,
    Escalation,
    EscalationStep,
)
from cases.policies import placed, steps_of
from crm.company.calendars import hours_of


@dataclass(frozen=True)
class Rungs:
    """What has fired in a case so far: (step, cycle) and the last moment by deadline; until when it is quiet."""

    fired: dict[int, set[tuple[int, int]]]
    last: dict[int, datetime]
    quiet_until: dict[int, datetime]

    @classmethod
    def of(cls, case: Case, *, now: datetime) -> Rungs:
        fired: dict[int, set[tuple[int, int]]] = defaultdict(set)
        last: dict[int, datetime] = {}
        for rung in Escalation.objects.filter(case=case).order_by("fired_at"):
            fired[rung.deadline_id].add((rung.step, rung.cycle))
            last[rung.deadline_id] = rung.fired_at
        quiet: dict[int, datetime] = {}
        seen = Acknowledgement.objects.filter(case=case).order_by("at").last()
        if seen is not None and seen.next_at > now:
            said = DeadlineEvent.objects.filter(deadline__case=case, detail="acknowledged", at=seen.at)
            quiet = dict.fromkeys(said.values_list("deadline", flat=True), seen.next_at)
        return cls(fired, last, quiet)


def arm_again(deadline: Deadline, rungs: Rungs, *, pauses: Sequence[PauseSpan]) -> None:
    """Arm the lowest rung of the deadline's new ladder that nobody has heard of yet, as `due_at` is now."""
    ladder = steps_of(deadline.policy_version_id, deadline.kind)
    sent_at, quiet_until = rungs.last.get(deadline.pk), rungs.quiet_until.get(deadline.pk)
    if quiet_until is not None:
        step = next((each for each in ladder if each.placed != EscalationStep.BEFORE), ladder[-1])
    else:
        step = _next(deadline, ladder, sent_at=sent_at, pauses=pauses)
    fired = rungs.fired.get(deadline.pk, set())
    if (step.position, deadline.cycle) in fired:
        deadline.cycle = max(cycle for _position, cycle in fired) + 1
    climb(deadline, step, sent_at=sent_at, pauses=pauses)
    if quiet_until is not None:
        deadline.next_step_at = min(quiet_until, deadline.due_at)
    if deadline.state == DeadlineState.PAUSED:
        deadline.next_step_at = None


def _next(
    deadline: Deadline,
    ladder: Sequence[EscalationStep],
    *,
    sent_at: datetime | None,
    pauses: Sequence[PauseSpan],
) -> EscalationStep:
    """What lies before the last notice has been told by it."""
    if sent_at is None:
        return ladder[0]
    for step in ladder:
        if step.placed != EscalationStep.BEFORE:
            return step
        moment = step_moment(
            placed(step),
            start=deadline.started_at,
            due_at=deadline.due_at,
            target_seconds=deadline.target_seconds,
            hours=hours_of(deadline.calendar_version_id),
            pauses=pauses,
        )
        if moment > sent_at:
            return step
    return ladder[-1]
