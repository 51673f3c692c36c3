"""Why a mail did not leave, in words for whoever looks after it; the answer of the mail server stays as it was."""

from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Final

from django.utils.translation import gettext as _

LONGEST: Final = 300


def refusal_words(error: Exception) -> str:
    """One line. What is no answer of a mail server is told by its class and message."""
    answer = _answer(error)
    if answer is None:
        return f"{type(error).__name__}: {error}"[:LONGEST]
    code, said = answer
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    words = {"code": code, "text": " ".join(text.split())}
    return (_("Der Mailserver antwortet: %(code)d %(text)s") % words)[:LONGEST]


def _answer(error: Exception) -> tuple[int, bytes | str] | None:
    if isinstance(error, SMTPRecipientsRefused):
        return next(iter(error.recipients.values()), None)
    if isinstance(error, SMTPResponseException):
        return error.smtp_code, error.smtp_error
    return None
