"""One entry of a story, and who it is told to when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.models import Case, CaseEvent
from contacts.models import Addendum
from crm.company.permissions import Viewer
from crm.lib.shown import Shown


@dataclass(frozen=True, kw_only=True)
class Teller:
    """The case the story is about, who reads it, and the clock on their wall."""

    case: Case
    viewer: Viewer
    now: datetime
    tz: tzinfo


@dataclass(frozen=True)
class AttachedFile(Shown):
    """`size` in bytes; `removable` for who reads this; `address`: the route of its download."""

    key: str
    name: str
    size: int
    removable: bool = False
    address: str = "attachment"


@dataclass(frozen=True, kw_only=True)
class Entry(Shown):
    """`quote` is what was said, `body` what was written down. A channel, or an icon with its mark, stands beside it.

    `voice`: word and icon of a voice; `void`: who took the contact back, in words; `takes_back`, `adds_to`: the
    contact this reader may take back or add to, with its `addenda` so far; `small`: a machine's event; `case`: the
    number of another case it speaks of.
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
    adds_to: UUID | None = None
    addenda: Sequence[Addendum] = ()
    files: tuple[AttachedFile, ...] = ()
    case: int | None = None


Sentence = Callable[[CaseEvent, Teller], Entry | None]


def who(event: CaseEvent) -> str:
    """Who did it: a person, or the product by itself."""
    return str(event.by) if event.by is not None else _("Anklang")
