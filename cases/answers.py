"""Answers for a topic, the best-working first, and what was solved with them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from cases.models import Answer, AnswerUse
from contacts.models import Contact, Topic
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as
from crm.lib.lengths import fitting


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


@transaction.atomic
def save_answer(
    answer: Answer | None, *, topic: Topic, title: str, text: str, active: bool = True, by: User, at: datetime
) -> Answer:
    """Write an answer for a topic, or change one; what it helped with stays counted. Raises Refused by field."""
    row = answer or Answer(topic=topic)
    row.title = free_name(
        title, 160, among=Answer.objects.filter(topic=topic).exclude(pk=row.pk), field="title"
    )
    row.text = fitting("text", text, 2_000)
    if not row.text:
        raise refuse("text", _("Bitte schreiben Sie die Antwort."))
    row.active = active
    save_as(row, by=by, at=at, update_fields=["title", "text", "active"] if answer else None)
    return row
