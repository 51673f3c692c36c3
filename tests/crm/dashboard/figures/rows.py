"""All rows of a company, read once, and how a number counted by hand is written: for counting in plain loops.

Nothing here asks the product how something is counted; only words and formats are its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from django.utils.timezone import get_default_timezone

from cases.models import Case, CaseContact, Closure, Deadline, Escalation, Hindrance, Pause
from contacts.models import Contact, Customer, Void
from crm.company.models import Site, User
from crm.dashboard.figures.period import Period
from crm.lib.formats import duration, percent
from feedback.models import Feedback, Idea, IdeaNews, Invitation, PraiseDelivery, SurveyAnswer
from tests.factories.history import NOW

FEWEST: Final = 20
NOTHING: Final = "–"
GERMAN: Final = str.maketrans(",.", ".,")
"""Points and commas of a number as one writes them here."""
DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
TODAY: Final = NOW.date()


class Share(NamedTuple):
    top: int
    bottom: int


class Minutes(NamedTuple):
    value: float | None


class Rate(NamedTuple):
    """Per 1,000."""

    value: float


Atom = int | Share | Minutes | Rate | None
"""A number in a table; None where nothing was counted."""
Cells = dict[tuple[str, str], tuple[Atom, ...]]
"""What the table of each block must read, by block and row."""
Lines = dict[str, tuple[str, str, str]]
"""The headlines: now, before, a year ago."""
Counted = tuple[Cells, Lines]
Window = tuple[date, date]
Stands = Mapping[tuple[str, str], Share]
"""How things stood at one moment, by code and dimension; a plain count has the bottom 0."""


def text(atom: Atom) -> str:
    match atom:
        case Share(top, bottom):
            if bottom < FEWEST:
                return f"{top} von {bottom}" if bottom else NOTHING
            return percent(top / bottom)
        case Minutes(None) | None:
            return NOTHING
        case Minutes(float() | int() as value):
            return duration(round(value))
        case Rate(value):
            return f"{round(value, 1):,.1f}".translate(GERMAN)
        case int(number):
            return f"{number:,}".replace(",", ".")
    raise AssertionError(atom)


def drawn(atom: Atom) -> float | None:
    match atom:
        case Share(top, bottom):
            return 100 * top / bottom if bottom >= FEWEST else None
        case Minutes(value) | Rate(value):
            return value
        case None:
            return None
        case int(number):
            return float(number)
    raise AssertionError(atom)


def day_of(at: datetime) -> date:
    return at.astimezone(get_default_timezone()).date()


def within(at: datetime | None, when: Window) -> bool:
    return at is not None and when[0] <= day_of(at) <= when[1]


def name_of(row: Any) -> str:
    """Of a topic or a source."""
    return f"{row.parent.name}: {row.name}" if row.parent else str(row.name)


@dataclass
class Facts:
    """`counted`: the days a night has counted, `at_once_counted` those of first contacts. `nights`: how things stood,
    as far as that was counted; `now`: how they stand. `channel`, `topic` or `site` narrow contacts, voices and answers.
    """

    counted: frozenset[date]
    at_once_counted: frozenset[date]
    nights: Mapping[date, Stands]
    now: Stands
    channel: str = ""
    topic: int | None = None
    site: int | None = None
    every: list[Any] = field(default_factory=list)
    cases: list[Any] = field(default_factory=list)
    closures: list[Any] = field(default_factory=list)
    rungs: list[Any] = field(default_factory=list)
    joints: list[Any] = field(default_factory=list)
    deadlines: list[Any] = field(default_factory=list)
    pauses: list[Any] = field(default_factory=list)
    lacks: dict[int, str] = field(default_factory=dict)
    voices: list[Any] = field(default_factory=list)
    deliveries: list[Any] = field(default_factory=list)
    customers: list[Any] = field(default_factory=list)
    invitations: list[Any] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    ideas: list[Any] = field(default_factory=list)
    news: list[Any] = field(default_factory=list)
    large_sites: dict[int, str] = field(default_factory=dict)

    def narrowed(self, *, channel: str = "", topic: int | None = None, site: int | None = None) -> "Facts":
        return replace(self, channel=channel, topic=topic, site=site)

    def fits(self, channel: str, topic: int | None) -> bool:
        return (not self.channel or channel == self.channel) and (self.topic is None or topic == self.topic)

    @property
    def whole(self) -> bool:
        return not self.channel and self.topic is None and self.site is None

    @property
    def contacts(self) -> list[Any]:
        there = [row for row in self.every if self.site in (None, row.site_id)]
        return [row for row in there if self.fits(row.channel, row.topic_id)]

    @property
    def said(self) -> list[Any]:
        """The voices."""
        return [row for row in self.voices if self.fits(row.contact.channel, row.topic_id)]

    def of_topic(self, topic: int) -> bool:
        return self.topic in (None, topic)

    def knows(self, when: Window) -> bool:
        """Whether every day was counted."""
        day, last = when
        while day <= last:
            if day not in self.counted:
                return False
            day += DAY
        return True


def read_facts(
    *, counted: frozenset[date], at_once_counted: frozenset[date], nights: Mapping[date, Stands], now: Stands
) -> Facts:
    void = {row.contact_id for row in Void.objects.all()}
    return Facts(
        counted,
        at_once_counted,
        nights,
        now,
        every=[row for row in Contact.objects.select_related("topic__parent") if row.pk not in void],
        cases=list(Case.objects.select_related("topic__parent", "team")),
        closures=list(Closure.objects.select_related("case__topic", "cause_kind")),
        rungs=list(Escalation.objects.select_related("case")),
        joints=list(CaseContact.objects.select_related("contact")),
        deadlines=list(Deadline.objects.select_related("case__topic__parent").order_by("pk")),
        pauses=list(Pause.objects.all()),
        lacks={row.contact_id: row.lack for row in Hindrance.objects.all()},
        voices=[
            row
            for row in Feedback.objects.select_related(
                "contact", "topic__parent", "receipt", "idea_wish__idea"
            )
            if row.contact_id not in void
        ],
        deliveries=list(PraiseDelivery.objects.all()),
        customers=list(Customer.objects.select_related("source__parent", "campaign")),
        invitations=list(
            Invitation.objects.select_related("case__topic__parent", "case__team", "contact__topic__parent")
        ),
        answers=list(
            SurveyAnswer.objects.select_related(
                "invitation__case__topic__parent",
                "invitation__case__team",
                "invitation__contact__topic__parent",
                "promise",
            )
        ),
        ideas=list(Idea.objects.all()),
        news=list(IdeaNews.objects.all()),
        large_sites=_large_sites(),
    )


def _large_sites() -> dict[int, str]:
    """Those with ten people; the smallest of them joins the small ones where these are fewer than ten together."""
    people: dict[int, int] = {site.pk: 0 for site in Site.objects.all()}
    for user in User.objects.all():
        if user.is_active and user.has_customer_contact and user.site_id:
            people[user.site_id] += 1
    names = {site.pk: site.name for site in Site.objects.all()}
    ordered = sorted(people, key=lambda pk: (-people[pk], names[pk]))
    large = [pk for pk in ordered if people[pk] >= 10]
    small = [pk for pk in ordered if people[pk] < 10]
    if large and small and sum(people[pk] for pk in small) < 10:
        large.pop()
    return {pk: names[pk] for pk in large}


def windows(period: Period) -> tuple[Window, Window, Window]:
    """The period, the one before, and a year ago."""
    before, year = period.before, period.year_ago
    return (period.first, period.last), (before.first, before.last), (year.first, year.last)


def then(facts: Facts, period: Period, of: Callable[[Window], Atom]) -> tuple[Atom, Atom]:
    """Before and a year ago; None where not every day was counted."""
    _now, *earlier = windows(period)
    before, year = (of(when) if facts.knows(when) else None for when in earlier)
    return before, year


def line(facts: Facts, period: Period, of: Callable[[Window], Atom]) -> tuple[str, str, str]:
    """A headline of what flows."""
    now, *earlier = windows(period)
    before, year = (text(of(when)) if facts.knows(when) else "" for when in earlier)
    return text(of(now)), before, year


def bars(
    facts: Facts,
    period: Period,
    rows: Iterable[tuple[str, datetime | None]],
    *,
    others: str = "",
    until: date = TODAY,
) -> dict[str, tuple[Atom, ...]]:
    """The rows of a count by label, beside before and a year ago. `others` is left out where nothing is in it now."""
    dated = list(rows)
    found: dict[str, tuple[Atom, ...]] = {}
    for label in {label for label, _at in dated}:
        mine = [at for each, at in dated if each == label]

        def number(when: Window, mine: Sequence[datetime | None] = mine) -> int:
            return sum(within(at, (when[0], min(when[1], until))) for at in mine)

        values = (number(windows(period)[0]), *then(facts, period, number))
        if any(values) and not (label == others and not values[0]):
            found[label] = values
    return found


def put(cells: Cells, block: str, rows: Mapping[str, tuple[Atom, ...]]) -> None:
    cells.update({(block, label): values for label, values in rows.items()})


def course(period: Period, of: Callable[[Window], tuple[Atom, ...]]) -> dict[str, tuple[Atom, ...]]:
    """One row for each bucket."""
    return {each.label: of((each.first, each.last)) for each in period.buckets}


def quantile(values: Sequence[float], part: float, edges: Sequence[int], *, fewest: int = 1) -> float | None:
    """As the page reads it: steps, and evenly spread within one."""
    if len(values) < fewest:
        return None
    wanted, passed, lower = part * len(values), 0, 0
    for edge in edges:
        here = sum(lower < value <= edge or (lower == 0 and value <= edge) for value in values)
        if here and passed + here >= wanted:
            return lower + (edge - lower) * max(wanted - passed, 0) / here
        passed, lower = passed + here, edge
    return float(edges[-1])
