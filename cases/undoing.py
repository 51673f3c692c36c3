"""A void contact leaves no trace in promises: its case ends, is resolved again, or gets its unkept promise back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.acting import CaseAct
from cases.arming import climb
from cases.closing import cancel
from cases.models import Case, CaseContact, CaseEvent, Closure, DeadlineKind, DeadlineState, Status
from cases.policies import steps_of
from contacts.models import Contact, Direction
from crm.company.models import User
from crm.outbox.enqueue import drop


@transaction.atomic
def undo_contact(contact: Contact, *, by: User, at: datetime) -> Case | None:
    """Call after the contact was made void. Gives the case it belonged to, if any."""
    link = CaseContact.objects.filter(contact=contact).select_related("case").first()
    if link is None:
        return None
    case = link.case
    others = CaseContact.objects.filter(case=case, contact__void=None).exclude(contact=contact)
    if not others.exists():
        return cancel(case.pk, by=by, at=at)
    if CaseEvent.objects.filter(case=case, contact=contact, verb="reopened").exists():
        return _resolve_again(case, contact, by=by, at=at)
    act = CaseAct.begin(case.pk, by=by, at=at)
    if contact.direction == Direction.OUT:
        _take_back_kept(act, contact)
    act.tell("undone", contact=contact)
    return act.finish()


def _resolve_again(case: Case, contact: Contact, *, by: User, at: datetime) -> Case:
    """The state before the contact reopened the case: resolved, with the closure of then."""
    act = CaseAct.begin(case.pk, by=by, at=at)
    closure = act.case.closures.filter(reopened_at=contact.recorded_at).order_by("-at").first()
    if act.case.status == Status.RESOLVED or closure is None:
        act.tell("undone", contact=contact)
        return act.finish()
    for kind in list(act.deadlines):
        act.drop(kind, why="void")
    Closure.objects.filter(pk=closure.pk).update(reopened_at=None, reopened_by=None)
    act.resolve_state()
    act.case.resolved_at = closure.at
    act.tell("undone", contact=contact, resolved_again=True)
    done = act.finish(reason=_("Storno"))
    drop(f"case:{case.pk}", at=at)
    return done


def _take_back_kept(act: CaseAct, contact: Contact) -> None:
    """If this answer kept the promise, the next answer did, or nobody has yet."""
    kept = act.case.deadlines.filter(
        kind=DeadlineKind.FIRST_RESPONSE, state=DeadlineState.MET, met_at=contact.recorded_at
    ).first()
    if kept is None:
        return
    answers = CaseContact.objects.filter(
        case=act.case,
        contact__void=None,
        contact__direction=Direction.OUT,
        contact__recorded_at__gte=kept.started_at,
    ).exclude(contact=contact)
    next_answer = (
        answers.order_by("contact__recorded_at").values_list("contact__recorded_at", flat=True).first()
    )
    if next_answer is not None:
        kept.met_at = next_answer
        act.log(kept, "met", at=next_answer)
    elif act.case.status == Status.RESOLVED or DeadlineKind.FIRST_RESPONSE in act.deadlines:
        kept.state, kept.met_at, kept.dropped_at, kept.drop_reason = (
            DeadlineState.DROPPED,
            None,
            act.at,
            "void",
        )
        act.log(kept, "dropped", detail="void")
    else:
        kept.state, kept.met_at = DeadlineState.ARMED, None
        climb(kept, steps_of(kept.policy_version_id, kept.kind)[0])
        act.deadlines[kept.kind] = kept
        act.log(kept, "armed")
