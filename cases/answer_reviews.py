"""Answers grow old: on the review date whoever is responsible is asked whether it still holds; without somebody the
lead of the topic's team. Each review date is told once.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.answer_standing import count_standings
from cases.models import Answer
from crm.company.models import NoticeWay, User
from crm.company.presence import absences_on, company_day, present_first, present_instead
from crm.outbox.enqueue import enqueue
from crm.outbox.messages import messages_to
from crm.outbox.models import Notice
from crm.outbox.sweeping import SweepResult

BATCH = 200
NOT_TOLD = Q(reminded_for=None) | ~Q(reminded_for=F("review_on"))


def sweep_answers(now: datetime) -> SweepResult:
    """Count what works, and tell whose answers are due to be looked at."""
    changed = count_standings(now)
    told = 0
    while batch := _tell_some(now):
        told += batch
    return SweepResult(handled=changed + told, failed=0)


def due_for_review(today: date) -> QuerySet[Answer]:
    """In use, and the day has come."""
    return Answer.objects.filter(active=True, review_on__lte=today)


def untold(today: date) -> QuerySet[Answer]:
    return due_for_review(today).filter(NOT_TOLD)


@transaction.atomic
def _tell_some(now: datetime) -> int:
    rows = untold(company_day(now)).select_related("owner", "topic__team__lead", "topic__team__deputy")
    answers = list(rows.select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:BATCH])
    if not answers:
        return 0
    away = absences_on(now)
    people = {user.pk: user for user in User.objects.filter(is_active=True)}
    enqueue([notice for answer in answers for notice in _notices(answer, people, away, now)])
    Answer.objects.filter(pk__in=[answer.pk for answer in answers]).update(reminded_for=F("review_on"))
    return len(answers)


def _notices(
    answer: Answer, people: dict[int, User], away: dict[int, int | None], now: datetime
) -> Iterator[Notice]:
    to = people.get(_whom(answer, people, away) or 0)
    if to is None or answer.review_on is None:
        return
    with translation.override(to.language):
        subject = _("Gilt diese Antwort noch? „%(title)s“") % {"title": answer.title}
        ends = answer.valid_until is not None and answer.valid_until <= answer.review_on
        words = {
            "topic": answer.topic,
            "day": date_format(answer.valid_until or answer.review_on, _("j.n.Y")),
        }
        text = (
            _("Anliegen %(topic)s. Sie gilt nur bis %(day)s; danach steht sie nicht mehr beim Erfassen.")
            if ends
            else _("Anliegen %(topic)s. Ein Blick genügt: „Geprüft, gilt noch“ oder ändern.")
        ) % words
    yield from messages_to(
        to,
        way=NoticeWay.DIGEST,
        kind="review",
        key=f"review:{answer.pk}:{answer.review_on:%Y%m%d}",
        subject_key=f"answer:{answer.pk}",
        subject=subject,
        text=text,
        path=f"/antworten/{answer.pk}/",
        at=now,
    )


def _whom(answer: Answer, people: dict[int, User], away: dict[int, int | None]) -> int | None:
    """The owner, or who stands in; else the lead or deputy of the team, present ones first."""
    if answer.owner_id in people:
        instead = present_instead(answer.owner_id or 0, away)
        return instead if instead in people else answer.owner_id
    team = answer.topic.team
    leads = [each for each in (team.lead_id, team.deputy_id) if each in people]
    return present_first(leads, away) or next(iter(leads), None)
