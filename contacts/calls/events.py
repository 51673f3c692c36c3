"""What a telephone system reports, whatever language it speaks: one event of one call."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final

from contacts.models import Direction

LONGEST: Final = {"call_id": 128, "number": 60, "extension": 60}
MOST_EXTENSIONS: Final = 50
WITHHELD: Final = {"anonymous", "anonym", "unknown", "unbekannt", "private", "withheld", "restricted", "-"}
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Unreadable(Exception):
    """Not an event. The message is for whoever sets the system up; it repeats nothing that was sent."""


class What(Enum):
    RINGING, ANSWERED, ENDED = range(3)


@dataclass(frozen=True, kw_only=True)
class CallEvent:
    """`number`: the other side, "" if withheld; `extensions`: where it rings, or who answered.

    `at`: when, as the system says; None: now. `passed_on`: the call goes on as another one.
    """

    what: What
    call_id: str
    direction: str
    number: str = ""
    extensions: tuple[str, ...] = ()
    at: datetime | None = None
    passed_on: bool = False


def text(sent: Mapping[str, Any], name: str, *, longest: str) -> str:
    """A plain value, trimmed; numbers are taken as digits. Raises Unreadable."""
    value = sent.get(name, "")
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Unreadable(f"{name}: text expected")
    plain = _UNSEEN.sub("", str(value)).strip()
    if len(plain) > LONGEST[longest]:
        raise Unreadable(f"{name}: too long")
    return plain


def named_number(said: str) -> str:
    """The number, or "" where the system says in its own words that there is none."""
    return "" if said.casefold() in WITHHELD else said


def call_id(sent: Mapping[str, Any], name: str) -> str:
    found = text(sent, name, longest="call_id")
    if not found:
        raise Unreadable(f"{name}: missing")
    return found


def direction(said: str) -> str:
    if said not in Direction.values:
        raise Unreadable("direction: in or out")
    return said


def moment(said: Any, name: str) -> datetime | None:
    """ISO 8601; without a zone it is UTC. Nothing said: None. Raises Unreadable."""
    if said in (None, ""):
        return None
    try:
        read = datetime.fromisoformat(said)
        return read if read.tzinfo else read.replace(tzinfo=UTC)
    except (TypeError, ValueError) as error:
        raise Unreadable(f"{name}: ISO 8601 expected") from error
