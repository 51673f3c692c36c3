"""A contact is added to a case: it keeps the promise, ends a wait, or opens a resolved case again."""

from datetime import datetime

from django.db import transaction

from cases.acting import CaseAct
from cases.closing import reopen_round
from cases.merging import standing
from cases.models import Case, CaseContact, Deadline, DeadlineKind, Status
from cases.promising import calendar_version_of
from cases.waiting import end_running_pause
from contacts.models import Contact, Direction
from crm.company.models import User


@transaction.atomic
def join(
    case_id: int, *, contact: Contact, by: User, at: datetime, complaint: bool = False
) -> tuple[Case, Deadline | None]:
    """Add a contact to a case; gives the case and, for a complaint, the deadline of its receipt.

    The first outbound contact keeps the promise. An inbound one ends a wait and reopens a resolved case; a reminder
    of ours ends no wait. What is said about a case that was taken into another one belongs to that one.
    """
    act = CaseAct.begin(case_id, by=by, at=at)
    if act.case.status == Status.RESOLVED and (goes_on := standing(act.case)) != case_id:
        act = CaseAct.begin(goes_on, by=by, at=at)
    CaseContact.objects.create(case=act.case, contact=contact)
    inbound = contact.direction == Direction.IN
    reopened = inbound and act.case.status == Status.RESOLVED
    if reopened:
        reopen_round(act)
        act.arm(DeadlineKind.FIRST_RESPONSE, start=at, calendar_version_id=calendar_version_of(act.case.team))
    elif act.case.status == Status.WAITING and inbound:
        end_running_pause(act)
    if act.case.status == Status.OPEN:  # while it waits, the follow-up date is the end of the wait and stays
        act.meet(DeadlineKind.FOLLOW_UP, at=at)
    if act.case.status != Status.RESOLVED and not inbound:
        act.meet(DeadlineKind.FIRST_RESPONSE, at=at)
    receipt = _receipt(act) if complaint else None
    act.tell("reopened" if reopened else "contacted", contact=contact, direction=contact.direction)
    return act.finish(), receipt


def _receipt(act: CaseAct) -> Deadline:
    """The running first response, or a new one: a complaint is owed an answer of its own."""
    act.case.is_complaint = True
    first = act.running(DeadlineKind.FIRST_RESPONSE)
    if first is not None:
        return first
    version_id = calendar_version_of(act.case.team)
    return act.arm(DeadlineKind.FIRST_RESPONSE, start=act.at, calendar_version_id=version_id)
