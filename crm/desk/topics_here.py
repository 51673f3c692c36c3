"""Which topics stand first on a capture screen: those that this site met most in the last 30 days."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Exists, OuterRef

from contacts.models import Contact, Topic

TILES = 8
LOOKS_BACK = timedelta(days=30)
SAMPLE = 1000  # newest contacts that decide; more would not change the order
STEADY_SECONDS = 600  # tiles keep their places for so long


@dataclass(frozen=True, kw_only=True)
class TopicGroup:
    """A topic of the upper level with what can be chosen below it. `name` is "" for topics without a parent."""

    name: str
    topics: list[Topic]


def leaf_topics() -> list[Topic]:
    """Every topic that can be chosen, in its order. One statement."""
    below = Topic.objects.filter(parent=OuterRef("pk"), active=True)
    return list(Topic.objects.filter(~Exists(below), active=True).select_related("parent"))


def grouped(topics: Sequence[Topic]) -> list[TopicGroup]:
    """Topics by parent, in the order of the parents; those without a parent come last."""
    groups: defaultdict[Topic | None, list[Topic]] = defaultdict(list)
    for topic in topics:
        groups[topic.parent].append(topic)
    named = sorted((parent for parent in groups if parent), key=lambda parent: (parent.position, parent.name))
    rows = [TopicGroup(name=parent.name, topics=groups[parent]) for parent in named]
    if None in groups:
        rows.append(TopicGroup(name="", topics=groups[None]))
    return rows


def tiles(topics: Sequence[Topic], *, site_id: int | None, chosen: int | None, now: datetime) -> list[Topic]:
    """The most used first, filled up in the order of the list; a chosen one of the rest takes the last place."""
    usage = _usage(site_id, now)
    places = {topic.pk: place for place, topic in enumerate(topics)}
    ranked = sorted(topics, key=lambda topic: (-usage.get(topic.pk, 0), places[topic.pk]))
    shown = ranked[:TILES]
    if chosen in places and chosen not in {topic.pk for topic in shown}:
        shown[-1] = next(topic for topic in topics if topic.pk == chosen)
    return shown


def _usage(site_id: int | None, now: datetime) -> dict[int, int]:
    """How often each topic was met among the site's newest contacts. Void ones count here too: it is only an order."""
    key = f"topics-here:{site_id}"
    known: dict[int, int] | None = cache.get(key)
    if known is None:
        newest = Contact.objects.filter(recorded_at__gte=now - LOOKS_BACK, topic__isnull=False)
        if site_id is not None:
            newest = newest.filter(site_id=site_id)
        known = dict(Counter(newest.values_list("topic_id", flat=True)[:SAMPLE]))
        cache.set(key, known, STEADY_SECONDS)
    return known
