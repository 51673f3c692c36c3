"""The signed key in each public form: which page it was for, when it was opened, and a number that is used once.

Looking at a form stores nothing. What is sent with a key gets its client id out of it, so that a second tap, a reload
or a lost answer never makes two messages of one.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.core.signing import BadSignature, Signer

LASTS: Final = timedelta(hours=12)
CLOCK_SLACK: Final = timedelta(minutes=5)
"""Several machines may answer, each with its own clock."""
_SALT: Final = "public form"
_ONCE: Final = UUID("3b0b1d52-64f6-5c6b-8f52-3c2b54a0d6c1")
_NUMBER_BYTES: Final = 16


class Unusable(Exception):
    """Expired, forged, cut off, or made for another page."""


@dataclass(frozen=True)
class FormToken:
    """`client_id`: the one message that can be sent with it."""

    client_id: UUID
    opened_at: datetime


def issue(page: str, *, at: datetime) -> str:
    """For the form of `page` ("contact", "voice:laden"), opened at `at`."""
    signed: str = _signer().sign_object([page, int(at.timestamp() * 1000), secrets.token_hex(_NUMBER_BYTES)])
    return signed


def read(token: str, page: str, *, at: datetime) -> FormToken:
    """What a key that came back says. Raises Unusable."""
    try:
        of, opened, number = _signer().unsign_object(token)
    except (BadSignature, ValueError):
        raise Unusable from None
    opened_at = datetime.fromtimestamp(opened / 1000, tz=UTC)
    if of != page or not at - LASTS <= opened_at <= at + CLOCK_SLACK:
        raise Unusable
    return FormToken(uuid5(_ONCE, number), min(opened_at, at))


def _signer() -> Signer:
    return Signer(salt=_SALT)
