"""Where a stored deadline must lie: computed anew with its own versions, and as its event log tells it.

Anything that moves a deadline must leave it where this file finds it; the nightly audit and `prove` both ask here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from cases.deadlines import PauseSpan, due_at
from cases.models import Deadline, DeadlineEvent, DeadlineKind, Pause, PauseKind
from crm.company.calendars import hours_of

FIELDS = [
    "case_id",
    "kind",
    "round",
    "started_at",
    "target_seconds",
    "due_at",
    "met_at",
    "dropped_at",
    "calendar_version_id",
]
Waits = Mapping[int, Sequence[PauseSpan]]


@dataclass(frozen=True)
class Difference:
    """A deadline that does not lie where it should. `computed` is None where only its event log disagrees."""

    deadline: Deadline
    computed: datetime | None
    told: datetime | None


def with_log(deadlines: "QuerySet[Deadline]") -> "QuerySet[Deadline]":
    """With what `differences` reads beside the row: the last line of the event log, and when the next round began."""
    told = DeadlineEvent.objects.filter(deadline=OuterRef("pk")).order_by("-pk")
    later = Deadline.objects.filter(
        case=OuterRef("case"), kind=OuterRef("kind"), round__gt=OuterRef("round")
    ).order_by("round")
    return (
        deadlines.select_related("case")
        .only(*FIELDS, "case__number")
        .annotate(
            told_due=Subquery(told.values("due_at")[:1]),
            next_round_at=Subquery(later.values("started_at")[:1]),
        )
    )


def waits_of(cases: Iterable[int]) -> Waits:
    """The waits for the customer of these cases, the only ones that do not count. One statement."""
    found: dict[int, list[PauseSpan]] = defaultdict(list)
    for pause in Pause.objects.filter(case__in=set(cases), kind=PauseKind.CUSTOMER).order_by("started_at"):
        span = PauseSpan(pause.started_at, pause.ended_at or pause.until, pause.kind)
        found[pause.case_id].append(span)
    return found


def differences(deadlines: Iterable[Deadline], waits: Waits) -> Iterator[Difference]:
    """Those of `deadlines` (from `with_log`) that lie elsewhere than they should."""
    for deadline in deadlines:
        computed = _computed(deadline, waits.get(deadline.case_id, ()))
        told = vars(deadline)["told_due"]
        if told != deadline.due_at or computed not in (None, deadline.due_at):
            yield Difference(deadline, computed, told)


def _computed(deadline: Deadline, waits: Sequence[PauseSpan]) -> datetime | None:
    """None for a chosen date, which has no target. Only a solution waits: what was promised first stands."""
    if deadline.target_seconds is None:
        return None
    counted = [wait for wait in waits if wait.start < _ended(deadline)] if _waits(deadline) else []
    hours = hours_of(deadline.calendar_version_id)
    return due_at(deadline.started_at, deadline.target_seconds, hours, counted)


def _waits(deadline: Deadline) -> bool:
    return deadline.kind == DeadlineKind.RESOLUTION


def _ended(deadline: Deadline) -> datetime:
    """When its round was over: waits that began later belong to the next one."""
    ends = [deadline.met_at, deadline.dropped_at, vars(deadline)["next_round_at"]]
    return min(
        (end for end in ends if end is not None), default=datetime.max.replace(tzinfo=deadline.due_at.tzinfo)
    )
