"""Cases with deadlines and their log, story, closure and history."""

from collections.abc import Iterator, Sequence

from cases.acting import rearm
from cases.arming import armed
from cases.deadlines import due_at
from cases.models import Case, CaseEvent, Closure, Deadline, DeadlineEvent, PolicyVersion
from cases.policies import version_for
from crm.company.calendars import hours_of
from crm.management.stock.contacts import TEXTS, first_response_of
from crm.management.stock.plans import Plan
from crm.management.stock.stock import Stock
from crm.management.stock.writing import Row, remember, write

FIRST_NUMBER = 4_001
RESULT = "Instrument geprüft und eingestellt, der Kundin gezeigt."
CASE = ("id", "number", "customer_id", "topic_id", "title", "status", "is_complaint", "team_id", "owner_id",
        "opened_at", "opened_by_id", "resolved_at", "policy_version_id", "due_at", "escalate_at", "escalation_kind",
        "escalation_step", "escalation_cycle")  # fmt: skip
DEADLINE = ("id", "case_id", "kind", "state", "started_at", "target_seconds", "due_at", "promised_at",
            "policy_version_id", "calendar_version_id", "met_at", "next_step", "next_step_at")  # fmt: skip
EVENT = ("case_id", "at", "by_id", "verb", "contact_id", "text", "data")
KINDS = ("first_response", "resolution")


def bring_in_cases(stock: Stock, plans: Sequence[Plan]) -> None:
    """Insert a portion; of open ones the deadlines are computed as the product does, with the patient policy."""
    usual = {topic.pk: version_for(topic=topic, complaint=True) for topic in stock.topics}
    deadlines: dict[int, tuple[Deadline, Deadline]] = {
        plan.pk: _deadlines(stock, plan, usual[plan.topic.pk]) for plan in plans
    }
    write(Case, CASE, (_case(plan, deadlines[plan.pk]) for plan in plans))
    write(Deadline, DEADLINE, (_deadline(each) for pair in deadlines.values() for each in pair))
    write(
        DeadlineEvent,
        ("deadline_id", "at", "what", "due_at"),
        (row for pair in deadlines.values() for each in pair for row in _log(each)),
    )
    write(CaseEvent, EVENT, (row for plan in plans for row in _story(plan, deadlines[plan.pk][0])))
    write(
        Closure,
        ("case_id", "at", "by_id", "informed_by_id"),
        (
            (plan.pk, plan.resolved_at, plan.opened_by_id, plan.contacts[1].pk)
            for plan in plans
            if plan.resolved_at
        ),
        result=RESULT,
    )


def remember_cases() -> None:
    """What was opened, and what was resolved."""
    remember(Case, at="t.opened_at", by="t.opened_by_id")
    remember(Case, at="t.resolved_at", by="t.opened_by_id", kind="~", where="t.status = 'resolved'")


def _deadlines(stock: Stock, plan: Plan, usual: PolicyVersion) -> tuple[Deadline, Deadline]:
    first = _settled(stock, plan, usual, 0) if plan.answered_at else _running(stock, plan, 0)
    second = _settled(stock, plan, usual, 1) if plan.resolved_at else _running(stock, plan, 1)
    return first, second


def _running(stock: Stock, plan: Plan, which: int) -> Deadline:
    assert stock.patient is not None
    deadline = armed(
        KINDS[which],
        version=stock.patient,
        calendar_version_id=_calendar(plan),
        start=plan.opened_at,
    )
    deadline.pk, deadline.case_id = first_response_of(plan.pk) + which, plan.pk
    return deadline


def _settled(stock: Stock, plan: Plan, usual: PolicyVersion, which: int) -> Deadline:
    """One that was met, due one or four days of eight hours after the case was opened."""
    version = usual if plan.resolved_at else stock.patient
    target, calendar = (1, 4)[which] * 8 * 3600, _calendar(plan)
    due = due_at(plan.opened_at, target, hours_of(calendar))
    return Deadline(
        pk=first_response_of(plan.pk) + which,
        case_id=plan.pk,
        kind=KINDS[which],
        state="met",
        started_at=plan.opened_at,
        target_seconds=target,
        due_at=due,
        promised_at=due,
        policy_version=version,
        calendar_version_id=calendar,
        met_at=(plan.answered_at, plan.resolved_at)[which],
        next_step=1,
    )


def _calendar(plan: Plan) -> int:
    return int(vars(plan.topic)["calendar_version_id"])


def _case(plan: Plan, deadlines: tuple[Deadline, Deadline]) -> Row:
    state = Case()
    if plan.resolved_at is None:
        rearm(state, deadlines)
    text = TEXTS[plan.pk % len(TEXTS)]
    return (
        plan.pk, FIRST_NUMBER + plan.pk - 1, plan.customer_id, plan.topic.pk, text.split(".")[0],
        "resolved" if plan.resolved_at else "open", plan.complaint, plan.topic.team_id, plan.owner_id,
        plan.opened_at, plan.opened_by_id, plan.resolved_at, deadlines[1].policy_version_id, state.due_at,
        state.escalate_at, state.escalation_kind, state.escalation_step, state.escalation_cycle,
    )  # fmt: skip


def _deadline(each: Deadline) -> Row:
    return (each.pk, each.case_id, each.kind, each.state, each.started_at, each.target_seconds, each.due_at,
            each.promised_at, each.policy_version_id, each.calendar_version_id, each.met_at, each.next_step,
            each.next_step_at)  # fmt: skip


def _log(each: Deadline) -> Iterator[Row]:
    yield each.pk, each.started_at, "armed", each.due_at
    if each.met_at is not None:
        yield each.pk, each.met_at, "met", each.due_at


def _story(plan: Plan, promise: Deadline) -> Iterator[Row]:
    opened, *others = plan.contacts
    said = {
        "team": plan.topic.team.name,
        "due_at": promise.due_at.isoformat(),
        "kind": "first_response",
    }
    yield plan.pk, plan.opened_at, opened.by_id, "opened", opened.pk, "", said
    for contact in others:
        data = {"direction": "out" if contact.out else "in"}
        yield plan.pk, contact.at, contact.by_id, "contacted", contact.pk, "", data
    if plan.resolved_at:
        told = {"informed": True, "why": ""}
        yield plan.pk, plan.resolved_at, plan.opened_by_id, "resolved", None, RESULT, told
