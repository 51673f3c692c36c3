"""One entry of a story, and who it is told to when."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from django.utils.functional import Promise

from cases.models import Case
from crm.company.permissions import Viewer


@dataclass(frozen=True, kw_only=True)
class Teller:
    """The case the story is about, who reads it, and the clock on their wall."""

    case: Case
    viewer: Viewer
    now: datetime
    tz: tzinfo


@dataclass(frozen=True)
class AttachedFile:
    """`size` in bytes."""

    key: str
    name: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`quote` is what was said, `body` what was written down. A channel, or an icon with its mark, stands beside it.

    `voice`: word and icon of a voice; `void`: who took the contact back, in words; `takes_back`: the contact
    this reader may take back; `small`: a machine's event.
    """

    at: datetime
    who: str
    did: str = ""
    channel: str = ""
    icon: str = "info"
    mark: str = ""
    small: bool = False
    quote: str = ""
    body: str = ""
    note: str = ""
    voice: tuple[str | Promise, str] | None = None
    void: str = ""
    takes_back: UUID | None = None
    files: tuple[AttachedFile, ...] = ()
