"""What was asked and had no answer: said in one tap, listed for whoever writes the next one."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from cases.models import AnswerGap
from cases.visibility import inside_contacts
from contacts.models import Contact, Topic
from crm.company.models import User
from crm.company.permissions import Viewer, keeps_data
from crm.company.presence import company_day
from crm.lib.acts import NotAllowed, refuse

LONGEST_WORDS, MOST_SHOWN = 200, 100


@dataclass(frozen=True)
class Gap:
    """One line of the list. `words` are "" for those who do not see the matter."""

    row: AnswerGap
    words: str


def missing_at(contact: Contact, *, topic: Topic, words: str, by: User, at: datetime) -> AnswerGap:
    """There was no answer to this concern; must live inside the capture's transaction."""
    return AnswerGap.objects.create(contact=contact, topic=topic, words=_one_line(words), by=by, at=at)


def forget_missing(contact: Contact) -> None:
    """The contact is void: nobody asked."""
    AnswerGap.objects.filter(contact=contact).delete()


@transaction.atomic
def missing_words(words: str, *, by: User, at: datetime) -> AnswerGap:
    """Somebody looked something up and found nothing. The same words of the same person count once a day."""
    words = _one_line(words)
    if not words:
        raise refuse("words", _("Was fehlt? Schreiben Sie ein paar Worte in das Suchfeld."))
    for row in AnswerGap.objects.filter(contact=None, by=by, settled_at=None)[:MOST_SHOWN]:
        if company_day(row.at) == company_day(at) and row.words.casefold() == words.casefold():
            return row
    return AnswerGap.objects.create(words=words, by=by, at=at)


@transaction.atomic
def settle_gap(gap_id: int, *, by: User, at: datetime) -> AnswerGap:
    """Written, or not needed. Who comes second changes nothing. Raises NotAllowed, AnswerGap.DoesNotExist."""
    if not keeps_data(by):
        raise NotAllowed
    row = AnswerGap.objects.select_for_update(of=("self",)).get(pk=gap_id)
    if row.settled_at is None:
        row.settled_at, row.settled_by = at, by
        row.save(update_fields=["settled_at", "settled_by"])
    return row


def settle_gaps(topic: Topic, *, by: User, at: datetime) -> None:
    """An answer about this topic was written."""
    AnswerGap.objects.filter(topic=topic, settled_at=None).update(settled_at=at, settled_by=by)


def open_gaps() -> QuerySet[AnswerGap]:
    return AnswerGap.objects.filter(settled_at=None)


def gaps_shown(viewer: Viewer) -> list[Gap]:
    """The newest open ones; what was looked for at a confidential contact stays unsaid to those outside."""
    seen = Exists(inside_contacts(Contact.objects.filter(pk=OuterRef("contact")), viewer))
    rows = open_gaps().select_related("topic__parent", "contact__customer").annotate(seen=seen)
    return [
        Gap(row, row.words if row.contact_id is None or vars(row)["seen"] else "")
        for row in rows[:MOST_SHOWN]
    ]


def _one_line(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())[:LONGEST_WORDS].strip()
