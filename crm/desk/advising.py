"""What the counter reads beside a concern: the answers of its topic, or of all topics that fit some words."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import prefetch_related_objects

from cases.answer_search import search_answers
from cases.answers import answers_for
from cases.models import Answer
from contacts.models import Topic
from crm.company.presence import company_day

SHOWN, LONGEST = 6, 200


@dataclass(frozen=True)
class Advice:
    """`q`: the words that were searched for; "" where the topic alone decides."""

    q: str = ""
    answers: list[Answer] = field(default_factory=list)


def advice(topic: Topic | None, q: str, *, now: datetime) -> Advice:
    """The best-working answers with their files. Two statements, none without topic and words."""
    q, today = q.strip()[:LONGEST], company_day(now)
    if q:
        found = search_answers(q, today=today, topic_id=topic.pk if topic else None)[:SHOWN]
    else:
        found = list(answers_for(topic, today=today)[:SHOWN]) if topic else []
    prefetch_related_objects(found, "files")
    return Advice(q, found)
