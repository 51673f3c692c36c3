"""How a case ends: resolved with a result, cancelled by a void, and opened again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.acting import CaseAct, require_open
from cases.checklists import open_points, open_points_words
from cases.models import Case, CaseContact, Closure, ComplaintCause, DeadlineKind, DeadlineState, Status
from cases.promising import calendar_version_of
from cases.waiting import end_running_pause
from contacts.models import Contact, Direction
from crm.company.models import User
from crm.lib.acts import Refused, refuse
from crm.lib.lengths import fitting
from crm.outbox.enqueue import drop


@transaction.atomic
def close(
    case_id: int,
    *,
    result: str,
    informed_by: Contact | None = None,
    not_informed_reason: str = "",
    cause: str = "",
    cause_kind: int | None = None,
    measure: str = "",
    open_points_ok: bool = False,
    by: User,
    at: datetime,
    expected_version: int | None = None,
) -> Case:
    """Resolve a case: the result, and by which contact the customer heard of it, or why not.

    A complaint also says what caused it (`cause_kind`: one of the company's list) and what is done about it. Open
    points of the checklist are asked about once.
    """
    act = CaseAct.begin(case_id, by=by, at=at, expected_version=expected_version)
    require_open(act.case)
    result = fitting("result", result, 5_000)
    not_informed_reason = fitting("not_informed_reason", not_informed_reason, 200)
    _check_closure(act.case, result=result, informed_by=informed_by, not_informed_reason=not_informed_reason)
    why = _why(act.case, cause=cause, cause_kind=cause_kind, measure=measure)
    if not open_points_ok and (points := open_points(act.case)):
        raise refuse("open_points_ok", open_points_words(points))
    if act.case.status == Status.WAITING:
        end_running_pause(act)
    if informed_by is None:
        act.drop(DeadlineKind.FIRST_RESPONSE, why="not_informed")
    act.meet(DeadlineKind.FIRST_RESPONSE, at=at)
    act.meet(DeadlineKind.FOLLOW_UP, at=at)
    act.meet(DeadlineKind.RESOLUTION, at=at)
    Closure.objects.create(
        case=act.case,
        at=at,
        by=by,
        result=result,
        informed_by=informed_by,
        not_informed_reason=not_informed_reason,
        **why,
    )
    act.resolve_state()
    told = {name: why[name] for name in ("cause", "measure") if why}
    act.tell("resolved", text=result, informed=informed_by is not None, why=not_informed_reason, **told)
    return act.finish(reason=result)


def _why(case: Case, *, cause: str, cause_kind: int | None, measure: str) -> dict[str, Any]:
    """What a closing of a complaint holds besides; nothing for others. Raises Refused while one is missing."""
    if not case.is_complaint:
        return {}
    cause, measure = fitting("cause", cause, 500), fitting("measure", measure, 500)
    kind = ComplaintCause.objects.filter(pk=cause_kind, active=True).first() if cause_kind else None
    missing = {}
    if cause_kind and kind is None:
        missing["cause_kind"] = [_("Bitte wählen Sie eine Ursache aus der Liste.")]
    cause = cause or (kind.name if kind else "")
    if not cause:
        missing["cause"] = [_("Bitte schreiben Sie, woran es lag.")]
    if not measure:
        missing["measure"] = [_("Bitte schreiben Sie, was wir ändern, oder warum nichts.")]
    if missing:
        raise Refused(missing)
    return {"of_complaint": True, "cause": cause, "cause_kind": kind, "measure": measure}


def _check_closure(case: Case, *, result: str, informed_by: Contact | None, not_informed_reason: str) -> None:
    if not result:
        raise refuse("result", _("Bitte schreiben Sie, wie der Vorgang ausgegangen ist."))
    if (informed_by is None) == (not not_informed_reason):
        raise refuse(
            "informed_by",
            _(
                "Bitte wählen Sie den Kontakt, bei dem die Kundin oder der Kunde es erfahren hat,"
                " oder schreiben Sie, warum nicht."
            ),
        )
    if informed_by is None:
        return
    ours = CaseContact.objects.filter(case=case, contact=informed_by, contact__void=None).exists()
    if not ours or informed_by.direction != Direction.OUT:
        raise refuse("informed_by", _("Das muss ein ausgehender Kontakt dieses Vorgangs sein."))


@transaction.atomic
def reopen(case_id: int, *, reason: str, by: User, at: datetime, expected_version: int | None = None) -> Case:
    """A resolved case was not done after all: a new resolution is promised, as the next round."""
    act = CaseAct.begin(case_id, by=by, at=at, expected_version=expected_version)
    if act.case.status != Status.RESOLVED:
        raise refuse("", _("Dieser Vorgang ist schon offen."))
    if act.case.closures.filter(reopened_at=None, merged_into__isnull=False).exists():
        raise refuse(
            "", _("Dieser Vorgang geht in einem anderen weiter. Nehmen Sie zuerst das Zusammenführen zurück.")
        )
    reason = fitting("reason", reason, 200)
    if not reason:
        raise refuse("reason", _("Bitte schreiben Sie, warum der Vorgang wieder offen ist."))
    reopen_round(act)
    act.tell("reopened", text=reason)
    return act.finish(reason=reason)


def reopen_round(act: CaseAct) -> None:
    act.case.closures.filter(reopened_at=None).update(reopened_at=act.at, reopened_by=act.by)
    act.case.status, act.case.resolved_at = Status.OPEN, None
    if act.case.owner is not None and not act.case.owner.is_active:
        act.case.owner = None  # who was the owner then works here no more: the team is
    act.arm(DeadlineKind.RESOLUTION, start=act.at, calendar_version_id=calendar_version_of(act.case.team))


@transaction.atomic
def cancel(case_id: int, *, by: User, at: datetime) -> Case:
    """The only contact of a case was void: the case ends as "storniert", without deadlines and unsent notices."""
    act = CaseAct.begin(case_id, by=by, at=at)
    act.case.closures.filter(reopened_at=None).update(reopened_at=at, reopened_by=by)
    if act.case.status == Status.WAITING:
        end_running_pause(act)
    for kind in list(act.deadlines):
        act.drop(kind, why="void")
    for kept in act.case.deadlines.filter(state=DeadlineState.MET):
        kept.state, kept.met_at, kept.dropped_at, kept.drop_reason = DeadlineState.DROPPED, None, at, "void"
        act.log(kept, "dropped", detail="void")
    Closure.objects.create(
        case=act.case, at=at, by=by, result=_("storniert"), not_informed_reason=_("storniert"), cancelled=True
    )
    act.resolve_state()
    act.tell("cancelled")
    case = act.finish(reason="storniert")
    drop(f"case:{case.pk}", at=at)
    return case
