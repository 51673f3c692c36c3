"""What a mail looks like: plain text, and a Message-ID that stays the same however often it is sent."""

import hashlib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from crm.company.models import Installation
from crm.outbox.models import Notice

TO_FILES = "django.core.mail.backends.filebased.EmailBackend"


def letter_of(notice: Notice) -> EmailMessage:
    """The mail of a notice; its text ends with the address of the page it speaks of."""
    text = f"{notice.text}\n\n{settings.PUBLIC_URL}{notice.path}" if notice.path else notice.text
    return EmailMessage(
        subject=" ".join(notice.subject.split()),
        body=f"{text}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[notice.address],
        headers={"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"},
    )


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
