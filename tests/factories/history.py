"""A random past of a company for tests of figures: contacts with repeats and voids, cases, complaints.

Rows are written directly, so that every state exists and 300 contacts cost few statements.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID

from cases.models import (
    Case,
    CaseContact,
    Closure,
    Deadline,
    Escalation,
    Pause,
    PolicyVersion,
)
from contacts.models import Channel, Contact, Customer, Finding, Reason, Source, Topic, Void
from crm.company.models import CalendarVersion, Site, Team, User
from feedback.models import Feedback
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_site, make_team, make_user

START = datetime(2026, 3, 2, 5, tzinfo=UTC)
NOW = START + timedelta(days=36, hours=9, minutes=17)  # a Tuesday afternoon
_numbers = count(10_000)


@dataclass
class History:
    random: Random
    sites: list[Site] = field(default_factory=list)
    team: Team = field(init=False)
    staff: list[User] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    policy: PolicyVersion = field(init=False)
    calendar: CalendarVersion = field(init=False)

    def moment(self) -> datetime:
        return START + timedelta(seconds=self.random.randrange(int((NOW - START).total_seconds())))


def random_history(
    seed: int, *, contacts: int = 300, customers: int = 14, back: Sequence[timedelta] = (timedelta(),)
) -> History:
    """Contacts between START and NOW. Few customers and topics, so that many come back.

    `back`: so long before, as often as it stands here.
    """
    past = History(random=Random(seed))
    past.sites = [make_site(), make_site()]
    past.staff = [make_user(site=past.random.choice([*past.sites, None])) for _ in range(8)]
    past.team = make_team(site=past.sites[0], lead=past.staff[0], deputy=past.staff[1])
    past.topics = [make_topic(past.team, solvable_at_once=number > 0) for number in range(4)]
    past.topics.append(make_topic(past.team, confidential=True))
    past.policy = make_policy()
    past.calendar = past.sites[0].calendar.versions.get()
    _add_customers(past, customers)
    _add_contacts(past, contacts, back)
    _add_cases(past)
    return past


def _add_customers(past: History, many: int) -> None:
    source, reason = Source.objects.create(name="Empfehlung"), Reason.objects.create(name="Reparatur")
    for _ in range(many):
        number = next(_numbers)
        knows, says = past.random.random() < 0.7, past.random.choice(["", "", "Vom Stadtfest"])
        customer = Customer(
            number=number,
            last_name=f"Maier{number}",
            sort_name=f"maier{number}",
            created_at=START,
            source=source if knows else None,
            source_asked_at=None if knows or past.random.random() < 0.5 else START,
            reason=reason if past.random.random() < 0.5 else None,
            reason_text=says,
            reason_asked_at=START if past.random.random() < 0.3 else None,
        )
        past.customers.append(customer)
    Customer.objects.bulk_create(past.customers)
    Finding.objects.bulk_create(
        Finding(customer=customer, code=code, since=START, resolved_at=past.random.choice([None, NOW]))
        for customer in past.customers
        for code in ("phone_doubtful", "source_missing")
        if past.random.random() < 0.3
    )


def _add_contacts(past: History, many: int, back: Sequence[timedelta]) -> None:
    pick = past.random
    encounters = [UUID(int=pick.getrandbits(128)) for _ in range(many // 2)]
    for _ in range(many):
        outcome = pick.choices(["resolved", "follow_up", "no_concern"], [6, 3, 1])[0]
        recorded = past.moment() - (pick.choice(back) if len(back) > 1 else back[0])
        past.contacts.append(
            Contact(
                client_id=UUID(int=pick.getrandbits(128)),
                fingerprint="0" * 64,
                channel=pick.choice(Channel.values),
                direction=pick.choices(["in", "out"], [8, 1])[0],
                outcome=outcome,
                happened_at=recorded - timedelta(seconds=pick.choice([0, 60, 61, 170, 900, 90_000])),
                recorded_at=recorded,
                received_at=recorded,
                recorded_by=pick.choice(past.staff[:6]),
                site=pick.choice([*past.sites, None]),
                customer=pick.choice([*past.customers, None]),
                topic=pick.choice(past.topics) if outcome != "no_concern" or pick.random() < 0.5 else None,
                encounter=pick.choice(encounters),
            )
        )
    Contact.objects.bulk_create(past.contacts)
    Void.objects.bulk_create(
        Void(contact=contact, at=contact.recorded_at, by=contact.recorded_by)
        for contact in past.contacts
        if pick.random() < 0.08
    )


def _add_cases(past: History) -> None:
    for contact in past.contacts:
        voice = past.random.choices(["", "praise", "complaint", "wish"], [7, 1, 2, 1])[0]
        if contact.topic is None:
            continue
        case = None
        if contact.outcome == "follow_up" or voice == "complaint":
            case = _a_case(past, contact)
        receipt = _a_receipt(past, case) if case and voice == "complaint" else None
        if voice:
            Feedback.objects.create(
                contact=contact,
                kind=voice,
                at=contact.recorded_at,
                case=case,
                receipt=receipt,
                topic=contact.topic,
                sorted_at=contact.recorded_at,
            )


def _a_case(past: History, contact: Contact) -> Case:
    """A case of the contact; sometimes the contact only joined it."""
    pick = past.random
    assert contact.topic is not None
    case = Case(
        number=next(_numbers),
        customer=contact.customer,
        topic=contact.topic,
        title="Fall",
        team=past.team,
        opened_at=contact.recorded_at,
        opened_by=contact.recorded_by,
        policy_version=past.policy,
    )
    if pick.random() < 0.6:
        case.status = "resolved"
        case.resolved_at = min(contact.recorded_at + timedelta(minutes=pick.choice([0, 40, 400, 9_000])), NOW)
    else:
        case.due_at = contact.recorded_at + timedelta(hours=pick.choice([2, 24, 24 * 40]))
        case.escalate_at, case.escalation_kind = case.due_at, "resolution"
        case.escalation_step = case.escalation_cycle = 1
    case.save()
    CaseContact.objects.create(case=case, contact=contact, opened_case=pick.random() < 0.8)
    _a_deadline(past, case, "resolution", round_=1)
    if case.resolved_at:
        _an_end(past, case)
    return case


def _an_end(past: History, case: Case) -> None:
    assert case.resolved_at is not None
    Closure.objects.create(
        case=case,
        at=case.resolved_at,
        by=past.staff[0],
        result="Erledigt",
        not_informed_reason="Laden",
        cancelled=past.random.random() < 0.1,
    )
    if past.random.random() < 0.3 and case.resolved_at > case.opened_at:
        middle = case.opened_at + (case.resolved_at - case.opened_at) / 2
        Pause.objects.create(
            case=case,
            kind=past.random.choice(["customer", "supplier"]),
            started_at=case.opened_at,
            until=NOW,
            reason="Foto",
            by=past.staff[0],
            ended_at=past.random.choice([middle, case.resolved_at]),
        )


def _a_receipt(past: History, case: Case) -> Deadline:
    """The first response of a complaint: met in time or late, running, overdue or dropped."""
    receipt = _a_deadline(past, case, "first_response", round_=1)
    how = past.random.choice(["in_time", "exactly", "late", "running", "overdue", "dropped", "paused"])
    receipt.due_at = NOW + timedelta(days=1) if how == "running" else case.opened_at + timedelta(hours=1)
    if how in ("in_time", "exactly", "late"):
        early = {"in_time": -60, "exactly": 0, "late": 1}[how]
        receipt.state, receipt.met_at = "met", receipt.due_at + timedelta(seconds=early)
    elif how == "dropped":
        receipt.state, receipt.dropped_at, receipt.drop_reason = "dropped", NOW, "not_informed"
    elif how == "paused":
        receipt.state = "paused"
    if receipt.state != "armed":
        receipt.next_step_at = None
    receipt.save()
    return receipt


def _a_deadline(past: History, case: Case, kind: str, *, round_: int) -> Deadline:
    return Deadline.objects.create(
        case=case,
        kind=kind,
        round=round_,
        started_at=case.opened_at,
        target_seconds=3_600,
        due_at=case.opened_at + timedelta(hours=1),
        promised_at=case.opened_at + timedelta(hours=1),
        policy_version=past.policy,
        calendar_version=past.calendar,
        next_step=1,
        next_step_at=case.opened_at + timedelta(hours=1),
    )


def an_escalation(
    past: History, case: Case, *, fired_at: datetime, step: int = 1, seen_at: datetime | None = None
) -> Escalation:
    deadline = case.deadlines.filter(kind="resolution").get()
    return Escalation.objects.create(
        case=case,
        deadline=deadline,
        step=step,
        cycle=1,
        role="owner",
        armed_for=fired_at,
        due_at=fired_at,
        fired_at=fired_at,
        acknowledged_at=seen_at,
    )
