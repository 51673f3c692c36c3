"""What looks like spam waits here for somebody's look. It is no voice, counts nowhere, and is never refused or lost.

Real ones go on through the one door for contacts (`crm.desk.public.releasing`); of spam the words go after some days.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.company.models import NoticeWay, Role, User
from crm.company.presence import company_day
from crm.outbox.enqueue import enqueue
from crm.outbox.messages import messages_to
from crm.outbox.models import Notice
from crm.outbox.sweeping import SweepResult
from feedback.message_files import forget_files
from feedback.models import QuarantinedMessage
from feedback.public_limits import forget_senders
from feedback.public_pages import public_pages

BATCH: Final = 500
EMPTY: Final = {"name": "", "reach": "", "text": ""}


def waiting() -> "QuerySet[QuarantinedMessage]":
    """What nobody has judged, the newest first."""
    return QuarantinedMessage.objects.filter(judged_at=None).select_related("site").prefetch_related("files")


def name_spam(ids: Collection[int], *, by: User, at: datetime) -> int:
    """They are spam. Gives how many; one that somebody judged meanwhile is left as it is."""
    return QuarantinedMessage.objects.filter(pk__in=ids, judged_at=None).update(judged_at=at, judged_by=by)


@transaction.atomic
def sweep_quarantine(now: datetime) -> SweepResult:
    """Empty old spam, forget senders, and say once a day to those who judge that something waits."""
    before = now - timedelta(days=public_pages().spam_days)
    old = QuarantinedMessage.objects.filter(judged_at__lt=before, contact=None, emptied_at=None)
    ids = list(old.order_by("judged_at").values_list("pk", flat=True)[:BATCH])
    forget_files(ids)
    emptied = QuarantinedMessage.objects.filter(pk__in=ids).update(emptied_at=now, **EMPTY)
    _tell(now)
    return SweepResult(handled=emptied + forget_senders(now))


def _tell(now: datetime) -> None:
    number = waiting().count()
    if not number:
        return
    notices: list[Notice] = []
    for user in User.objects.filter(role__in=[Role.ADMIN, Role.LEAD], is_active=True).order_by("pk"):
        with translation.override(user.language):
            notices += messages_to(
                user,
                way=NoticeWay.APP,
                kind="quarantine",
                key=f"quarantine:{company_day(now)}:{user.pk}",
                subject_key="quarantine",
                subject=_("Nachrichten warten auf einen Blick"),
                text=ngettext(
                    "%(number)d Nachricht sieht nach Spam aus. Ist sie echt?",
                    "%(number)d Nachrichten sehen nach Spam aus. Sind echte darunter?",
                    number,
                )
                % {"number": number},
                path=reverse("quarantine"),
                at=now,
            )
    enqueue(notices)
