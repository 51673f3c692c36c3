"""After an outage many rungs fire at once: each person then gets one mail that lists them, not one for each."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from crm.outbox.models import Notice

FROM = 4  # so many mails at once are one


def with_digests(notices: Sequence[Notice], *, now: datetime) -> list[Notice]:
    """The same notices, with a person's mails of this moment gathered into one where they are many."""
    kept = [notice for notice in notices if notice.medium == Notice.APP]
    by_address: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        if notice.medium == Notice.MAIL:
            by_address[notice.address].append(notice)
    for mails in by_address.values():
        kept.extend(mails if len(mails) < FROM else [_digest(mails, now)])
    return kept


def _digest(mails: Sequence[Notice], now: datetime) -> Notice:
    first = mails[0]
    assert first.recipient is not None
    with translation.override(first.recipient.language):
        subject = _("%(count)d Vorgänge brauchen Sie") % {"count": len(mails)}
    lines = [f"{mail.subject}\n{mail.text.splitlines()[0]}\n{mail.path}" for mail in mails]
    return Notice(
        medium=Notice.MAIL,
        recipient=first.recipient,
        address=first.address,
        dedupe_key=f"digest:{first.dedupe_key}",
        subject_key=f"digest:{first.recipient_id}",
        kind="digest",
        subject=subject,
        text="\n\n".join(lines),
        path="/arbeit/",
        created_at=now,
        not_before=now,
    )
