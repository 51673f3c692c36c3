"""The ideas as a list and as a board: who stands behind each, and until when somebody should decide."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.company.permissions import Viewer
from feedback.ideas import DECIDED_WITHIN
from feedback.models import UNDECIDED, Feedback, Idea, IdeaStatus, IdeaValue, VoiceKind
from feedback.reading import readable_voices

VALID = Q(wishes__feedback__contact__void=None)
IN_A_COLUMN: Final = 15
"""So many ideas stand in one column of the board; the rest is in the list."""


@dataclass(frozen=True)
class Line:
    """One idea. `decide_by`: 30 days after its oldest wish; none once it is decided or while nobody wishes for it."""

    idea: Idea
    wishes: int
    value: IdeaValue
    decide_by: datetime | None

    def days_waited(self, now: datetime) -> int | None:
        """How long somebody has been waiting for a decision, in whole days."""
        return None if self.decide_by is None else (now - self.decide_by + DECIDED_WITHIN).days


@dataclass(frozen=True)
class Column:
    """The ideas in one state; `more` do not stand here."""

    status: str
    label: str
    lines: list[Line]
    more: int


def lines(ideas: QuerySet[Idea]) -> list[Line]:
    """Undecided ones first, the most pressing on top; the rest by what they weigh. One statement."""
    counted = ideas.select_related("value", "product", "owner").annotate(
        spoken=Count("wishes", filter=VALID), oldest=Min("wishes__feedback__at", filter=VALID)
    )
    found = [_line(idea, idea.spoken, idea.oldest) for idea in counted.order_by("-created_at", "-pk")]
    return sorted(found, key=_pressing)


def _line(idea: Idea, wishes: int, oldest: datetime | None) -> Line:
    value = getattr(idea, "value", None) or IdeaValue(idea=idea)
    waits = idea.is_undecided and oldest is not None
    return Line(idea, wishes, value, oldest + DECIDED_WITHIN if waits and oldest else None)


def _pressing(line: Line) -> tuple[float, int]:
    return line.decide_by.timestamp() if line.decide_by else float("inf"), -line.value.weight


def board() -> list[Column]:
    """Every state with its ideas. One statement."""
    every = lines(Idea.objects.all())
    columns = []
    for status in IdeaStatus:
        mine = [line for line in every if line.idea.status == status]
        columns.append(
            Column(status.value, str(status.label), mine[:IN_A_COLUMN], max(0, len(mine) - IN_A_COLUMN))
        )
    return columns


def by_status() -> dict[str, int]:
    counted = Idea.objects.order_by().values_list("status").annotate(n=Count("pk"))
    return dict(counted)


def waiting(counted: dict[str, int]) -> int:
    """How many of them nobody has decided about."""
    return sum(counted.get(status, 0) for status in UNDECIDED)


def loose_wishes() -> int:
    """How many wishes belong to no idea yet."""
    return Feedback.objects.filter(kind=VoiceKind.WISH, contact__void=None, idea_wish=None).count()


def headline(waiting: int) -> str:
    if not waiting:
        return _("Keine Idee wartet auf eine Entscheidung.")
    return ngettext(
        "Eine Idee wartet auf eine Entscheidung.", "%(n)s Ideen warten auf eine Entscheidung.", waiting
    ) % {"n": waiting}


def wishes_of(idea: Idea, viewer: Viewer) -> tuple[list[Feedback], int]:
    """What this person may read of the wishes, the newest first, and how many more there are."""
    every = Feedback.objects.filter(idea_wish__idea=idea, contact__void=None)
    readable = readable_voices(viewer).filter(idea_wish__idea=idea)
    shown = list(readable.select_related("contact__customer", "contact__topic").order_by("-at", "-pk")[:50])
    return shown, every.count() - len(shown)
