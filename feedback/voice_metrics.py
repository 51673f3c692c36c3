"""Figures about what became of voices (goal 5, after ISO 10002): praise that arrived, complaints solved and told.

A period is [start, end): praise by `at`, complaints by when their case was closed. Whether the receipt came in time is
in `feedback.metrics`. No figure knows a person.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cases.models import Closure
from crm.lib import histograms
from crm.lib.tallies import Figure, added_up, span
from feedback.models import Feedback, PraiseDelivery, VoiceKind

HOURS: Final = (1, 4, 8, 24, 48, 72, 120, 168, 336, 720)
"""Upper edges of the time from a complaint to its closing, in hours of the clock."""
SOLVED, TOLD, MEASURES, CAUSES = "complaints_solved", "complaints_told", "measures_done", "complaint_causes"
DELIVERED, PRAISE_READ = "praise_delivered", "praise_read"
NO_CAUSE: Final = "cause:none"


def praise(start: datetime, end: datetime) -> QuerySet[Feedback, Feedback]:
    return Feedback.objects.filter(kind=VoiceKind.PRAISE, contact__void=None, at__gte=start, at__lt=end)


def closings(start: datetime, end: datetime) -> QuerySet[Closure, Closure]:
    """Closings of complaints that stand: not reopened, cancelled or gone on in another case."""
    return Closure.objects.filter(
        case__is_complaint=True,
        reopened_at=None,
        cancelled=False,
        merged_into=None,
        at__gte=start,
        at__lt=end,
    )


def flow(bounds: Sequence[datetime]) -> Iterator[Figure]:
    """The stored figures of neighbouring periods. `complaints_solved` has hours as its dimension, `complaint_causes`
    the causes; the others are shares of all."""
    yield from _praise(bounds)
    yield from _closings(bounds)
    yield from _times(bounds)


def _praise(bounds: Sequence[datetime]) -> Iterator[Figure]:
    given = PraiseDelivery.objects.filter(voice=OuterRef("pk"))
    rows = praise(bounds[0], bounds[-1]).order_by().annotate(span=span("at", bounds))
    counted = rows.values("span").annotate(
        every=Count("pk"),
        given=Count("pk", filter=Exists(given)),
        read=Count("pk", filter=Exists(given.filter(seen_at__isnull=False))),
    )
    groups: list[dict[str, Any]] = [dict(row) for row in counted]
    for code, name in ((DELIVERED, "given"), (PRAISE_READ, "read")):
        yield from added_up(code, ((row["span"], [""], row[name], row["every"]) for row in groups))


def _closings(bounds: Sequence[datetime]) -> Iterator[Figure]:
    rows = closings(bounds[0], bounds[-1]).order_by().annotate(span=span("at", bounds))
    counted = rows.values("span", "cause_kind").annotate(
        every=Count("pk"),
        told=Count("pk", filter=Q(informed_by__isnull=False)),
        planned=Count("pk", filter=~Q(measure="")),
        done=Count("pk", filter=Q(measure_done_at__isnull=False)),
    )
    groups: list[dict[str, Any]] = [dict(row) for row in counted]
    for code, above, below in ((TOLD, "told", "every"), (MEASURES, "done", "planned")):
        yield from added_up(code, ((row["span"], [""], row[above], row[below]) for row in groups))
    causes = ((row["span"], [_cause(row["cause_kind"])], row["every"], None) for row in groups)
    yield from added_up(CAUSES, causes)


def _cause(pk: int | None) -> str:
    return NO_CAUSE if pk is None else f"cause:{pk}"


def _times(bounds: Sequence[datetime]) -> Iterator[Figure]:
    """From the moment its case was opened, which is when the complaint was voiced or a case became one."""
    ended = (
        closings(bounds[0], bounds[-1])
        .order_by()
        .annotate(span=span("at", bounds), opened=F("case__opened_at"))
    )
    counted: Counter[tuple[int, str]] = Counter()
    for number, opened, closed in ended.values_list("span", "opened", "at"):
        hours = (closed - opened).total_seconds() / 3_600
        counted[number, histograms.bucket(hours, HOURS)] += 1
        counted[number, ""] += 1
    yield from (Figure(number, SOLVED, name, count, None) for (number, name), count in counted.items())
