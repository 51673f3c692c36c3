"""One message to one person, in the ways they chose: in the app, by mail, or gathered with others once a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.timezone import get_default_timezone

from crm.company.models import NoticeWay, User
from crm.outbox.models import Notice


def messages_to(
    user: User,
    *,
    way: str,
    kind: str,
    key: str,
    subject_key: str,
    subject: str,
    text: str,
    path: str,
    at: datetime,
    wait: timedelta = timedelta(),
) -> Iterator[Notice]:
    """Unsaved notices, at least one. Without an address every way is the app. `wait`: told so much later than `at`.

    `key` is who and what it is about; each medium makes its own dedupe key of it.
    """
    by_mail = bool(user.email) and way != NoticeWay.APP
    in_app = way != NoticeWay.MAIL or not by_mail
    gathered = by_mail and way == NoticeWay.DIGEST
    for medium, wanted in ((Notice.APP, in_app), (Notice.MAIL, by_mail)):
        if not wanted:
            continue
        mail = medium == Notice.MAIL
        yield Notice(
            medium=medium,
            recipient=user,
            address=user.email if mail else "",
            dedupe_key=f"{key}:{medium}",
            subject_key=subject_key,
            kind=kind,
            subject=subject[:200],
            text=text,
            path=path,
            created_at=at,
            not_before=next_digest(user, at + wait) if mail and gathered else at + wait,
            gathers=mail and gathered,
        )


def next_digest(user: User, at: datetime) -> datetime:
    """The next moment after `at` at which this person gets what was gathered."""
    there = at.astimezone(get_default_timezone())
    today = datetime.combine(there.date(), user.digest_at, tzinfo=there.tzinfo)
    if today <= there:
        today = datetime.combine(there.date() + timedelta(days=1), user.digest_at, tzinfo=there.tzinfo)
    return today.astimezone(at.tzinfo)
