"""What the company's own sortings teach: kind and topic of a voice, with the words it is suggested for.

Learned anew from the newest sorted voices once an hour and after each sorting, kept in this process; an erased text
teaches nothing from the next time on. A suggestion is never carried out by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db.models import Max

from contacts.models import Topic
from feedback.models import Feedback, Sorting
from feedback.suggesting.bayes import Bayes
from feedback.suggesting.kinds import learned, topics_learned
from feedback.suggesting.stems import signs

NEWEST: Final = 2_000


@dataclass(frozen=True)
class Suggestion:
    """What a voice probably is: a kind, the primary key of a topic, and the words that speak for each."""

    kind: str = ""
    kind_because: tuple[str, ...] = ()
    topic: int | None = None
    topic_because: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Learned:
    kinds: Bayes
    topics: Bayes


def suggest(voice: Feedback, *, now: datetime) -> Suggestion:
    """For a voice with its contact; two or three statements when anything was sorted since, else one."""
    newest = Sorting.objects.aggregate(newest=Max("pk"))["newest"] or 0
    read = signs(voice.contact.text)
    told = _learned(newest, int(now.timestamp()) // 3_600)
    kind, topic = told.kinds.guess(read), told.topics.guess(read)
    return Suggestion(
        kind=kind.label if kind else "",
        kind_because=kind.because if kind else (),
        topic=int(topic.label) if topic else None,
        topic_because=topic.because if topic else (),
    )


@lru_cache(maxsize=1)
def _learned(_newest: int, _hour: int) -> _Learned:
    rows = list(
        Feedback.objects.filter(sorted_at__isnull=False, contact__void=None)
        .exclude(contact__text="")
        .order_by("-pk")
        .values_list("kind", "topic", "contact__text")[:NEWEST]
    )
    named = topic_signs(Topic.objects.select_related("parent"))
    topics = topics_learned(named, ((str(topic), text) for _kind, topic, text in rows if topic))
    return _Learned(learned((kind, text) for kind, _topic, text in rows), topics)


def topic_signs(topics: Iterable[Topic]) -> dict[str, frozenset[str]]:
    """The words of the names of the topics that can be chosen, by their id; "Sonstiges" is no suggestion."""
    rows = [topic for topic in topics if topic.active]
    above = {topic.parent_id for topic in rows}
    return {
        str(topic.pk): frozenset(signs(f"{topic.name} {topic.parent or ''}"))
        for topic in rows
        if topic.pk not in above and not topic.is_other
    }
