"""Figures about wishes and ideas (goal 7). A wish settles once: the moment it is decided, or after 30 days without.

Decided = its idea is, and the wish had been put to it. So a day's figure is final, however late somebody decides.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, DateTimeField, F, Q, QuerySet, Value, When

from crm.lib.tallies import Figure, Tally, added_up, span, tally
from feedback.ideas import DECIDED_WITHIN
from feedback.models import Feedback, Idea, IdeaNews, IdeaStatus, VoiceKind

IN_TIME, LATE = "wish.in_time", "wish.late"
BUILT, TOLD = "idea.built", "idea.told"


def settled(start: datetime, end: datetime, *, at: datetime) -> QuerySet[Feedback, Feedback]:
    """The wishes that settled in the period, `at` the latest, with `settled_at` and `how`."""
    until = min(end, at)
    wishes = Feedback.objects.filter(
        kind=VoiceKind.WISH, contact__void=None, at__gte=start - DECIDED_WITHIN, at__lt=until
    )
    idea_decided = F("idea_wish__idea__decided_at")
    put_later = Q(idea_wish__at__gt=idea_decided)
    decided = wishes.annotate(
        decided=Case(
            When(idea_wish__idea__decided_at=None, then=Value(None)),
            When(put_later, then=F("idea_wish__at")),
            default=idea_decided,
            output_field=DateTimeField(),
        ),
        deadline=F("at") + DECIDED_WITHIN,
    )
    in_time = Q(decided__isnull=False, decided__lte=F("deadline"))
    labelled = decided.annotate(
        settled_at=Case(When(in_time, then=F("decided")), default=F("deadline")),
        how=Case(When(in_time, then=Value(IN_TIME)), default=Value(LATE)),
    )
    return labelled.filter(settled_at__gte=start, settled_at__lt=until)


def settlements(start: datetime, end: datetime, *, at: datetime) -> Tally:
    return tally(settled(start, end, at=at), F("how"))


def built(start: datetime, end: datetime) -> QuerySet[Idea, Idea]:
    return Idea.objects.filter(built_at__gte=start, built_at__lt=end)


def told(start: datetime, end: datetime) -> QuerySet[IdeaNews, IdeaNews]:
    """Customers who heard from us that what they wished for is there."""
    return IdeaNews.objects.filter(sent_at__gte=start, sent_at__lt=end)


def flow(bounds: Sequence[datetime], *, at: datetime) -> Iterator[Figure]:
    """The stored figures of neighbouring periods as they stand `at` a moment: wishes decided in time, and what happened
    to ideas on a day: come up, first decided, built, told to a customer. One statement.
    """
    rows = settled(bounds[0], bounds[-1], at=at).order_by().annotate(span=span("settled_at", bounds))
    new, *others = (
        _counted("ideas_new", Idea.objects.all(), "created_at", bounds),
        _counted("ideas_decided", Idea.objects.all(), "decided_at", bounds),
        _counted("ideas_built", Idea.objects.all(), "built_at", bounds),
        _counted("customers_told", IdeaNews.objects.all(), "sent_at", bounds),
        rows.values_list("how", "span").annotate(n=Count("pk")),
    )
    kept: list[tuple[int, list[str], int, int]] = []
    for code, number, n in new.union(*others, all=True):
        if code in (IN_TIME, LATE):
            kept.append((number, [""], n if code == IN_TIME else 0, n))
        else:
            yield Figure(number, code, "", n, None)
    yield from added_up("wishes_decided", kept)


def _counted(
    code: str, rows: "QuerySet[Any, Any]", moment: str, bounds: Sequence[datetime]
) -> "QuerySet[Any, Any]":
    of = rows.filter(**{f"{moment}__gte": bounds[0], f"{moment}__lt": bounds[-1]}).order_by()
    labelled = of.annotate(span=span(moment, bounds)).values_list(Value(code), "span")
    counted: QuerySet[Any, Any] = labelled.annotate(n=Count("pk"))
    return counted


def stock() -> Iterator[Figure]:
    """Ideas by where they stand now, and the wishes about which nothing is decided. Two statements."""
    rows = Idea.objects.order_by().values_list("status").annotate(n=Count("pk"))
    counted = dict(rows)
    yield Figure(0, "ideas", "", sum(counted.values()), None)
    for status in IdeaStatus.values:
        yield Figure(0, "ideas", f"state:{status}", counted.get(status, 0), None)
    waiting = Q(idea_wish=None) | Q(idea_wish__idea__decided_at=None)
    wishes = Feedback.objects.filter(waiting, kind=VoiceKind.WISH, contact__void=None)
    yield Figure(0, "wishes_undecided", "", wishes.count(), None)
