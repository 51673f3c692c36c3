"""Which topics stand first on a capture screen: those that this site met most in the last 30 days.

What came at this time of day or on this weekday counts more, and what this person recorded counts most.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.utils import timezone

from contacts.models import Contact, Topic

TILES = 8
LOOKS_BACK = timedelta(days=30)
SAMPLE = 1000  # newest contacts that decide; more would not change the order
STEADY_SECONDS = 600  # tiles keep their places for so long
NEAR_HOURS = 2  # the same time of day, an hour more or less
USUAL, AT_THIS_TIME, ON_THIS_WEEKDAY, MY_OWN = 1.0, 1.0, 0.5, 2.0
Met = tuple[int, int, int, int]
"""A contact as far as it decides: topic, weekday, hour on the wall clock, recorder."""


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


def tiles(
    topics: Sequence[Topic],
    *,
    site_id: int | None,
    user_id: int | None,
    chosen: int | None,
    room: int = TILES,
    now: datetime,
) -> list[Topic]:
    """The most likely first, filled up in the order of the list; a chosen one of the rest takes the last place."""
    weights = _weights(_met(site_id, now), user_id=user_id, now=timezone.localtime(now))
    places = {topic.pk: place for place, topic in enumerate(topics)}
    ranked = sorted(topics, key=lambda topic: (-weights[topic.pk], places[topic.pk]))
    shown = ranked[:room]
    if chosen in places and chosen not in {topic.pk for topic in shown}:
        shown[-1] = next(topic for topic in topics if topic.pk == chosen)
    return shown


def _weights(met: Iterable[Met], *, user_id: int | None, now: datetime) -> defaultdict[int, float]:
    weights: defaultdict[int, float] = defaultdict(float)
    for topic, weekday, hour, recorder in met:
        weights[topic] += (
            USUAL
            + AT_THIS_TIME * (abs(hour - now.hour) < NEAR_HOURS)
            + ON_THIS_WEEKDAY * (weekday == now.weekday())
            + MY_OWN * (recorder == user_id)
        )
    return weights


def _met(site_id: int | None, now: datetime) -> list[Met]:
    """The site's newest contacts. Void ones count here too: it is only an order. One statement in ten minutes."""
    key = f"topics-met:{site_id}"
    known: list[Met] | None = cache.get(key)
    if known is None:
        newest = Contact.objects.filter(recorded_at__gte=now - LOOKS_BACK, topic__isnull=False)
        if site_id is not None:
            newest = newest.filter(site_id=site_id)
        rows = newest.values_list("topic_id", "recorded_at", "recorded_by_id")[:SAMPLE]
        local = ((topic, timezone.localtime(at), recorder) for topic, at, recorder in rows)
        known = [(topic, at.weekday(), at.hour, recorder) for topic, at, recorder in local if topic]
        cache.set(key, known, STEADY_SECONDS)
    return known
