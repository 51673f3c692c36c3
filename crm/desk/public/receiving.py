"""Receiving a message from the outside: at once through the door for contacts, or into quarantine. Never refused.

1. The same message again changes nothing; another one under a used key is told so, and keeps its words.
2. What speaks against it is counted; the sender is told the same either way.
3. A real one is a contact, with who said to have written it, and a receipt by mail, in one transaction.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from cases.promising import promise, topics_for_promises
from contacts.models import Channel, Contact, Topic
from crm.desk.capture import CaptureConflict, Captured, capture
from crm.desk.public.message import Message, capture_of, message_in
from crm.desk.public.receipt import send_receipt
from feedback.message_files import Files, Found, checked, keep_aside, keep_with
from feedback.models import PublicPages, QuarantinedMessage, VoiceKind
from feedback.public_limits import count_message
from feedback.public_pages import topic_of
from feedback.senders import note_sender
from feedback.suspicion import signs, suspicious


class AlreadyUsed(Exception):
    """Something else was sent with this key."""


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """How it came: the network address, what stood in the trap, whether the browser worked for it."""

    address: str
    trap: str = ""
    worked: bool = False


def receive(
    message: Message, how: Circumstances, *, pages: PublicPages, files: Files = (), at: datetime
) -> None:
    """Store it, as a contact or in quarantine. Raises AlreadyUsed, or Refused for what cannot be stored at all."""
    found = checked(files)
    if _waits_already(message):
        return
    if not Contact.objects.filter(client_id=message.client_id).exists():
        against = signs(
            [message.name, message.reach, message.text], took=at - message.opened_at, trap=how.trap
        )
        against += count_message(how.address, suspicious=suspicious(against, worked=how.worked), at=at)
        if suspicious(against, worked=how.worked):
            _set_aside(message, against, files, found, at=at)
            return
    try:
        _record_at_once(message, files, found, pages=pages, at=at)
    except CaptureConflict:
        raise AlreadyUsed from None


@transaction.atomic
def record(message: Message, *, pages: PublicPages, received_at: datetime, told_at: datetime) -> Captured:
    """Through the one door for contacts. Its promise runs from when it was received. Raises CaptureConflict."""
    assert pages.writer is not None
    done = capture(capture_of(message, topic=topic_of(pages)), by=pages.writer, received_at=received_at)
    if done.created:
        note_sender(done.contact, name=message.name, reach=message.reach)
        send_receipt(message, case=done.case, at=told_at)
    return done


def promised(kind: str, topic: Topic, *, at: datetime) -> tuple[str, datetime]:
    """Which team answers a message of this kind, and until when."""
    row = topics_for_promises().get(pk=topic.pk)
    said = promise(row, channel=Channel.WEB, complaint=kind == VoiceKind.COMPLAINT, start=at)
    return said.team.name, said.first_response_due


def _waits_already(message: Message) -> bool:
    row = QuarantinedMessage.objects.filter(client_id=message.client_id).first()
    if row is None or row.contact_id is not None:
        return False
    if row.emptied_at is None and message_in(row) != message:
        raise AlreadyUsed
    return True


@transaction.atomic
def _record_at_once(
    message: Message, files: Files, found: Found, *, pages: PublicPages, at: datetime
) -> None:
    done = record(message, pages=pages, received_at=at, told_at=at)
    if done.created and files:
        assert pages.writer is not None
        keep_with(done.contact, done.case, files, found, by=pages.writer, at=at)


def _set_aside(message: Message, reasons: list[str], files: Files, found: Found, *, at: datetime) -> None:
    try:
        with transaction.atomic():
            row = QuarantinedMessage.objects.create(
                client_id=message.client_id,
                kind=message.kind,
                site_id=message.site,
                name=message.name,
                reach=message.reach,
                text=message.text,
                wants_answer=message.wants_answer,
                language=message.language,
                opened_at=message.opened_at,
                received_at=at,
                reasons=reasons,
            )
            if files:
                keep_aside(row, files, found)
    except IntegrityError:
        _waits_already(message)  # the same key came in twice at once
