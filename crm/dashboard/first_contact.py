"""First-contact resolution as a report: as a whole, by topic, channel, site and week, and what was lacking.

Added up from the stored counts of each day; the days that no night has counted yet, today for one, are counted from
their contacts and kept for some seconds for everybody who looks.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.db.models import Case, IntegerField, Max, Q, QuerySet, Sum, Value, When

from cases.models import Lack
from contacts.models import Channel, Topic
from crm.company.presence import company_day
from crm.dashboard.first_contact_counts import FIELDS, LACKS, added
from crm.dashboard.models import FirstContactCount
from crm.dashboard.origin_period import Period
from crm.dashboard.site_groups import large_and_small
from crm.lib.periods import day_bounds
from crm.lib.tallies import span
from feedback.first_contacts import UNSAID, groups
from feedback.metrics import RETURN_WITHIN

KEPT_SECONDS: Final = 15
LONGEST: Final = timedelta(days=366)
SMALL_SITES: Final = "klein"


@dataclass(frozen=True)
class Numbers:
    """Contacts by how they count; gross = solved at once, net = and neither came again nor was denied."""

    kept: int = 0
    returned: int = 0
    denied: int = 0
    followed_up: int = 0

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
    total: Numbers
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
    """The last year of a longer period: the lists behind the numbers look at every contact of it."""
    return Period(max(period.first, period.last - LONGEST + timedelta(days=1)), period.last)


@dataclass
class Counts:
    """`whole[part]` are the columns of the company in each part of the period, `by[dimension]` those of all of it."""

    whole: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, dimension: str, part: int, numbers: Mapping[str, int]) -> None:
        (self.by[dimension] if dimension else self.whole[part]).update(numbers)

    @property
    def total(self) -> Counter[str]:
        return sum(self.whole.values(), Counter())

    def of(self, kind: str) -> dict[int | str, Counter[str]]:
        """The parts of one kind of dimension by their key, only with what belongs to the base."""
        mark = f"{kind}:"
        found = {name.removeprefix(mark): each for name, each in self.by.items() if name.startswith(mark)}
        return {
            int(key) if key.isdecimal() else key: each for key, each in found.items() if numbers(each).base
        }


def report(period: Period, *, now: datetime) -> Report:
    """Five statements; four where somebody has just looked."""
    found = _read(period, today=company_day(now))
    total = found.total
    return Report(
        period,
        numbers(total),
        nameless=total["nameless"],
        not_possible=total["not_possible"],
        topics=_topics(found),
        channels=_channels(found),
        sites=_sites(found),
        parts=_parts(found, period, now=now),
        lacks=_lacks(total),
    )


def by_topic(period: Period, *, today: date) -> dict[int, tuple[Numbers, int]]:
    """Of each topic its numbers, and how many of its cases were lacking knowledge. Three statements."""
    found = _read(period, today=today).of("topic")
    return {int(pk): (numbers(each), each[Lack.KNOWLEDGE]) for pk, each in found.items()}


def numbers(counted: Mapping[str, int]) -> Numbers:
    return Numbers(**{each.name: counted.get(each.name, 0) for each in fields(Numbers)})


def _read(period: Period, *, today: date) -> Counts:
    """What the nights have stored, and on top what no night has seen."""
    counts = Counts()
    newest = FirstContactCount.objects.filter(dimension="", day__lt=today).aggregate(day=Max("day"))["day"]
    live_since = period.first if newest is None else max(period.first, newest + timedelta(days=1))
    for dimension, part, *counted in _stored(period, before=min(live_since, today)):
        counts.add(dimension, part, dict(zip(FIELDS, counted, strict=True)))
    if live_since <= period.last:
        for dimension, part, live in _live(period, live_since):
            counts.add(dimension, part, live)
    return counts


def _stored(period: Period, *, before: date) -> QuerySet[Any, Any]:
    """One row for each part of the period, and one for each channel, topic and site over all of it."""
    days = FirstContactCount.objects.filter(day__gte=period.first, day__lte=period.last, day__lt=before)
    part = Case(
        When(~Q(dimension=""), then=Value(0)),
        default=span("day", period.steps),
        output_field=IntegerField(),
    )
    added_up = days.order_by().annotate(part=part).values("dimension", "part")
    return added_up.annotate(**{f"of_{name}": Sum(name) for name in FIELDS}).values_list(
        "dimension", "part", *(f"of_{name}" for name in FIELDS)
    )


def _live(period: Period, since: date) -> list[tuple[str, int, Counter[str]]]:
    steps = period.steps
    first = bisect_right(steps, since) - 1
    days = [since, *steps[first + 1 :]]
    key = f"first_contacts:{since}:{':'.join(str(day) for day in days)}"
    found: list[tuple[str, int, Counter[str]]] | None = cache.get(key)
    if found is None:
        bounds = [day_bounds(day, settings.TIME_ZONE)[0] for day in days]
        found = list(added(groups(bounds)))
        cache.set(key, found, KEPT_SECONDS)
    # Kept by their days alone: the same days are another part of a longer period.
    return [(dimension, first + part, counted) for dimension, part, counted in found]


def _topics(found: Counts) -> list[Line]:
    """What costs most comes first."""
    parts = found.of("topic")
    rows = Topic.objects.filter(pk__in=list(parts)).select_related("parent")
    lines = [
        Line(row.name, f"anliegen={row.pk}", numbers(parts[row.pk]), row.parent.name if row.parent else "")
        for row in rows
    ]
    return sorted(lines, key=lambda line: (-line.numbers.short, -line.numbers.base, line.name))


def _channels(found: Counts) -> list[Line]:
    parts = found.of("channel")
    lines = [
        Line(str(each.label), f"kanal={each.value}", numbers(parts[each.value]))
        for each in Channel
        if each.value in parts
    ]
    return sorted(lines, key=lambda line: -line.numbers.base)


def _sites(found: Counts) -> list[Line]:
    """The small ones, and contacts without a site, are one line: what the large ones leave of the whole."""
    large, _small = large_and_small()
    parts, rest = found.of("site"), found.total
    lines = []
    for site in large:
        if site.pk in parts:
            lines.append(Line(site.name, f"standort={site.pk}", numbers(parts[site.pk])))
            rest -= parts[site.pk]
    if lines and numbers(rest).base:
        lines.append(Line("", f"standort={SMALL_SITES}", numbers(rest)))
    return lines


def _parts(found: Counts, period: Period, *, now: datetime) -> list[Part]:
    return [
        Part(
            first,
            after - timedelta(days=1),
            numbers(found.whole[number]),
            provisional=day_bounds(after, settings.TIME_ZONE)[0] > now - RETURN_WITHIN,
        )
        for number, (first, after) in enumerate(pairwise(period.steps))
    ]


def _lacks(total: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent first, what nobody said last."""
    said = sorted(
        ((lack, total[lack]) for lack in LACKS if total[lack]), key=lambda each: (-each[1], each[0])
    )
    unsaid = total["followed_up"] - sum(n for _lack, n in said)
    return [*said, (UNSAID, unsaid)] if unsaid else said
