"""What a person has been told in the app, and what of it they have read."""

from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Count, DateTimeField, QuerySet

from crm.company.models import User
from crm.lib.kept import Kept
from crm.outbox.models import Notice


def notices_of(user: Any, *, now: Any) -> QuerySet[Notice]:
    """What has been told to a person up to now, the newest first. Both may be slots of a kept statement."""
    mine = Notice.objects.filter(medium=Notice.APP, recipient=user, not_before__lte=now, dropped_at=None)
    return mine.order_by("-created_at", "-pk")


def unread_count(user: User, *, now: datetime) -> int:
    return sum(UNREAD.rows(user=user.pk, now=now))


def _unread(*, user: Any, now: Any) -> QuerySet[Any, Any]:
    unread = notices_of(user, now=now).filter(read_at=None).order_by()
    return unread.values("recipient").annotate(n=Count("pk")).values_list("n", flat=True)


UNREAD = Kept(_unread, user=BigIntegerField(), now=DateTimeField())


def mark_read(notice: Notice, *, at: datetime) -> None:
    """The first reading counts."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def mark_all_read(user: User, *, at: datetime) -> int:
    return notices_of(user, now=at).filter(read_at=None).order_by().update(read_at=at)
