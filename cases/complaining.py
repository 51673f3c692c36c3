"""A case turns out to be a complaint, or not to be one after all, when somebody sorts the voice behind it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.acting import CaseAct
from cases.closing import cancel, reopen_round
from cases.following import hold_a_complaint
from cases.merging import standing
from cases.models import Case, CaseContact, CaseEvent, Deadline, DeadlineKind, Status
from cases.promising import calendar_version_of
from contacts.models import Contact
from crm.company.models import User


@transaction.atomic
def becomes_complaint(case_id: int, *, by: User, at: datetime) -> tuple[Case, Deadline]:
    """The case is a complaint from now on; gives it and its receipt, which is its first response, kept or not."""
    act = CaseAct.begin(case_id, by=by, at=at)
    if act.case.status == Status.RESOLVED and (goes_on := standing(act.case)) != case_id:
        act = CaseAct.begin(goes_on, by=by, at=at)
    act.case.is_complaint = True
    act.tell("noted", text=_("Als Beschwerde eingeordnet."))
    return act.finish(), _first_response(act)


@transaction.atomic
def was_no_complaint(case_id: int, *, by: User, at: datetime) -> Case:
    """The case goes on; it stays a complaint while another contact of it is one."""
    act = CaseAct.begin(case_id, by=by, at=at)
    contacts = Contact.objects.filter(pk__in=CaseContact.objects.filter(case=act.case).values("contact"))
    act.case.is_complaint = hold_a_complaint(list(contacts))
    act.tell("noted", text=_("Doch nicht als Beschwerde eingeordnet."))
    return act.finish()


@transaction.atomic
def taken_up_again(case_id: int, *, by: User, at: datetime) -> tuple[Case, Deadline]:
    """A case that was opened for a complaint and cancelled is needed after all; gives it and its new receipt."""
    act = CaseAct.begin(case_id, by=by, at=at)
    reopen_round(act)
    version_id = calendar_version_of(act.case.team)
    receipt = act.arm(DeadlineKind.FIRST_RESPONSE, start=at, calendar_version_id=version_id)
    act.case.is_complaint = True
    act.tell("reopened", text=_("Als Beschwerde eingeordnet."))
    return act.finish(), receipt


def is_untouched(case: Case, *, since: datetime) -> bool:
    """Nobody has worked on the case after it was opened: one contact, nothing told since, still open."""
    told = CaseEvent.objects.filter(case=case, at__gt=since).exists()
    return not told and case.status != Status.RESOLVED and CaseContact.objects.filter(case=case).count() == 1


def withdraw(case_id: int, *, by: User, at: datetime) -> Case:
    """The case was opened by mistake: it ends as "storniert"."""
    return cancel(case_id, by=by, at=at)


def _first_response(act: CaseAct) -> Deadline:
    running = act.running(DeadlineKind.FIRST_RESPONSE)
    return running or act.case.deadlines.filter(kind=DeadlineKind.FIRST_RESPONSE).latest("round")
