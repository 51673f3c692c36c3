"""What a move would do, before anybody starts it; and what a job did. Both as counts and as examples."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, QuerySet

from cases.counted import Counted
from cases.models import Deadline, DeadlineKind, MovedDeadline, Outcome, Policy, PolicyVersion
from cases.moving_rules import CALENDAR, POLICY, SAID_BY_SOLUTION, Target, fate, older, running_under
from cases.recomputing import waits_of
from cases.work_sentence import count_label
from crm.company.models import Calendar, CalendarVersion
from crm.lib.working_hours import ImpossibleHours
from crm.outbox.models import Job

BATCH = 1_000
LOOKED_AT = 2_000  # deadlines a preview judges: a page must come within a second, however much is open
EXAMPLES = 20
PER_PAGE = 100
VERSIONS: Final[dict[str, Any]] = {POLICY: PolicyVersion.objects, CALENDAR: CalendarVersion.objects}


@dataclass(frozen=True)
class Example:
    """One deadline: of which case, what it is, when it was due and when it is then."""

    number: int
    kind: str
    was: datetime
    due_at: datetime

    @property
    def what(self) -> str:
        return str(DeadlineKind(self.kind).label)


@dataclass
class Group:
    """All deadlines with one outcome; the first of them by name."""

    outcome: Outcome
    count: int = 0
    examples: list[Example] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.examples)


@dataclass(frozen=True)
class Preview:
    """`total` deadlines would be looked at; the groups count those of them that were `judged`.

    `broken`: deadlines for which the new hours never come; they would stay and be counted as failed.
    """

    target: Target
    total: int
    groups: list[Group]
    broken: int

    @property
    def judged(self) -> int:
        return sum(group.count for group in self.groups) + self.broken

    @property
    def at_least(self) -> bool:
        """Not all were judged: every count of a group may be higher."""
        return self.judged < self.total


def preview(target: Target, *, now: datetime) -> Preview:
    """Judge `LOOKED_AT` of the deadlines that would be looked at. Two statements, and two for a thousand of them."""
    groups = {outcome: Group(outcome) for outcome in Outcome}
    broken = 0
    rows = running_under(target.what, list(older(target).values_list("pk", flat=True)))
    judged = _first(rows, target)
    for start in range(0, len(judged), BATCH):
        batch = judged[start : start + BATCH]
        cases = {row.case_id for row in batch}
        waits, said = waits_of(cases), _said_among(cases)
        for row in batch:
            try:
                after = fate(
                    row, target, pauses=waits.get(row.case_id, ()), said=row.case_id in said, now=now
                )
            except ImpossibleHours:
                broken += 1
                continue
            group = groups[after.outcome]
            group.count += 1
            if len(group.examples) < EXAMPLES:
                group.examples.append(Example(row.case.number, row.kind, row.due_at, after.due_at))
    total = rows.count() if len(judged) == LOOKED_AT else len(judged)
    return Preview(target, total, [group for group in groups.values() if group.count], broken)


def _first(rows: "QuerySet[Deadline]", target: Target) -> list[Deadline]:
    """`LOOKED_AT` of them, in the order of the index that holds them together.

    Asked for the oldest of all, PostgreSQL walks through every deadline there ever was: 100 ms among a million.
    """
    found = rows.select_related("case").order_by(f"{target.what}_version", "state")[:LOOKED_AT]
    return sorted(found, key=lambda row: row.pk)


def _said_among(cases: set[int]) -> set[int]:
    said = Deadline.objects.filter(case__in=cases, round=1, drop_reason__in=SAID_BY_SOLUTION)
    return set(said.values_list("case", flat=True))


def done_by(job: Job) -> list[Group]:
    """What became of the deadlines a job has looked at so far: counts and examples, in two statements."""
    rows = MovedDeadline.objects.filter(job=job)
    counts = dict(rows.order_by().values_list("outcome").annotate(n=Count("pk")))
    examples: dict[str, list[Example]] = defaultdict(list)
    for row in rows.select_related("deadline__case").order_by("-pk")[:PER_PAGE]:
        deadline = row.deadline
        told = Example(deadline.case.number, deadline.kind, row.was_due_at, row.due_at)
        if len(examples[row.outcome]) < EXAMPLES:
            examples[row.outcome].append(told)
    return [Group(outcome, counts[outcome], examples[outcome]) for outcome in Outcome if counts.get(outcome)]


@dataclass(frozen=True)
class Behind:
    """A policy or calendar that some running deadlines follow in an older version: `count` of them, `MOST` at most."""

    what: str
    pk: int
    name: str
    count: int

    @property
    def count_label(self) -> str:
        return count_label(self.count)


def still_behind() -> list[Behind]:
    """Everything that could be moved, by name. Two statements."""
    return [*_behind(POLICY, Policy.objects.all()), *_behind(CALENDAR, Calendar.objects.all())]


def _behind(what: str, owners: "QuerySet[Any]") -> Iterator[Behind]:
    newer = VERSIONS[what].filter(**{what: OuterRef(what)}, number__gt=OuterRef("number"))
    outdated = VERSIONS[what].filter(Exists(newer), **{what: OuterRef(OuterRef("pk"))}).values("pk")
    running = Counted(running_under(what, outdated), along=f"{what}_version")
    counted = owners.order_by("name").annotate(n=running).values_list("pk", "name", "n")
    for pk, name, count in counted:
        if count:
            yield Behind(what, pk, name, count)
