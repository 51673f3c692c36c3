"""The mail of the story: every letter of the past leaves in the past, but for one whose reader's mailbox is full."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Final

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from crm.outbox.delivery import claim, deliver
from crm.outbox.models import Notice

LASTS: Final = timedelta(hours=37)  # a little longer than all attempts for one mail take
_FULL: Final = (452, b"4.2.2 Mailbox full")


@dataclass(frozen=True)
class FullMailbox:
    """Whose, and since when."""

    address: str
    since: datetime

    def refuses(self, letter: EmailMessage, at: datetime) -> bool:
        return self.address in letter.to and self.since <= at < self.since + LASTS


class Post(BaseEmailBackend):
    """Takes every letter and keeps none; a full mailbox takes nothing."""

    def __init__(self, full: FullMailbox) -> None:
        super().__init__()
        self._full, self._at = full, full.since

    def send(self, now: datetime) -> None:
        """Every attempt that was due until `now`, at its time: nobody shall get the mail of the past today."""
        waiting = Notice.objects.filter(
            medium=Notice.MAIL, sent_at=None, dropped_at=None, dead_at=None, not_before__lte=now
        )
        with _without_a_word():
            for notice in waiting.order_by("pk"):
                while notice.not_before <= now and self._fails(notice):
                    notice.refresh_from_db()

    def _fails(self, notice: Notice) -> bool:
        """Whether there is another attempt to make."""
        self._at = notice.not_before
        return claim(notice, self._at) and not deliver(notice, self, now=self._at)

    def send_messages(self, letters: Sequence[EmailMessage]) -> int:
        for letter in letters:
            if self._full.refuses(letter, self._at):
                raise SMTPRecipientsRefused({self._full.address: _FULL})
        return len(letters)


@contextmanager
def _without_a_word() -> Iterator[None]:
    """Refusals that belong to the story are no warnings to whoever builds it."""
    log = logging.getLogger("crm.outbox.delivery")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)
