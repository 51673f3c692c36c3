"""The ideas as a list and as a board: who stands behind each, and until when somebody should decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import Void
from crm.company.permissions import Viewer
from feedback.ideas import DECIDED_WITHIN
from feedback.models import UNDECIDED, Feedback, Idea, IdeaStatus, IdeaValue, IdeaWish, VoiceKind
from feedback.reading import readable_voices

IN_A_COLUMN: Final = 10
"""So many ideas stand in one column of the board; the rest is in the list."""
MOST_LOOSE: Final = 500
"""Wishes without an idea are counted up to here."""
PRESSING: Final = (
    F("oldest").asc(nulls_last=True),
    F("weighs").desc(),
    F("created_at").desc(),
    F("pk").desc(),
)


@dataclass(frozen=True)
class Line:
    """One idea, and who stands behind it as last counted.

    `decide_by`: 30 days after its oldest wish; none once it is decided or while nobody wishes for it.
    """

    idea: Idea
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


@dataclass(frozen=True)
class Loose:
    """How many wishes belong to no idea yet, or that there are `more` than `count`: nobody reads on from there."""

    count: int
    more: bool


def in_order(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """Undecided ones first, the most pressing on top; the rest by what they weigh."""
    return _judged(ideas).order_by(*PRESSING)


def lines(ideas: Iterable[Idea]) -> list[Line]:
    """A line for each of what `in_order` gives."""
    return [_line(idea) for idea in ideas]


def _judged(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """With the oldest wish of those that wait: only there it says something."""
    oldest = spoken().filter(idea=OuterRef("pk")).order_by("said_at").values("said_at")[:1]
    waits = When(status__in=UNDECIDED, then=Subquery(oldest))
    return ideas.select_related("value", "product", "owner").annotate(
        oldest=Case(waits), weighs=Coalesce("value__weight", Value(0))
    )


def spoken() -> QuerySet[IdeaWish]:
    """The wishes that count. Asked without the contact itself, of which there are millions."""
    return IdeaWish.objects.filter(~Exists(Void.objects.filter(contact=OuterRef("feedback__contact"))))


def _line(idea: Any) -> Line:
    value = getattr(idea, "value", None) or IdeaValue(idea=idea)
    return Line(idea, value, idea.oldest + DECIDED_WITHIN if idea.oldest else None)


def board(counted: dict[str, int]) -> list[Column]:
    """Every state with its first ideas; `counted` are the ideas of each. One statement."""
    place = Window(RowNumber(), partition_by=F("status"), order_by=[*PRESSING])
    first = list(_judged(Idea.objects.all()).annotate(place=place).filter(place__lte=IN_A_COLUMN))
    columns = []
    for status in IdeaStatus:
        mine = lines(sorted((idea for idea in first if idea.status == status), key=attrgetter("place")))
        more = max(0, counted.get(status, 0) - len(mine))
        columns.append(Column(status.value, str(status.label), mine, more))
    return columns


def by_status() -> dict[str, int]:
    counted = Idea.objects.order_by().values_list("status").annotate(n=Count("pk"))
    return dict(counted)


def waiting(counted: dict[str, int]) -> int:
    """How many of them nobody has decided about."""
    return sum(counted.get(status, 0) for status in UNDECIDED)


def loose_wishes() -> Loose:
    """How many wishes belong to no idea yet. Read from the newest, most of which are loose, up to `MOST_LOOSE`."""
    gathered = IdeaWish.objects.filter(feedback=OuterRef("pk"))
    void = Void.objects.filter(contact=OuterRef("contact"))
    wishes = Feedback.objects.filter(~Exists(gathered), ~Exists(void), kind=VoiceKind.WISH)
    counted = wishes.order_by("-at", "-pk")[: MOST_LOOSE + 1].count()
    return Loose(min(counted, MOST_LOOSE), counted > MOST_LOOSE)


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
