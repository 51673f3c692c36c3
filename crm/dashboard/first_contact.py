"""First-contact resolution as a report: as a whole, by topic, channel, site and week, and what was lacking."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from django.conf import settings

from cases.models import Lack
from contacts.models import Channel, Topic
from crm.company.presence import company_day
from crm.company.site_groups import large_and_small
from crm.dashboard.first_contact_counts import LACKS
from crm.dashboard.first_contact_reading import Counts, Numbers, numbers, read_counts, voided
from crm.dashboard.origin_period import Period
from crm.lib.periods import day_bounds
from feedback.first_contacts import UNSAID
from feedback.metrics import RETURN_WITHIN

LONGEST: Final = timedelta(days=366)
SMALL_SITES: Final = "klein"


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

    `sites` is empty where every site is too small to be shown by itself. `voided`: so many contacts that are still in
    these numbers were taken back since the last night, which the next one sees.
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
    voided: int = 0

    @property
    def said(self) -> int:
        """Of so many cases somebody said what was lacking."""
        return sum(n for code, n in self.lacks if code != UNSAID)


def bounded(period: Period) -> Period:
    """The last year of a longer period: the lists behind the numbers look at every contact of it."""
    return Period(max(period.first, period.last - LONGEST + timedelta(days=1)), period.last)


def report(period: Period, *, now: datetime) -> Report:
    """Six statements; five where somebody has just looked."""
    found = read_counts(period, today=company_day(now))
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
        voided=voided(found, period),
    )


def by_topic(period: Period, *, today: date) -> dict[int, tuple[Numbers, int]]:
    """Of each topic its numbers, and how many of its cases were lacking knowledge. Three statements."""
    found = read_counts(period, today=today).of("topic")
    return {int(pk): (numbers(each), each[Lack.KNOWLEDGE]) for pk, each in found.items()}


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
