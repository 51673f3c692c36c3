"""Nothing is forgotten: the sweep that fires every rung that is due, exactly once, however many sweepers run.

1. Take up to `BATCH` open cases whose `escalate_at` (and `retry_at`) is not after now, skipping rows others hold.
2. In one transaction carry out what their steps do (`cases.step_acts`), write the escalations (unique per case,
   deadline, step, cycle), who hears of them, the story's line and the notices, and arm the next rung of each.
3. If anything in a batch fails, nothing of it is kept and its cases are taken one by one; a case that fails alone stays
   armed, is put off with growing distance, and is shown. A database that is away or locked is no case's fault: the
   round breaks, which its heartbeat tells, and the next one goes on.
"""

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from cases.acting import rearm
from cases.arming import climb_on
from cases.failing import put_off
from cases.models import (
    Case,
    CaseEvent,
    Deadline,
    DeadlineEvent,
    DeadlineState,
    Escalation,
    EscalationRecipient,
    Status,
)
from cases.notices import escalation_notices
from cases.policies import steps_of
from cases.recipients import People, Recipient, heard_by
from cases.step_acts import NOTHING, Done, Takers, act, already_acted, write_acts
from cases.step_words import event_data
from crm.lib.many import update_many
from crm.outbox.enqueue import enqueue
from crm.outbox.sweeping import SweepResult

BATCH = 400
AWAY = (OperationalError, InterfaceError)  # what a database that is away or locked answers
CASE_FIELDS = [
    "due_at",
    "escalate_at",
    "escalation_kind",
    "escalation_step",
    "escalation_cycle",
    "retry_at",
    "failures",
    "failure",
    "unacknowledged_since",
]
DEADLINE_FIELDS = ["next_step", "next_step_at", "cycle", "missed_at"]

log = logging.getLogger(__name__)


def sweep_escalations(now: datetime) -> SweepResult:
    """Fire everything due up to `now`."""
    handled = failed = 0
    while True:
        try:
            done = _fire_batch(_due(now), now)
        except (
            OperationalError
        ):  # the database is away or held by others: no case's fault, the next wake-up goes on
            raise
        except Exception:
            log.exception("a batch of escalations failed; its cases are taken one by one")
            done, broken = _one_by_one(now)
            failed += broken
            if not done and not broken:
                break
            handled += done
            continue
        if not done:
            break
        handled += done
    return SweepResult(handled=handled, failed=failed)


def _due(now: datetime) -> Q:
    return ~Q(status=Status.RESOLVED) & Q(escalate_at__lte=now) & (Q(retry_at=None) | Q(retry_at__lte=now))


def _one_by_one(now: datetime) -> tuple[int, int]:
    done = broken = 0
    due = Case.objects.filter(_due(now)).order_by("escalate_at", "pk")
    for case_id in list(due.values_list("pk", flat=True)[:BATCH]):
        try:
            done += _fire_batch(_due(now) & Q(pk=case_id), now)
        except AWAY:
            raise
        except Exception as error:
            broken += 1
            put_off(case_id, error, now=now)
            log.exception("an escalation failed", extra={"case": case_id})
    return done, broken


@transaction.atomic
def _fire_batch(which: Q, now: datetime) -> int:
    cases = list(
        Case.objects.filter(which)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("topic", "team")
        .order_by("escalate_at", "pk")[:BATCH]
    )
    if not cases:
        return 0
    deadlines = _ticking(cases)
    people = People.at(now)
    takers, acted = Takers(people), already_acted(cases, deadlines)
    fired = [_fire(case, deadlines[case.pk], takers, acted, now) for case in cases]
    _write(fired, now)
    return len(cases)


def _ticking(cases: Sequence[Case]) -> dict[int, list[Deadline]]:
    rows: dict[int, list[Deadline]] = defaultdict(list)
    for deadline in Deadline.objects.filter(case__in=cases, state=DeadlineState.ARMED):
        rows[deadline.case_id].append(deadline)
    return rows


class Fired:
    """One rung that fires now, with the deadline it belongs to, what it did and who hears of it."""

    def __init__(
        self, case: Case, deadline: Deadline, escalation: Escalation, done: Done, heard_by: list[Recipient]
    ) -> None:
        self.case, self.deadline, self.escalation = case, deadline, escalation
        self.done, self.heard_by = done, heard_by
        self.missed_now = False


def _fire(
    case: Case, deadlines: Sequence[Deadline], takers: Takers, acted: set[tuple[int, int]], now: datetime
) -> Fired:
    deadline = next(each for each in deadlines if each.kind == case.escalation_kind)
    ladder = steps_of(deadline.policy_version_id, deadline.kind)
    step = next(each for each in ladder if each.position == deadline.next_step)
    assert deadline.next_step_at is not None
    escalation = Escalation(
        case=case,
        deadline=deadline,
        step=step.position,
        cycle=deadline.cycle,
        role=step.role,
        armed_for=deadline.next_step_at,
        due_at=deadline.due_at,
        fired_at=now,
    )
    done = NOTHING if (deadline.pk, step.position) in acted else act(step, case, takers)
    heard = heard_by(step.role, case, done.after if done.reassigned else None, takers.people)
    fired = Fired(case, deadline, escalation, done, heard)
    if deadline.due_at <= now and deadline.missed_at is None:
        deadline.missed_at, fired.missed_now = deadline.due_at, True
    climb_on(deadline, sent_at=now)
    rearm(case, deadlines)
    if case.unacknowledged_since is None:
        case.unacknowledged_since = now
    return fired


def _write(fired: Sequence[Fired], now: datetime) -> None:
    Escalation.objects.bulk_create(each.escalation for each in fired)
    EscalationRecipient.objects.bulk_create(
        EscalationRecipient(escalation=each.escalation, user_id=who.user.pk, in_place_of_id=who.in_place_of)
        for each in fired
        for who in each.heard_by
    )
    CaseEvent.objects.bulk_create(
        CaseEvent(
            case=each.case,
            at=now,
            verb="escalated",
            data={
                "step": each.escalation.step,
                "cycle": each.escalation.cycle,
                "kind": each.deadline.kind,
                "due_at": each.deadline.due_at.isoformat(),
                "to": [str(who.user) for who in each.heard_by],
                **event_data(each.done),
            },
        )
        for each in fired
    )
    DeadlineEvent.objects.bulk_create(
        DeadlineEvent(
            deadline=each.deadline, at=each.deadline.due_at, what="missed", due_at=each.deadline.due_at
        )
        for each in fired
        if each.missed_now
    )
    update_many([each.deadline for each in fired], DEADLINE_FIELDS)
    update_many([each.case for each in fired], CASE_FIELDS)
    acted = [each for each in fired if each.done]
    write_acts([each.case for each in acted], [each.escalation.step for each in acted], at=now)
    enqueue([notice for each in fired for notice in escalation_notices(each, now=now)])
