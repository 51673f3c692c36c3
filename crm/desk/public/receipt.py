"""The receipt by mail: that the message arrived, and until when we answer. Nothing of what was typed is in it.

A stranger can type anybody's address. So a receipt carries no word of theirs, and one address gets few of them a day.
"""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases.models import Case
from crm.company.calendars import installation
from crm.desk.public.message import Message
from crm.lib import emails
from crm.lib.formats import due_moment
from crm.outbox.enqueue import enqueue
from crm.outbox.models import Notice

KIND: Final = "public_receipt"
MOST_A_DAY: Final = 3


def send_receipt(message: Message, *, case: Case | None, at: datetime) -> None:
    """To the address they gave, once per message; none where they gave none, or where it had its share today."""
    address = emails.parse(message.reach).normalised if "@" in message.reach else ""
    if not address:
        return
    lately = Notice.objects.filter(kind=KIND, address=address, created_at__gt=at - timedelta(days=1))
    if lately.count() >= MOST_A_DAY:
        return
    with translation.override(message.language):
        subject, text = _words(case, at=at)
    enqueue(
        [
            Notice(
                medium=Notice.MAIL,
                address=address,
                dedupe_key=f"{KIND}:{message.client_id}",
                subject_key=f"case:{case.pk}" if case else KIND,
                kind=KIND,
                subject=subject,
                text=text,
                created_at=at,
                not_before=at,
            )
        ]
    )


def _words(case: Case | None, *, at: datetime) -> tuple[str, str]:
    company = str(installation())
    subject = (_("%(company)s: Ihre Nachricht ist da") % {"company": company})[:200]
    lines = [_("Guten Tag,"), "", _("Ihre Nachricht ist bei uns angekommen. Danke, dass Sie uns schreiben.")]
    if case is not None and case.due_at is not None:
        told = {"number": case.number, "moment": _moment(case.due_at, at)}
        lines.append(_("Wir antworten Ihnen bis %(moment)s. Ihre Nummer ist #%(number)s.") % told)
    lines += [
        "",
        _(
            "Haben Sie uns gar nicht geschrieben? Dann hat jemand Ihre Adresse angegeben; tun müssen Sie nichts."
        ),
    ]
    return subject, "\n".join(lines)


def _moment(due: datetime, now: datetime) -> str:
    return due_moment(due, now=now, tz=timezone.get_default_timezone())
