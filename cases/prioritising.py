"""How urgent a case is: a person says so, and the deadlines follow the rule that fits then.

A step of an escalation that raises the priority (`cases.step_acts`) leaves every deadline where it is.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from cases.acting import CaseAct, require_open
from cases.models import Case, CaseContact, Deadline, PolicyVersion, Priority
from cases.moving import solution_was_said, take_over
from cases.moving_rules import POLICY, Target, fate
from cases.moving_steps import Rungs
from cases.notices import tell_owner_of_priority
from cases.pausing import pause_spans
from cases.policies import version_for
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.lengths import fitting

PRIORITY = "priority"  # stands in the log of a deadline that moved because of it


@transaction.atomic
def change_priority(
    case_id: int,
    *,
    priority: str,
    reason: str,
    by: User,
    at: datetime,
    expected_version: int | None = None,
) -> Case:
    """Say how urgent the case is, and why. Running first response and solution move to the newest version of the rule
    that fits now; a promise said aloud never becomes later, and what has passed stays. Raises NoPolicy."""
    act = CaseAct.begin(case_id, by=by, at=at, expected_version=expected_version)
    require_open(act.case)
    reason = fitting("reason", reason, 200)
    _check(act.case, priority, reason)
    was, act.case.priority = act.case.priority, priority
    version = act.case.policy_version = _fitting_version(act.case)
    moved = [
        {"kind": deadline.kind, "was": before.isoformat(), "due_at": deadline.due_at.isoformat()}
        for deadline, before in _moved(act, version)
        if deadline.due_at != before
    ]
    act.tell("prioritised", text=reason, priority=priority, was=was, deadlines=moved)
    case = act.finish(reason=reason)
    tell_owner_of_priority(case, moved=bool(moved), reason=reason, by=by, at=at)
    return case


def _check(case: Case, priority: str, reason: str) -> None:
    if priority not in Priority.values:
        raise refuse("priority", _("Bitte wählen Sie, wie dringend der Vorgang ist."))
    if priority == case.priority:
        raise refuse(
            "priority",
            _("Die Dringlichkeit ist schon „%(name)s“. Bitte wählen Sie eine andere.")
            % {"name": Priority(priority).label},
        )
    if not reason:
        raise refuse("reason", _("Bitte schreiben Sie, warum sich die Dringlichkeit ändert."))


def _fitting_version(case: Case) -> PolicyVersion:
    """Matched as if the case were opened now: by the channel that opened it, and today's group of the customer."""
    opening = CaseContact.objects.filter(case=OuterRef("pk"), opened_case=True)
    rows = Case.objects.filter(pk=case.pk).annotate(channel=Subquery(opening.values("contact__channel")[:1]))
    channel, group_id = rows.values_list("channel", "customer__group").get()
    return version_for(
        topic=case.topic,
        channel=channel or "",  # the contact that opened it may have been split off
        priority=case.priority,
        complaint=case.is_complaint,
        group_id=group_id,
    )


def _moved(act: CaseAct, version: PolicyVersion) -> Iterator[tuple[Deadline, datetime]]:
    """The deadlines that follow `version` from now on, with when they were due."""
    behind = [
        deadline
        for deadline in act.deadlines.values()
        if deadline.target_seconds is not None and deadline.policy_version_id != version.pk
    ]
    if not behind:
        return
    target, rungs = Target(POLICY, version), Rungs.of(act.case, now=act.at)
    pauses, said = pause_spans(act.case.pk), solution_was_said(act.case)
    for deadline in behind:
        before, after = deadline.due_at, fate(deadline, target, pauses=pauses, said=said, now=act.at)
        if after.moves:
            take_over(deadline, target, after, rungs=rungs, pauses=pauses)
            act.log(deadline, "moved", detail=PRIORITY)
            yield deadline, before
