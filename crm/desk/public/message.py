"""One message from the outside, and what it asks of us: a voice, or an answer with a promise."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from contacts.models import Channel, Outcome, Topic
from crm.desk.capture import Capture
from feedback.models import QuarantinedMessage, VoiceKind

ANSWERED: Final = frozenset({VoiceKind.COMPLAINT, VoiceKind.QUESTION})
"""Kinds that are answered without being asked for it."""
WEB, QR = "web", "qr"


@dataclass(frozen=True, kw_only=True)
class Message:
    """As it was typed. `reach`: mail, telephone or whatever they gave; `site`: where the poster hangs."""

    client_id: UUID
    kind: str
    text: str
    opened_at: datetime
    name: str = ""
    reach: str = ""
    wants_answer: bool = False
    site: int | None = None
    language: str = "de"

    @property
    def becomes_case(self) -> bool:
        """A complaint always; anything else where an answer is wanted and somebody can be answered."""
        if self.kind == VoiceKind.COMPLAINT:
            return True
        return bool(self.reach) and (self.kind in ANSWERED or self.wants_answer)

    @property
    def is_promised(self) -> bool:
        """Can we say until when we answer?"""
        return self.becomes_case and bool(self.reach)


def capture_of(message: Message, *, topic: Topic) -> Capture:
    """The same for a repeated send, so that it is known again."""
    return Capture(
        client_id=message.client_id,
        channel=Channel.WEB,
        happened_at=message.opened_at,
        outcome=Outcome.FOLLOW_UP if message.becomes_case else Outcome.NO_CONCERN,
        topic=topic.pk,
        text=message.text,
        voice=message.kind,
        site=message.site,
        call_back=message.reach,
        origin=QR if message.site else WEB,
    )


def message_in(row: QuarantinedMessage) -> Message:
    return Message(
        client_id=row.client_id,
        kind=row.kind,
        text=row.text,
        opened_at=row.opened_at,
        name=row.name,
        reach=row.reach,
        wants_answer=row.wants_answer,
        site=row.site_id,
        language=row.language,
    )
