"""Answers for a topic, the best-working first, and what was solved with them."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from cases.answer_standing import STANDING
from cases.models import Answer, AnswerUse
from contacts.models import Contact, Topic


def answers_for(topic: Topic, *, today: date) -> QuerySet[Answer]:
    """What to say about this topic, or the topic above it."""
    return answers_of(topic.pk, topic.parent_id or topic.pk, today)


def answers_of(topic: Any, above: Any, today: Any) -> QuerySet[Answer]:
    """The same by the ids of the topic and the one above it (without one: itself), or by slots of a kept statement."""
    about = Answer.objects.filter(Q(topic=topic) | Q(topic=above))
    return in_force(about, today).order_by(STANDING, "-helped", "title")


def in_force(answers: QuerySet[Answer], today: Any) -> QuerySet[Answer]:
    """Those in use that have not ended."""
    return answers.filter(Q(valid_until=None) | Q(valid_until__gte=today), active=True)


def answer_helped(answer: Answer, contact: Contact) -> None:
    """Count the answer once for this contact."""
    AnswerUse.objects.create(answer=answer, contact=contact)
    Answer.objects.filter(pk=answer.pk).update(helped=F("helped") + 1)


def take_back_help(contact: Contact) -> None:
    """The contact is void: what helped in it does not count any more."""
    for use in AnswerUse.objects.filter(contact=contact):
        Answer.objects.filter(pk=use.answer_id).update(helped=F("helped") - 1)
        use.delete()
