"""Seen, I take care of it: an acknowledgement quiets the ladder until the next date, never beyond the due moment."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cases.acting import CaseAct, require_open
from cases.case_rules import case_rules
from cases.models import Acknowledgement, Case, Deadline, DeadlineState, Escalation, EscalationStep
from cases.policies import steps_of
from cases.promising import calendar_version_of
from cases.waiting import move_follow_up
from crm.company.calendars import hours_of
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.working_time import working_day_later


@transaction.atomic
def acknowledge(
    case_id: int,
    *,
    next_at: datetime | None = None,
    by: User,
    at: datetime,
    expected_version: int | None = None,
) -> Case:
    """Take care of a case until `next_at` (default: the next working day at this hour).

    Every escalated deadline fires again at that date, as its next cycle; one that is not due yet fires at its due
    moment at the latest. Without an escalation the date becomes the follow-up date.
    """
    act = CaseAct.begin(case_id, by=by, at=at, expected_version=expected_version)
    require_open(act.case)
    next_at = _next_date(act, next_at)
    Acknowledgement.objects.create(case=act.case, at=at, by=by, next_at=next_at)
    escalated = _escalated(act)
    for deadline in escalated:
        _quiet(deadline, next_at, at)
        act.log(deadline, "moved", detail="acknowledged")
    if not escalated:
        move_follow_up(act, next_at)
    act.settle()
    act.tell("acknowledged", next_at=next_at.isoformat())
    return act.finish()


def _next_date(act: CaseAct, next_at: datetime | None) -> datetime:
    if next_at is None:
        return working_day_later(act.at, 1, hours_of(calendar_version_of(act.case.team)))
    if next_at <= act.at:
        raise refuse(
            "next_at", _("Das nächste Datum liegt in der Vergangenheit. Bitte wählen Sie ein späteres.")
        )
    longest = case_rules().longest_wait_days
    if next_at > act.at + timedelta(days=longest):
        raise refuse(
            "next_at", _("Das nächste Datum liegt höchstens %(days)d Tage voraus.") % {"days": longest}
        )
    return next_at


def _escalated(act: CaseAct) -> list[Deadline]:
    """The ticking deadlines whose current ladder has rung at least once."""
    rung = set(
        Escalation.objects.filter(case=act.case, acknowledged_at=None).values_list("deadline_id", flat=True)
    )
    return [
        deadline
        for deadline in act.deadlines.values()
        if deadline.pk in rung and deadline.state == DeadlineState.ARMED
    ]


def _quiet(deadline: Deadline, next_at: datetime, at: datetime) -> None:
    ladder = steps_of(deadline.policy_version_id, deadline.kind)
    first_due = next((step for step in ladder if step.placed != EscalationStep.BEFORE), ladder[-1])
    deadline.cycle += 1
    deadline.next_step = first_due.position
    deadline.next_step_at = min(next_at, deadline.due_at) if at < deadline.due_at else next_at
