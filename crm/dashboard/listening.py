"""Zuhören as data: what customers expect, by who they are; what they say of competitors; which topics rise.

Numbers come from the stored figures of whole weeks, the words from the voices a person may read.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet

from cases.visibility import inside_contacts
from contacts.models import Contact, CustomerGroup, Product, Topic
from contacts.models.contact import Direction
from crm.company.models import Site
from crm.company.permissions import Viewer
from crm.company.presence import company_day
from crm.company.site_groups import large_and_small
from crm.dashboard.weeks import WEEK, Weeks, read_weeks
from crm.lib.periods import days_bounds
from feedback.models import Feedback, VoiceKind
from feedback.reading import readable_voices
from feedback.rising import BASE_WEEKS, Rise, rise

WEEKS: Final = BASE_WEEKS + 1
CONTACTS: Final = Q(code="contacts", dimension="") | Q(code="contacts", dimension__startswith="topic:")
"""What rises is judged by these."""
EXAMPLES: Final = 3
HEARD: Final = 8
LINES: Final = 12


@dataclass(frozen=True)
class Rising:
    """A topic that comes more often than usual, with the newest contacts of that week that may be read."""

    topic: Topic
    rise: Rise
    times: float
    examples: list[Contact]


@dataclass(frozen=True)
class Segment:
    """How often something was expected by one group, at one site, about one topic or product."""

    name: str
    number: int


@dataclass(frozen=True)
class Heard:
    """`expected` in 13 weeks, `segments` of it by "group", "site", "topic" and "product"; the newest words of both."""

    expected: int
    remarks: int
    segments: dict[str, list[Segment]]
    expectations: list[Feedback]
    competitors: list[Feedback]
    rising: list[Rising]


def heard(viewer: Viewer, *, now: datetime) -> Heard:
    """Nine statements and one for each topic that rises."""
    voices = Q(code__in=[VoiceKind.EXPECTATION.value, VoiceKind.COMPETITOR.value])
    weeks = read_weeks(CONTACTS | voices, today=company_day(now), weeks=WEEKS)
    return Heard(
        expected=weeks.total(VoiceKind.EXPECTATION)[0],
        remarks=weeks.total(VoiceKind.COMPETITOR)[0],
        segments=_segments(weeks),
        expectations=_newest(viewer, VoiceKind.EXPECTATION),
        competitors=_newest(viewer, VoiceKind.COMPETITOR),
        rising=_rising(weeks, viewer),
    )


def _segments(weeks: Weeks) -> dict[str, list[Segment]]:
    """Small sites are left out: what is voiced there would say something about single colleagues."""
    tables: dict[str, QuerySet[Any]] = {
        "group": CustomerGroup.objects.all(),
        "topic": Topic.objects.all(),
        "product": Product.objects.all(),
    }
    found = {}
    for kind, table in tables.items():
        counted = {int(pk): sum(each) for pk, each in weeks.named(VoiceKind.EXPECTATION, kind).items()}
        rows = table.filter(pk__in=counted)
        found[kind] = _ranked((str(row), counted[row.pk]) for row in rows)
    sites = {int(pk): sum(each) for pk, each in weeks.named(VoiceKind.EXPECTATION, "site").items()}
    large: list[Site] = large_and_small()[0]
    found["site"] = _ranked((site.name, sites[site.pk]) for site in large if site.pk in sites)
    return found


def _ranked(named: Any) -> list[Segment]:
    segments = [Segment(name, number) for name, number in named if number]
    return sorted(segments, key=lambda each: (-each.number, each.name))[:LINES]


def _newest(viewer: Viewer, kind: str) -> list[Feedback]:
    rows = readable_voices(viewer).filter(kind=kind).select_related("contact__customer", "topic", "product")
    return list(rows.order_by("-at", "-pk")[:HEARD])


def rises(weeks: Weeks) -> dict[int, Rise]:
    """What rises, by topic. Only what has a normal can, so a topic that is new takes twelve weeks."""
    totals = weeks.counts("contacts")
    found = {int(pk): rise(counts, totals) for pk, counts in weeks.named("contacts", "topic").items()}
    return {pk: each for pk, each in found.items() if each is not None}


def _rising(weeks: Weeks, viewer: Viewer) -> list[Rising]:
    """The least likely first."""
    called = rises(weeks)
    rows = Topic.objects.filter(pk__in=called).select_related("parent")
    start, end = days_bounds(weeks.ends[-1] - WEEK, weeks.ends[-1], settings.TIME_ZONE)
    rising = []
    for topic in rows:
        lately = Contact.objects.counted().filter(
            topic=topic, direction=Direction.IN, recorded_at__gte=start, recorded_at__lt=end
        )
        spoken = inside_contacts(lately.exclude(text=""), viewer).select_related("customer")
        each = called[topic.pk]
        times = each.now / each.usual if each.usual else 0.0
        rising.append(Rising(topic, each, times, list(spoken.order_by("-recorded_at", "-pk")[:EXAMPLES])))
    return sorted(rising, key=lambda one: one.rise.chance)
