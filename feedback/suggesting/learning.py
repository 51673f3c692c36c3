"""What the company's own work teaches: kind and topic of a voice, with the words it is suggested for.

The kind from voices that somebody sorted; the topic from these and from what colleagues captured under a topic. Learned
anew from the newest ones once an hour and after each sorting, kept in this process; an erased text teaches nothing from
the next time on. A suggestion is never carried out by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db.models import Exists, Max, OuterRef

from contacts.models import Contact, Direction, Topic
from feedback.models import Feedback, Sorting, VoiceOrigin
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
    """For a voice with its contact; three or four statements when anything was sorted since, else one."""
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
    told = [(str(topic), text) for _kind, topic, text in rows if topic]
    topics = topics_learned(named, [*told, *_captured()])
    return _Learned(learned((kind, text) for kind, _topic, text in rows), topics)


def _captured() -> Iterator[tuple[str, str]]:
    """Topic and words of the newest contacts a colleague gave a topic; what came by itself has one nobody chose."""
    by_itself = Feedback.objects.filter(contact=OuterRef("pk")).exclude(origin=VoiceOrigin.CAPTURE)
    sorted_ = Feedback.objects.filter(contact=OuterRef("pk"), sorted_at__isnull=False)
    rows = Contact.objects.counted().filter(direction=Direction.IN, topic__isnull=False).exclude(text="")
    rows = rows.filter(~Exists(by_itself), ~Exists(sorted_)).order_by("-pk")
    for topic, text in rows.values_list("topic", "text")[:NEWEST]:
        yield str(topic), text


def topic_signs(topics: Iterable[Topic]) -> dict[str, frozenset[str]]:
    """The words of the names of the topics that can be chosen, by their id; "Sonstiges" is no suggestion."""
    rows = [topic for topic in topics if topic.active]
    above = {topic.parent_id for topic in rows}
    return {
        str(topic.pk): frozenset(signs(f"{topic.name} {topic.parent or ''}"))
        for topic in rows
        if topic.pk not in above and not topic.is_other
    }
