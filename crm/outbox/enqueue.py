"""How messages get into the outbox, and how they get out again before anybody read them."""

from collections.abc import Sequence
from datetime import datetime

from crm.company.quiet_hours import earliest_mail
from crm.outbox.models import Notice


def enqueue(notices: Sequence[Notice]) -> None:
    """Store messages inside the caller's transaction. One whose dedupe key exists already is left out.

    A mail to somebody who wants quiet now waits for the end of their quiet hours.
    """
    for notice in notices:
        if notice.medium == Notice.MAIL and notice.recipient is not None:
            notice.not_before = earliest_mail(notice.recipient, notice.not_before)
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def drop(subject_key: str, at: datetime) -> int:
    """Take back what was not sent or read yet about a subject ("case:17"); gives the number of messages.

    A mail that is on its way at this moment, alone or in a digest, may still arrive.
    """
    open_ones = Notice.objects.filter(
        subject_key=subject_key, sent_at=None, read_at=None, dropped_at=None, gathered_in=None
    )
    return open_ones.update(dropped_at=at)
