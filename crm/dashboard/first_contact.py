"""First-contact resolution as a report: as a whole, by topic, channel, site and week, and what was lacking.

Counted from the contacts of the chosen days in one statement, kept for some seconds for everybody who looks.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final, TypeVar

from django.conf import settings
from django.core.cache import cache

from cases.models import Lack
from contacts.models import Channel, Topic
from crm.dashboard.origin_period import Period
from crm.dashboard.site_groups import large_and_small
from crm.lib.periods import day_bounds
from feedback.first_contacts import UNSAID, Group, groups
from feedback.metrics import DENIED, FOLLOWED_UP, KEPT, NAMELESS, NOT_POSSIBLE, RETURN_WITHIN, RETURNED

Key = TypeVar("Key", bound=Hashable)
KEPT_SECONDS: Final = 15
LONGEST: Final = timedelta(days=366)
SMALL_SITES: Final = "klein"


@dataclass
class Numbers:
    """Contacts by how they count; gross = solved at once, net = and neither came again nor was denied."""

    kept: int = 0
    returned: int = 0
    denied: int = 0
    followed_up: int = 0

    def add(self, label: str, n: int) -> None:
        name = FIELDS.get(label)
        if name is not None:
            setattr(self, name, getattr(self, name) + n)

    @property
    def gross(self) -> int:
        return self.kept + self.returned + self.denied

    @property
    def base(self) -> int:
        return self.gross + self.followed_up

    @property
    def short(self) -> int:
        """So many contacts are missing from a net of everything."""
        return self.base - self.kept


FIELDS: Final = {KEPT: "kept", RETURNED: "returned", DENIED: "denied", FOLLOWED_UP: "followed_up"}


@dataclass(frozen=True)
class Line:
    """One part. `query` narrows the list of contacts to it; `above` stands before its name."""

    name: str
    query: str
    numbers: Numbers
    above: str = ""


@dataclass(frozen=True)
class Part:
    """One stretch of the period. `provisional`: some of its customers may still come back."""

    first: date
    last: date
    numbers: Numbers
    provisional: bool

    @property
    def query(self) -> str:
        return Period(self.first, self.last).query


@dataclass
class Report:
    """`lacks`: code of what was lacking ("unsaid": nobody said) and number; `nameless` and `not_possible` stand apart.

    `sites` is empty where every site is too small to be shown by itself.
    """

    period: Period
    total: Numbers = field(default_factory=Numbers)
    nameless: int = 0
    not_possible: int = 0
    topics: list[Line] = field(default_factory=list)
    channels: list[Line] = field(default_factory=list)
    sites: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    lacks: list[tuple[str, int]] = field(default_factory=list)

    @property
    def said(self) -> int:
        """Of so many cases somebody said what was lacking."""
        return sum(n for code, n in self.lacks if code != UNSAID)


def bounded(period: Period) -> Period:
    """The last year of a longer period: every contact of it is looked at."""
    return Period(max(period.first, period.last - LONGEST + timedelta(days=1)), period.last)


def report(period: Period, *, now: datetime) -> Report:
    """Three statements; two where somebody has just looked."""
    found = _groups(period)
    made = Report(period)
    for group in found:
        made.total.add(group.label, group.n)
    made.nameless = sum(group.n for group in found if group.label == NAMELESS)
    made.not_possible = sum(group.n for group in found if group.label == NOT_POSSIBLE)
    made.topics = _topics(found)
    made.channels = _channels(found)
    made.sites = _sites(found)
    made.parts = _parts(found, period, now=now)
    made.lacks = _lacks(found)
    return made


def by_topic(period: Period) -> dict[int, tuple[Numbers, int]]:
    """Of each topic its numbers, and how many of its cases were lacking knowledge. One statement, none where somebody
    has just looked.
    """
    found = _groups(period)
    numbers = _added(found, lambda group: group.topic)
    lacking: defaultdict[int | None, int] = defaultdict(int)
    for group in found:
        if group.label == FOLLOWED_UP and group.lack == Lack.KNOWLEDGE:
            lacking[group.topic] += group.n
    return {pk: (each, lacking[pk]) for pk, each in numbers.items() if pk is not None}


def _groups(period: Period) -> list[Group]:
    key = f"first_contacts:{period.first}:{period.last}"
    found: list[Group] | None = cache.get(key)
    if found is None:
        found = groups([day_bounds(day, settings.TIME_ZONE)[0] for day in period.steps])
        cache.set(key, found, KEPT_SECONDS)
    return found


def _added(found: Iterable[Group], by: Callable[[Group], Key]) -> dict[Key, Numbers]:
    """Only what belongs to the base; a part without any is left out."""
    parts: defaultdict[Key, Numbers] = defaultdict(Numbers)
    for group in found:
        if group.label in FIELDS:
            parts[by(group)].add(group.label, group.n)
    return dict(parts)


def _topics(found: list[Group]) -> list[Line]:
    """What costs most comes first."""
    numbers = _added(found, lambda group: group.topic)
    rows = Topic.objects.filter(pk__in=[pk for pk in numbers if pk is not None]).select_related("parent")
    lines = [
        Line(row.name, f"anliegen={row.pk}", numbers[row.pk], row.parent.name if row.parent else "")
        for row in rows
    ]
    return sorted(lines, key=lambda line: (-line.numbers.short, -line.numbers.base, line.name))


def _channels(found: list[Group]) -> list[Line]:
    numbers = _added(found, lambda group: group.channel)
    lines = [
        Line(str(each.label), f"kanal={each.value}", numbers[each.value])
        for each in Channel
        if each.value in numbers
    ]
    return sorted(lines, key=lambda line: -line.numbers.base)


def _sites(found: list[Group]) -> list[Line]:
    """The small ones, and contacts without a site, are one line."""
    large, _small = large_and_small()
    names = {site.pk: site.name for site in large}
    numbers = _added(found, lambda group: group.site if group.site in names else None)
    lines = [Line(names[pk], f"standort={pk}", numbers[pk]) for pk in names if pk in numbers]
    if lines and None in numbers:
        lines.append(Line("", f"standort={SMALL_SITES}", numbers[None]))
    return lines


def _parts(found: list[Group], period: Period, *, now: datetime) -> list[Part]:
    numbers = _added(found, lambda group: group.span)
    days = period.steps
    return [
        Part(
            first,
            after - timedelta(days=1),
            numbers.get(number, Numbers()),
            provisional=day_bounds(after, settings.TIME_ZONE)[0] > now - RETURN_WITHIN,
        )
        for number, (first, after) in enumerate(pairwise(days))
    ]


def _lacks(found: list[Group]) -> list[tuple[str, int]]:
    """The most frequent first, what nobody said last."""
    counted: defaultdict[str, int] = defaultdict(int)
    for group in found:
        if group.label == FOLLOWED_UP:
            counted[group.lack] += group.n
    return sorted(counted.items(), key=lambda each: (each[0] == UNSAID, -each[1], each[0]))
