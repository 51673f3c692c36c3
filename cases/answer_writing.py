"""Writing answers, and saying that one still holds. Everybody but the counter may; the owner of an answer always."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from cases.answer_gaps import settle_gaps
from cases.models import Answer
from contacts.models import Topic
from crm.company.models import User
from crm.company.permissions import keeps_data
from crm.company.presence import company_day
from crm.lib.acts import NotAllowed, refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as
from crm.lib.lengths import fitting
from crm.lib.link_lines import link_in

REVIEW_EVERY: Final = timedelta(days=182)
"""So long an answer counts as looked at."""
MOST_STEPS, LONGEST_STEP, MOST_LINKS, LONGEST_LINK = 12, 300, 8, 500
TYPED: Final = ("title", "text", "steps", "links", "owner", "valid_until", "review_on", "active")


def may_write(user: User, answer: Answer | None = None) -> bool:
    """Change this answer, or without one write a new one."""
    return keeps_data(user) or (answer is not None and answer.owner_id == user.pk)


@transaction.atomic
def save_answer(
    answer: Answer | None,
    *,
    topic: Topic,
    title: str,
    text: str,
    steps: str = "",
    links: str = "",
    owner: User | None = None,
    valid_until: date | None = None,
    review_on: date | None = None,
    active: bool = True,
    by: User,
    at: datetime,
) -> Answer:
    """Write an answer for a topic, or change one; what it helped with stays counted. Raises Refused, NotAllowed.

    Without a review date it is looked at again after half a year, and at the latest on its last day. Writing a new
    one settles what was missing about its topic.
    """
    if not may_write(by, answer):
        raise NotAllowed
    row = answer or Answer(written_at=at)
    row.title = free_name(
        title, 160, among=Answer.objects.filter(topic=topic).exclude(pk=row.pk), field="title"
    )
    row.text = fitting("text", text, 2_000)
    if not row.text:
        raise refuse("text", _("Bitte schreiben Sie die Antwort."))
    row.steps = _lines("steps", steps, most=MOST_STEPS, longest=LONGEST_STEP)
    row.links = _links(links)
    if owner is not None and not owner.is_active and owner.pk != row.owner_id:
        raise refuse("owner", _("%(who)s arbeitet nicht mehr mit Anklang.") % {"who": owner})
    row.topic, row.owner, row.active = topic, owner, active
    row.valid_until = valid_until
    row.review_on = min(filter(None, [review_on or company_day(at) + REVIEW_EVERY, valid_until]))
    save_as(row, by=by, at=at, update_fields=["topic", *TYPED] if answer else None)
    if answer is None:
        settle_gaps(topic, by=by, at=at)
    return row


@transaction.atomic
def review_answer(answer_id: int, *, by: User, at: datetime) -> Answer:
    """It still holds: looked at again after half a year, or on its last day. Raises NotAllowed, Refused."""
    row = Answer.objects.select_for_update(of=("self",)).get(pk=answer_id)
    if not may_write(by, row):
        raise NotAllowed
    today = company_day(at)
    if row.valid_until is not None and row.valid_until < today:
        raise refuse("valid_until", _("Sie gilt nicht mehr. Bitte setzen Sie erst ein neues Ende."))
    row.review_on = min(filter(None, [today + REVIEW_EVERY, row.valid_until]))
    save_as(row, by=by, at=at, reason=_("Geprüft, gilt noch."), update_fields=["review_on"])
    return row


def _lines(field: str, text: str, *, most: int, longest: int) -> str:
    lines = [" ".join(line.split()) for line in fitting(field, text, most * (longest + 2)).splitlines()]
    lines = [line for line in lines if line]
    if len(lines) > most:
        raise refuse(field, _("Höchstens %(most)d Zeilen, sonst liest sie niemand.") % {"most": most})
    if any(len(line) > longest for line in lines):
        raise refuse(field, _("Eine Zeile hat höchstens %(most)d Zeichen.") % {"most": longest})
    return "\n".join(lines)


def _links(text: str) -> str:
    lines = _lines("links", text, most=MOST_LINKS, longest=LONGEST_LINK)
    wrong = next((line for line in lines.splitlines() if link_in(line) is None), None)
    if wrong is not None:
        raise refuse(
            "links",
            _("In „%(line)s“ fehlt die Adresse. So: Preisliste https://www.beispiel.de/preise")
            % {"line": wrong[:60]},
        )
    return lines
