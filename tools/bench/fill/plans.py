"""What happened in each case, decided before any row is written: when it was opened, answered, resolved, by whom."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from contacts.models import Topic
from crm.company.calendars import hours_of
from crm.company.models import Team
from crm.lib.working_time import worked_seconds
from tools.bench.fill.stock import Stock

# Of the patient policy's first response less than three quarters is used, of its resolution too.
OPEN_FOR_DAYS, PAST_DAYS = (0, 7), (8, 720)
UNANSWERED_SECONDS = 12 * 3600  # of working time
OWNED, COMPLAINTS, UNANSWERED = 0.7, 0.03, 0.4
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
class Plan:
    """One case. `answered_at` and `resolved_at` are None while that is still to come."""

    pk: int
    customer_id: int
    topic: Topic
    owner_id: int | None
    opened_at: datetime
    answered_at: datetime | None
    resolved_at: datetime | None
    complaint: bool
    contacts: list[Voiced]

    @property
    def opened_by_id(self) -> int:
        return self.contacts[0].by_id


def plan_cases(stock: Stock) -> list[Plan]:
    """All cases in the order they were opened, their contacts numbered in that order."""
    rng, amount = stock.rng, stock.amount
    recent, past = (stock.working_days(first=a, last=b) for a, b in (OPEN_FOR_DAYS, PAST_DAYS))
    moments = [(stock.moment(rng.choice(recent)), True) for _ in range(amount.open_cases)]
    moments += [(stock.moment(rng.choice(past)), False) for _ in range(amount.cases - len(moments))]
    members, numbers = _members(), count(1)
    return [
        _plan(stock, pk, opened_at=at, is_open=is_open, members=members, numbers=numbers)
        for pk, (at, is_open) in enumerate(sorted(moments, key=lambda each: each[0]), 1)
    ]


def lonely_contacts(stock: Stock, *, first: int) -> Iterator[tuple[int, Voiced, Topic]]:
    """Contacts solved at once, as many as are missing: customer, contact, topic."""
    days = stock.working_days(first=0, last=PAST_DAYS[1])
    moments = sorted(stock.moment(stock.rng.choice(days)) for _ in range(stock.amount.contacts - first + 1))
    staff = [user.pk for user in stock.company.users.values()]
    for pk, at in enumerate(moments, first):
        voiced = Voiced(pk, at, stock.rng.choice(staff), out=False, channel=stock.rng.choice(CHANNELS))
        yield stock.rng.randint(1, stock.amount.customers), voiced, stock.rng.choice(stock.topics)


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
