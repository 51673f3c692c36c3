"""A case waits: for the customer, a supplier, an appointment; always with an end, and its follow-up date is that end.

Only waiting for the customer stops the resolution clock; no wait stops the follow-up date.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cases.acting import CaseAct, require_open
from cases.arming import armed_follow_up, climb
from cases.case_rules import case_rules
from cases.deadlines import due_at
from cases.failing import put_off
from cases.models import Case, Deadline, DeadlineKind, DeadlineState, Pause, PauseKind, Status
from cases.parking import tell_of_parking, waits_in_a_row
from cases.pausing import pause_spans
from cases.policies import newest_of, steps_of
from cases.promising import calendar_version_of
from crm.company.calendars import hours_of
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.lengths import fitting
from crm.outbox.sweeping import SweepResult

SWEEP_BATCH = 200

log = logging.getLogger(__name__)


@transaction.atomic
def pause(
    case_id: int,
    *,
    kind: str,
    until: datetime,
    reason: str,
    by: User,
    at: datetime,
    expected_version: int | None = None,
) -> Case:
    """Wait until a date, at most as many days ahead as the company allows (14). The follow-up date is that date; a
    wait for the customer stops the resolution clock. Waiting again and again is told to the lead."""
    act = CaseAct.begin(case_id, by=by, at=at, expected_version=expected_version)
    require_open(act.case)
    reason = fitting("reason", reason, 200)
    rules = case_rules()
    _check_wait(kind=kind, until=until, reason=reason, at=at, longest=rules.longest_wait_days)
    if act.case.status == Status.WAITING:
        end_running_pause(act)
    wait = Pause.objects.create(
        case=act.case,
        kind=kind,
        started_at=at,
        until=until,
        reason=reason,
        by=by,
        cap_days=rules.longest_wait_days,
        in_a_row=waits_in_a_row(act.case.pk) + 1,
    )
    act.case.status = Status.WAITING
    act.settle()
    move_follow_up(act, until)
    resolution = act.running(DeadlineKind.RESOLUTION)
    if kind == PauseKind.CUSTOMER and resolution is not None:
        resolution.state, resolution.next_step_at = DeadlineState.PAUSED, None
        _recompute_due(act.case, resolution)
        act.log(resolution, "paused", detail=kind)
    told = wait.in_a_row >= rules.waits_until_lead
    act.tell("paused", text=reason, kind=kind, until=until.isoformat(), in_a_row=wait.in_a_row, told=told)
    case = act.finish(reason=reason)
    if told:
        tell_of_parking(case, wait, by=by, at=at)
    return case


def _check_wait(*, kind: str, until: datetime, reason: str, at: datetime, longest: int) -> None:
    if kind not in PauseKind.values:
        raise refuse("kind", _("Bitte wählen Sie, worauf gewartet wird: Kunde, Lieferant oder Termin."))
    if until <= at:
        raise refuse(
            "until", _("Das Ende der Wartezeit liegt in der Vergangenheit. Bitte wählen Sie ein späteres.")
        )
    if until > at + timedelta(days=longest):
        raise refuse(
            "until",
            _("Ein Vorgang wartet höchstens %(days)d Tage. Bitte wählen Sie ein früheres Datum.")
            % {"days": longest},
        )
    if not reason:
        raise refuse("reason", _("Bitte schreiben Sie, worauf gewartet wird."))


def move_follow_up(act: CaseAct, due: datetime) -> None:
    """Set the follow-up date: a running one moves and starts its ladder again, as the next cycle."""
    current = act.running(DeadlineKind.FOLLOW_UP)
    if current is None:
        round_, cycle = act.next_round(DeadlineKind.FOLLOW_UP)
        act.case.policy_version = newest_of(act.case.policy_version_id)
        act.add(
            armed_follow_up(
                due=due,
                version_id=act.case.policy_version_id,
                calendar_version_id=calendar_version_of(act.case.team),
                at=act.at,
                round_=round_,
                cycle=cycle,
            )
        )
        return
    current.started_at, current.due_at, current.cycle = act.at, due, current.cycle + 1
    climb(current, steps_of(current.policy_version_id, DeadlineKind.FOLLOW_UP)[0])
    act.log(current, "moved")


def _recompute_due(case: Case, deadline: Deadline) -> None:
    hours = hours_of(deadline.calendar_version_id)
    assert deadline.target_seconds is not None
    deadline.due_at = due_at(deadline.started_at, deadline.target_seconds, hours, pause_spans(case.pk))


@transaction.atomic
def end_pause(case_id: int, *, by: User | None, at: datetime, expected_version: int | None = None) -> Case:
    """The wait is over before its time: the clock runs again and the follow-up date falls away."""
    act = CaseAct.begin(case_id, by=by, at=at, expected_version=expected_version)
    if act.case.status != Status.WAITING:
        raise refuse("", _("Dieser Vorgang wartet gerade nicht."))
    end_running_pause(act)
    act.drop(DeadlineKind.FOLLOW_UP, why="wait_ended")
    act.tell("resumed")
    return act.finish()


def end_running_pause(act: CaseAct) -> None:
    pause = act.case.pauses.get(ended_at=None)
    pause.ended_at, pause.ended_by = max(act.at, pause.started_at), act.by
    pause.save(update_fields=["ended_at", "ended_by"])
    act.case.status = Status.OPEN
    resolution = act.running(DeadlineKind.RESOLUTION)
    if resolution is None or resolution.state != DeadlineState.PAUSED:
        return
    resolution.state = DeadlineState.ARMED
    _recompute_due(act.case, resolution)
    ladder = steps_of(resolution.policy_version_id, DeadlineKind.RESOLUTION)
    step = next(each for each in ladder if each.position == resolution.next_step)
    climb(resolution, step, sent_at=pause.ended_at, pauses=pause_spans(act.case.pk))
    act.log(resolution, "resumed", at=pause.ended_at)


def sweep_pauses(now: datetime) -> SweepResult:
    """End every wait whose time has come: the case is open again, its follow-up date calls its people."""
    due = Pause.objects.filter(ended_at=None, until__lte=now).exclude(case__retry_at__gt=now)
    handled = failed = 0
    for case_id in list(due.order_by("until").values_list("case_id", flat=True)[:SWEEP_BATCH]):
        try:
            handled += _end_planned(case_id, now)
        except Exception as error:
            failed += 1
            put_off(case_id, error, now=now)
            log.exception("a wait could not be ended", extra={"case": case_id})
    return SweepResult(handled=handled, failed=failed)


@transaction.atomic
def _end_planned(case_id: int, now: datetime) -> int:
    act = CaseAct.begin(case_id, by=None, at=now)
    pause = act.case.pauses.filter(ended_at=None, until__lte=now).first()
    if pause is None:  # another sweeper was faster
        return 0
    act.at = pause.until
    end_running_pause(act)
    act.tell("resumed", planned=True)
    act.finish(by_sweep=True)
    return 1
