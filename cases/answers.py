"""Answers for a topic, the best-working first, and what was solved with them."""

from typing import Any

from django.db.models import F, Q, QuerySet

from cases.models import Answer, AnswerUse
from contacts.models import Contact, Topic


def answers_for(topic: Topic) -> QuerySet[Answer]:
    """What to say about this topic, or the topic above it."""
    return answers_of(topic.pk, topic.parent_id or topic.pk)


def answers_of(topic: Any, above: Any) -> QuerySet[Answer]:
    """The same by the ids of the topic and the one above it (without one: itself), or by slots of a kept statement."""
    return Answer.objects.filter(Q(topic=topic) | Q(topic=above), active=True).order_by("-helped", "title")


def answer_helped(answer: Answer, contact: Contact) -> None:
    """Count the answer once for this contact."""
    AnswerUse.objects.create(answer=answer, contact=contact)
    Answer.objects.filter(pk=answer.pk).update(helped=F("helped") + 1)


def take_back_help(contact: Contact) -> None:
    """The contact is void: what helped in it does not count any more."""
    for use in AnswerUse.objects.filter(contact=contact):
        Answer.objects.filter(pk=use.answer_id).update(helped=F("helped") - 1)
        use.delete()
