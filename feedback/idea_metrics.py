"""Figures about wishes and ideas (goal 7). A wish settles once: the moment it is decided, or after 30 days without.

Decided = its idea is, and the wish had been put to it. So a day's figure is final, however late somebody decides.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Case, Count, DateTimeField, F, Q, QuerySet, Value, When

from crm.lib.tallies import Figure, Tally, added_up, span, tally
from feedback.ideas import DECIDED_WITHIN
from feedback.models import Feedback, Idea, IdeaNews, VoiceKind

IN_TIME, LATE = "wish.in_time", "wish.late"
BUILT = "idea.built"


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
    """The customers who heard that what they wished for is built."""
    return IdeaNews.objects.filter(sent_at__gte=start, sent_at__lt=end)


def flow(bounds: Sequence[datetime], *, at: datetime) -> Iterator[Figure]:
    """The stored figures of neighbouring periods as they stand `at` a moment."""
    rows = settled(bounds[0], bounds[-1], at=at).order_by().annotate(span=span("settled_at", bounds))
    groups = list(rows.values_list("span", "how").annotate(n=Count("pk")))
    yield from added_up(
        "wishes_decided",
        ((number, [""], n if how == IN_TIME else 0, n) for number, how, n in groups),
    )
    made = built(bounds[0], bounds[-1]).order_by().annotate(span=span("built_at", bounds))
    yield from added_up(
        "ideas_built",
        ((number, [""], n, None) for number, n in made.values_list("span").annotate(n=Count("pk"))),
    )
    heard = told(bounds[0], bounds[-1]).order_by().annotate(span=span("sent_at", bounds))
    yield from added_up(
        "customers_told",
        ((number, [""], n, None) for number, n in heard.values_list("span").annotate(n=Count("pk"))),
    )
