"""Mails that were given up: listed for the administration, and sent again on request."""

from datetime import datetime

from django.db.models import QuerySet

from crm.outbox.models import Notice


def dead_letters() -> QuerySet[Notice]:
    """The newest first, with their recipients."""
    given_up = Notice.objects.filter(medium=Notice.MAIL, sent_at=None, dropped_at=None, dead_at__isnull=False)
    return given_up.select_related("recipient").order_by("-dead_at", "-pk")


def send_again(notice_id: int, *, at: datetime) -> bool:
    """Let a dead letter wait for the next round with all its attempts; False if it is none (any more)."""
    return bool(
        dead_letters()
        .filter(pk=notice_id)
        .order_by()
        .update(dead_at=None, attempts=0, lease_until=None, not_before=at, error="")
    )
