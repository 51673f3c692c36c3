"""A contact becomes a case: team, promise and armed ladder from the first moment. Called by `crm.desk.capture`."""

from datetime import datetime

from cases.acting import rearm
from cases.checklists import copy_checklist
from cases.models import (
    Case,
    CaseContact,
    CaseEvent,
    Closure,
    Deadline,
    DeadlineEvent,
    DeadlineState,
    Priority,
    Status,
)
from cases.notices import tell_lead_of_new_case
from cases.promising import Promise
from contacts.models import Contact, Topic
from crm.company.models import User
from crm.company.numbering import next_number
from crm.lib.history import save_as

TITLE_LENGTH = 90


def title_of(contact: Contact) -> str:
    """The first sentence of what the customer said, or the topic."""
    lines = [line.strip() for line in contact.text.splitlines() if line.strip()]
    if not lines:
        return str(contact.topic)
    first = lines[0]
    if len(first) <= TITLE_LENGTH:
        return first
    return first[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;: ") + " …"


def open_case(
    contact: Contact,
    promise: Promise,
    *,
    by: User,
    at: datetime,
    complaint: bool = False,
    cannot_answer: str = "",
    topic: Topic | None = None,
) -> tuple[Case, Deadline]:
    """Open a case for `contact`; gives the case and its first response.

    `at` is when the promise was said, which started its deadlines. `cannot_answer` ("picks_up", "unreachable") drops
    the first response at once: the customer comes for the answer, so resolution alone is promised.
    `topic`: where it is not that of the contact.
    """
    case = new_case(contact, promise, by=by, at=at, complaint=complaint, topic=topic)
    first, resolution = promise.first_response, promise.resolution
    events = [("armed", first, ""), ("armed", resolution, "")]
    if cannot_answer:
        first.state, first.dropped_at, first.drop_reason, first.next_step_at = (
            DeadlineState.DROPPED,
            at,
            cannot_answer,
            None,
        )
        events.append(("dropped", first, cannot_answer))
    rearm(case, [first, resolution])
    write_case(case, contact, [first, resolution], events, by=by, at=at, reason="")
    said = resolution if cannot_answer else first
    CaseEvent.objects.create(
        case=case,
        at=at,
        by=by,
        verb="opened",
        contact=contact,
        data={"team": case.team.name, "due_at": said.due_at.isoformat(), "kind": said.kind},
    )
    tell_lead_of_new_case(case, promise_due=said.due_at, by=by, at=at)
    return case, first


def open_solved_case(
    contact: Contact, promise: Promise, *, by: User, at: datetime, result: str
) -> tuple[Case, Deadline]:
    """A complaint solved at once: the case is opened and closed in the same act, the capture itself is the receipt."""
    case = new_case(contact, promise, by=by, at=at, complaint=True)
    case.status, case.resolved_at = Status.RESOLVED, at
    deadlines = [promise.first_response, promise.resolution]
    for deadline in deadlines:
        deadline.state, deadline.met_at, deadline.next_step_at = DeadlineState.MET, at, None
    events = [("armed", each, "") for each in deadlines] + [("met", each, "") for each in deadlines]
    write_case(case, contact, deadlines, events, by=by, at=at, reason="")
    Closure.objects.create(case=case, at=at, by=by, result=result, informed_by=contact)
    CaseEvent.objects.create(case=case, at=at, by=by, verb="opened", contact=contact, data={"solved": True})
    CaseEvent.objects.create(case=case, at=at, by=by, verb="resolved", text=result, data={"at_once": True})
    return case, promise.first_response


def new_case(
    contact: Contact,
    promise: Promise,
    *,
    by: User,
    at: datetime,
    complaint: bool,
    topic: Topic | None = None,
) -> Case:
    """An unsaved case out of a contact, about its topic unless told otherwise."""
    topic = topic or contact.topic
    assert topic is not None
    return Case(
        number=next_number("case"),
        customer=contact.customer,
        topic=topic,
        title=title_of(contact),
        is_complaint=complaint,
        priority=Priority.NORMAL,
        team=promise.team,
        opened_at=at,
        opened_by=by,
        policy_version=promise.version,
    )


def write_case(
    case: Case,
    contact: Contact,
    deadlines: list[Deadline],
    events: list[tuple[str, Deadline, str]],
    *,
    by: User,
    at: datetime,
    reason: str,
) -> None:
    """Insert a case with its history, its deadlines and their log, and the contact that opened it."""
    save_as(case, by=by, at=at, reason=reason, force_insert=True)
    for deadline in deadlines:
        deadline.case = case
    Deadline.objects.bulk_create(deadlines)
    DeadlineEvent.objects.bulk_create(
        DeadlineEvent(deadline=deadline, at=at, what=what, due_at=deadline.due_at, detail=detail)
        for what, deadline, detail in events
    )
    CaseContact.objects.create(case=case, contact=contact, opened_case=True)
    if case.status != Status.RESOLVED:
        copy_checklist(case)
