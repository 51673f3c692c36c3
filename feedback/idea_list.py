"""The ideas as a list: how many wishes speak for each, and until when somebody should decide."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.company.permissions import Viewer
from feedback.ideas import DECIDED_WITHIN
from feedback.models import Feedback, Idea, IdeaStatus, VoiceKind
from feedback.reading import readable_voices

VALID = Q(wishes__feedback__contact__void=None)


@dataclass(frozen=True)
class Line:
    """One idea. `decide_by`: 30 days after its oldest wish; none once it is decided or while nobody wishes for it."""

    idea: Idea
    wishes: int
    decide_by: datetime | None


def lines(ideas: QuerySet[Idea]) -> list[Line]:
    """Open ones first, the most pressing on top; the rest the newest first. One statement."""
    counted = ideas.annotate(
        spoken=Count("wishes", filter=VALID), oldest=Min("wishes__feedback__at", filter=VALID)
    )
    found = [_line(idea, idea.spoken, idea.oldest) for idea in counted.order_by("-created_at", "-pk")]
    return sorted(found, key=_pressing)


def _line(idea: Idea, wishes: int, oldest: datetime | None) -> Line:
    waits = idea.status == IdeaStatus.OPEN and oldest is not None
    return Line(idea, wishes, oldest + DECIDED_WITHIN if waits and oldest else None)


def _pressing(line: Line) -> float:
    return line.decide_by.timestamp() if line.decide_by else float("inf")


def by_status() -> dict[str, int]:
    counted = Idea.objects.order_by().values_list("status").annotate(n=Count("pk"))
    return dict(counted)


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
