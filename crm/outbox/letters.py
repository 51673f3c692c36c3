"""What a mail looks like: plain text and a calm page, and a Message-ID that stays the same however often it is sent."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from crm.company.models import Installation
from crm.outbox.gathering import DIGEST
from crm.outbox.models import Notice

TO_FILES = "django.core.mail.backends.filebased.EmailBackend"


@dataclass(frozen=True)
class Part:
    """One thing to tell, with the full address of the page it speaks of ("" if none)."""

    subject: str
    text: str
    url: str


def letter_of(notice: Notice) -> EmailMultiAlternatives:
    """The mail of a notice, in the language of its reader; a digest tells everything it carries.

    The same words as plain text and as HTML. Whoever works here also reads where to choose what comes by mail.
    """
    parts = _parts(notice)
    choices = f"{settings.PUBLIC_URL}{reverse('me')}" if notice.recipient else ""
    with translation.override(notice.recipient.language if notice.recipient else settings.LANGUAGE_CODE):
        text = _plain(parts, choices)
        page = render_to_string(
            "emails/notice.html",
            {
                "subject": _one_line(notice.subject),
                "parts": parts,
                "alone": len(parts) == 1,
                "company": Installation.objects.first() or "Anklang",
                "choices": choices,
            },
        )
    letter = EmailMultiAlternatives(
        subject=_one_line(notice.subject),
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[notice.address],
        headers={"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"},
    )
    letter.attach_alternative(page, "text/html")
    return letter


def _parts(notice: Notice) -> Sequence[Part]:
    carried = list(notice.gathered.order_by("created_at", "pk")) if notice.kind == DIGEST else []
    return [
        Part(_one_line(each.subject), each.text, f"{settings.PUBLIC_URL}{each.path}" if each.path else "")
        for each in carried or [notice]
    ]


def _plain(parts: Sequence[Part], choices: str) -> str:
    if len(parts) == 1:
        blocks = [parts[0].text, parts[0].url]
    else:
        blocks = ["\n".join(filter(None, [part.subject, part.text, part.url])) for part in parts]
    if choices:
        blocks.append(
            "\n".join(
                [
                    "--",
                    _(
                        "Diese E-Mail hat Anklang geschickt, das Werkzeug Ihrer Firma für Kontakte und Vorgänge."
                    ),
                    _("Was Sie per E-Mail bekommen, wählen Sie hier:"),
                    choices,
                ]
            )
        )
    return "\n\n".join(filter(None, blocks)) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def message_id(notice: Notice) -> str:
    """Made from the dedupe key, so that a mailbox recognises a repeated mail.

    The moment of creation keeps two databases apart that send to the same mailbox.
    """
    made_of = f"{notice.dedupe_key} {notice.created_at.timestamp():.6f}"
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(made_of.encode()).hexdigest()[:40]}@{domain}>"


def letterbox() -> BaseEmailBackend:
    """Where mails go: what EMAIL_URL says, else files. A demo never writes to real people, whatever EMAIL_URL says."""
    if Installation.objects.filter(kind=Installation.DEMO).exists():
        return get_connection(TO_FILES, file_path=settings.EMAIL_FILE_PATH)
    return get_connection()
