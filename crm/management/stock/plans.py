"""What happened in each case, decided before any row is written: when it was opened, answered, resolved, by whom."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from contacts.models import Topic
from crm.company.calendars import hours_of
from crm.company.models import Team
from crm.lib.working_time import worked_seconds
from crm.management.stock.stock import Stock

# Of the patient policy's first response less than three quarters is used, of its resolution too.
OPEN_FOR_DAYS = 28
UNANSWERED_SECONDS = 12 * 3600  # of working time
OWNED, COMPLAINTS, UNANSWERED = 0.7, 0.03, 0.4
ASKED, ANSWERED = 0.3, 0.5
SCORES: Final = ((5, 44), (4, 30), (3, 11), (2, 9), (1, 6))
LOWEST_CONTENT: Final = 3
AFTER = timedelta(days=1)  # the mail leaves a day after the case was closed
VALID = timedelta(days=13)
CHANNELS = ("phone",) * 5 + ("shop",) * 4 + ("email",) * 3 + ("web", "letter", "magazine", "visit")


@dataclass(slots=True)
class Voiced:
    """One contact: `out` when it is our answer."""

    pk: int
    at: datetime
    by_id: int
    out: bool
    channel: str


@dataclass(slots=True)
class Asked:
    """The survey about a closed case; `score` is None while nobody answered.

    Whoever was not content opened the case `follow_up` by the answer.
    """

    sent_at: datetime
    answered_at: datetime | None = None
    score: int | None = None
    follow_up: int | None = None


@dataclass(slots=True)
class Plan:
    """One case. `answered_at` and `resolved_at` are None while that is still to come.

    `asks`: a survey about an earlier case whose answer opened this one, with the id of that case.
    """

    pk: int
    customer_id: int
    topic: Topic
    owner_id: int | None
    opened_at: datetime
    answered_at: datetime | None
    resolved_at: datetime | None
    complaint: bool
    contacts: list[Voiced]
    asked: Asked | None = None
    of_answer: "tuple[int, Asked] | None" = None

    @property
    def opened_by_id(self) -> int:
        return self.contacts[0].by_id


def plan_cases(stock: Stock) -> Iterator[Plan]:
    """All cases in the order they were opened, their contacts numbered in that order."""
    rng, amount = stock.rng, stock.amount
    recent = stock.working_days(first=0, last=OPEN_FOR_DAYS)
    past = stock.working_days(first=OPEN_FOR_DAYS + 1, last=amount.days)
    moments = [(stock.moment(rng.choice(recent)), True) for _ in range(amount.open_cases)]
    moments += [(stock.moment(rng.choice(past)), False) for _ in range(amount.cases - len(moments))]
    moments.sort(key=lambda each: each[0])
    members, numbers = _members(), count(1)
    discontent: deque[Plan] = deque()
    for pk, (at, is_open) in enumerate(moments, 1):
        plan = _plan(stock, pk, opened_at=at, is_open=is_open, members=members, numbers=numbers)
        stock.last_contact = plan.contacts[-1].pk
        _opened_by_answer(plan, discontent)
        _ask(stock, plan, discontent)
        yield plan


def _opened_by_answer(plan: Plan, discontent: "deque[Plan]") -> None:
    """The next case is that of whoever was not content and has answered by now, if there is somebody."""
    while discontent and (asked := discontent[0].asked) and plan.opened_at > asked.sent_at:
        earlier = discontent.popleft()
        if plan.opened_at - asked.sent_at < VALID:
            plan.customer_id, plan.complaint, plan.contacts[0].channel = earlier.customer_id, False, "web"
            asked.answered_at, asked.follow_up = plan.opened_at, plan.pk
            plan.of_answer = earlier.pk, asked
            return
        asked.score = None  # nobody came: it stays unanswered


def _ask(stock: Stock, plan: Plan, discontent: "deque[Plan]") -> None:
    """A part of those whose case was closed is asked, half of them answer; the low scores wait for their case."""
    rng = stock.rng
    if plan.resolved_at is None or rng.random() >= ASKED:
        return
    sent_at = plan.resolved_at + AFTER
    if sent_at >= stock.now - AFTER:
        return
    plan.asked = asked = Asked(sent_at)
    if rng.random() >= ANSWERED:
        return
    values, weights = zip(*SCORES, strict=True)
    asked.score = rng.choices(values, weights=weights)[0]
    if asked.score < LOWEST_CONTENT:
        discontent.append(plan)
    else:
        asked.answered_at = min(sent_at + timedelta(minutes=rng.randint(9, 4_000)), stock.now - AFTER / 2)


def _plan(
    stock: Stock,
    pk: int,
    *,
    opened_at: datetime,
    is_open: bool,
    members: dict[int, list[int]],
    numbers: "count[int]",
) -> Plan:
    rng = stock.rng
    topic = rng.choice(stock.topics)
    team = members[topic.team_id]
    hours = hours_of(int(vars(topic)["calendar_version_id"]))
    fresh = is_open and worked_seconds(opened_at, stock.now, hours) < UNANSWERED_SECONDS
    answered_at: datetime | None = opened_at + timedelta(minutes=rng.randint(5, 180))
    if (fresh and rng.random() < UNANSWERED) or (answered_at and answered_at >= stock.now):
        answered_at = None
    resolved_at = None if is_open else opened_at + timedelta(hours=rng.randint(4, 120))
    heard = [(opened_at, False)]
    if answered_at is not None:
        heard.append((answered_at, True))
    if len(heard) == 1 or pk % 2:
        heard.append((min(heard[-1][0] + timedelta(minutes=rng.randint(1, 60)), stock.now), False))
    channel = rng.choice(CHANNELS)
    return Plan(
        pk=pk,
        customer_id=rng.randint(1, stock.amount.customers),
        topic=topic,
        owner_id=rng.choice(team) if rng.random() < OWNED else None,
        opened_at=opened_at,
        answered_at=answered_at,
        resolved_at=resolved_at,
        complaint=rng.random() < COMPLAINTS,
        contacts=[Voiced(next(numbers), at, rng.choice(team), out, channel) for at, out in heard],
    )


def _members() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for team_id, user_id in Team.members.through.objects.values_list("team_id", "user_id"):
        found[team_id].append(user_id)
    return dict(found)
