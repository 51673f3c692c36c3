"""Checklists: a new case gets the points of its topic; each is ticked by somebody, and open ones are asked about."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cases.models import Case, CaseCheck, Checklist
from contacts.models import Topic
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.history import save_as

MOST_POINTS, LONGEST_POINT = 30, 200


def with_points(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """Each with `points`: its own list, or else that of the topic above it; "" without any."""
    own = Checklist.objects.filter(topic=OuterRef("pk")).exclude(points="").values("points")[:1]
    above = Checklist.objects.filter(topic=OuterRef("parent")).values("points")[:1]
    return topics.annotate(points=Coalesce(Subquery(own), Subquery(above), Value("", TextField())))


def points_of(topic: Topic) -> list[str]:
    """The points of a topic, or else of the topic above it. One statement, unless it comes `with_points`."""
    points = getattr(topic, "points", None)
    if points is None:
        points = with_points(Topic.objects.filter(pk=topic.pk)).get().points  # type: ignore[attr-defined]
    return str(points).splitlines()


def copy_checklist(case: Case) -> None:
    """The new case takes its own copy; later changes of the list leave it alone."""
    points = points_of(case.topic)
    if points:
        CaseCheck.objects.bulk_create(
            CaseCheck(case=case, position=position, text=text) for position, text in enumerate(points, 1)
        )


@dataclass(frozen=True)
class Checks:
    """The list of a case as it is shown."""

    points: list[CaseCheck]

    @property
    def total(self) -> int:
        return len(self.points)

    @property
    def done(self) -> int:
        return sum(point.done_at is not None for point in self.points)


def checks_of(case: Case) -> Checks:
    """With who did what. One statement."""
    return Checks(list(CaseCheck.objects.filter(case=case).select_related("done_by")))


@transaction.atomic
def tick(case_id: int, *, check: int, done: bool, by: User, at: datetime) -> CaseCheck:
    """Say that a point is done, or open again. Who comes second changes nothing."""
    row = CaseCheck.objects.select_for_update(of=("self",)).filter(case=case_id, pk=check).first()
    if row is None:
        raise refuse("check", _("Diesen Punkt gibt es hier nicht (mehr)."))
    if (row.done_at is not None) != done:
        row.done_at, row.done_by = (at, by) if done else (None, None)
        row.save(update_fields=["done_at", "done_by"])
    return row


def open_points(case: Case) -> list[str]:
    return list(CaseCheck.objects.filter(case=case, done_at=None).values_list("text", flat=True))


def open_points_words(points: list[str]) -> str:
    named = [_("„%(point)s“") % {"point": point} for point in points]
    return _("Noch offen: %(points)s.") % {"points": ", ".join(named)}


@transaction.atomic
def save_checklist(topic: Topic, *, points: str, by: User, at: datetime) -> Checklist:
    """Set the points of a topic, one a line; empty takes the list away. Cases that are there keep theirs."""
    lines = [" ".join(line.split()) for line in points.replace("\x00", "").splitlines()]
    lines = [line for line in lines if line]
    if len(lines) > MOST_POINTS:
        raise refuse(
            "points", _("Höchstens %(most)d Punkte, sonst liest sie niemand.") % {"most": MOST_POINTS}
        )
    if any(len(line) > LONGEST_POINT for line in lines):
        raise refuse("points", _("Ein Punkt hat höchstens %(most)d Zeichen.") % {"most": LONGEST_POINT})
    row = Checklist.objects.filter(topic=topic).first() or Checklist(topic=topic)
    row.points = "\n".join(lines)
    save_as(row, by=by, at=at)
    return row
