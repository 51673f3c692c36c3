"""Mails that were given up: told to the administration, listed for it, and sent again on request. None is lost."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from crm.company.models import NoticeWay, Role, User
from crm.company.presence import company_day
from crm.outbox.enqueue import enqueue
from crm.outbox.messages import messages_to
from crm.outbox.models import Notice, Resending


def dead_letters() -> QuerySet[Notice]:
    """The newest first, with their recipients."""
    given_up = Notice.objects.filter(medium=Notice.MAIL, sent_at=None, dropped_at=None, dead_at__isnull=False)
    return given_up.select_related("recipient").order_by("-dead_at", "-pk")


def resendings() -> QuerySet[Resending]:
    """Who sent what again, the newest first."""
    return Resending.objects.select_related("notice__recipient", "by").order_by("-at", "-pk")


@transaction.atomic
def send_again(notice_ids: Sequence[int] | None = None, *, by: User, at: datetime) -> int:
    """Let dead letters (None: all) wait for the next round with all their attempts, and note who wanted it.

    Gives how many; one that is no dead letter any more is left out.
    """
    letters = dead_letters() if notice_ids is None else dead_letters().filter(pk__in=notice_ids)
    rows = list(letters.order_by("pk").select_for_update(of=("self",)).values_list("pk", "error"))
    Resending.objects.bulk_create(
        [Resending(notice_id=pk, by=by, at=at, error=error) for pk, error in rows], batch_size=500
    )
    fresh = {"dead_at": None, "attempts": 0, "lease_until": None, "not_before": at, "error": ""}
    return Notice.objects.filter(pk__in=[pk for pk, _error in rows]).update(**fresh)


def tell_administration(at: datetime) -> None:
    """Say in the app that mails were given up, to each administrator at most once a day."""
    admins = User.objects.filter(role=Role.ADMIN, is_active=True).order_by("pk")
    notices: list[Notice] = []
    for admin in admins:
        with translation.override(admin.language):
            subject = _("E-Mails gehen nicht hinaus")
            text = _(
                "Mindestens eine E-Mail wurde nach allen Versuchen aufgegeben. Sie können sie noch einmal senden."
            )
        notices += messages_to(
            admin,
            way=NoticeWay.APP,  # a mail about mails that do not leave would not leave either
            kind="dead_letters",
            key=f"dead_letters:{company_day(at)}:{admin.pk}",
            subject_key="dead_letters",
            subject=subject,
            text=text,
            path=reverse("dead_letters"),
            at=at,
        )
    enqueue(notices)
