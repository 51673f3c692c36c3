"""What a person has been told in the app, and what of it they have read."""

from datetime import datetime

from django.db.models import QuerySet

from crm.company.models import User
from crm.outbox.models import Notice


def notices_of(user: User, *, now: datetime) -> QuerySet[Notice]:
    """What has been told to them up to now, the newest first."""
    mine = Notice.objects.filter(medium=Notice.APP, recipient=user, not_before__lte=now, dropped_at=None)
    return mine.order_by("-created_at", "-pk")


def unread_count(user: User, *, now: datetime) -> int:
    return notices_of(user, now=now).filter(read_at=None).order_by().count()


def mark_read(notice: Notice, *, at: datetime) -> None:
    """The first reading counts."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def mark_all_read(user: User, *, at: datetime) -> int:
    return notices_of(user, now=at).filter(read_at=None).order_by().update(read_at=at)
