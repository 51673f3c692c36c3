"""Figures about promises (goal 3) and how long the rest takes (goal 2). Confidential cases count too."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.models import (
    NOTHING_SOLVED,
    Case,
    CaseContact,
    Closure,
    Deadline,
    Escalation,
    Pause,
    PauseKind,
    Status,
)
from contacts.models import Outcome
from crm.company.calendars import hours_of
from crm.lib import histograms
from crm.lib.tallies import Figure, Tally, added_up, span, tally
from crm.lib.working_hours import Hours
from crm.lib.working_time import spans_between, worked_seconds

UNSEEN_AFTER_SECONDS: Final = 3_600
CASE_EDGES: Final = (15, 30, 60, 120, 240, 480, 960, 1440, 2400, 4800)
"""Upper edges of the buckets for working minutes from opened to resolved."""


def unfinished() -> QuerySet[Case, Case]:
    return Case.objects.exclude(status=Status.RESOLVED)


def unarmed() -> QuerySet[Case, Case]:
    """Open cases without an armed timer. The database refuses such rows; they are counted all the same."""
    return unfinished().filter(Q(escalate_at=None) | Q(due_at=None))


def overdue(at: datetime) -> QuerySet[Case, Case]:
    """Open cases whose next due moment has passed, waiting ones included."""
    return unfinished().filter(due_at__lt=at)


def unseen(at: datetime, hours: Mapping[int, Hours]) -> QuerySet[Case, Case]:
    """Open cases with an escalation nobody has acknowledged for over one working hour of the team's site.

    The rungs of one ladder are one escalation. `hours` are the current ones of each calendar by its id.
    """
    late = Q(pk__in=[])
    for calendar, calendar_hours in sorted(hours.items()):
        before = working_moment_back(at, UNSEEN_AFTER_SECONDS, calendar_hours)
        late |= Q(case__team__site__calendar=calendar, fired_at__lt=before)
    fired = Escalation.objects.filter(late, acknowledged_at=None)
    return unfinished().filter(pk__in=fired.values("case"))


def lying(at: datetime, hours: Mapping[int, Hours]) -> QuerySet[Any, Any]:
    """The cases that `forgotten` counts, each once; `is_unseen` says whether an escalation of it is unseen."""
    is_unseen = Exists(unseen(at, hours).filter(pk=OuterRef("pk")))
    late = Q(due_at__lt=at) | Q(due_at=None) | Q(escalate_at=None)
    return unfinished().annotate(is_unseen=is_unseen).filter(late | Q(is_unseen=True))


def working_moment_back(at: datetime, seconds: int, hours: Hours) -> datetime:
    """The latest moment from which `seconds` of working time have passed until `at`."""
    left, days = seconds, 7
    while days <= 448:  # noqa: PLR2004 - over a year without an hour of work: the calendar is closed for good
        left = seconds
        for opens, closes in reversed(spans_between(at - timedelta(days=days), at, hours)):
            worked = int((closes - opens).total_seconds())
            if worked >= left:
                return closes - timedelta(seconds=left)
            left -= worked
        days *= 4
    return at - timedelta(days=days)


def forgotten(at: datetime, hours: Mapping[int, Hours]) -> list[Tally]:
    """Goal 3 at a moment: labels `cases.unarmed`, `cases.overdue`, `cases.unseen`; their sum is the goal."""
    return [
        # apart, so that each half is read from its own index instead of from every open case
        tally(unfinished().filter(escalate_at=None), "cases.unarmed"),
        tally(unfinished().filter(escalate_at__isnull=False, due_at=None), "cases.unarmed"),
        tally(overdue(at), "cases.overdue"),
        tally(unseen(at, hours), "cases.unseen"),
    ]


def stock(counted: Mapping[str, int]) -> Iterator[Figure]:
    """The stored figures of goal 3 out of what `forgotten` counted."""
    parts = {
        code: counted.get(code.replace("_", "."), 0)
        for code in ("cases_unarmed", "cases_overdue", "cases_unseen")
    }
    for code, number in parts.items():
        yield Figure(0, code, "", number, None)
    yield Figure(0, "forgotten", "", sum(parts.values()), None)


def open_by_team() -> Iterator[Figure]:
    """Open cases now, by team. The workload of a team is work, and shown."""
    for row in unfinished().order_by().values("team_id").annotate(n=Count("pk")):
        yield Figure(0, "cases_open", f"team:{row['team_id']}", row["n"], None)


# -- the rest of goal 2 ------------------------------------------------------------------------


def resolved(start: datetime, end: datetime) -> QuerySet[Case, Case]:
    """Cases resolved in the period: not cancelled or merged, and not solved by the very capture that opened them."""
    cancelled = Closure.objects.filter(NOTHING_SOLVED, case=OuterRef("pk"))
    at_once = CaseContact.objects.filter(
        case=OuterRef("pk"), opened_case=True, contact__outcome=Outcome.RESOLVED
    )
    return Case.objects.filter(
        ~Exists(cancelled),
        ~Exists(at_once),
        status=Status.RESOLVED,
        resolved_at__gte=start,
        resolved_at__lt=end,
    )


def working_minutes(bounds: Sequence[datetime]) -> Counter[tuple[int, str]]:
    """Resolved cases by period and bucket of working minutes from opened to resolved.

    Waiting for the customer does not count. Working time is no arithmetic a database knows, so the cases of
    the bounded periods pass by one by one.
    The calendar is the one the case's promise was computed with.
    """
    promise = Deadline.objects.filter(case=OuterRef("pk")).order_by("-pk").values("calendar_version")[:1]
    cases = (
        resolved(bounds[0], bounds[-1])
        .order_by()
        .annotate(span=span("resolved_at", bounds), calendar=Subquery(promise), done=F("resolved_at"))
        .filter(calendar__isnull=False)
    )
    pauses = _customer_pauses(bounds[0], bounds[-1])
    counted: Counter[tuple[int, str]] = Counter()
    for case, number, version, opened, done in cases.values_list(
        "pk", "span", "calendar", "opened_at", "done"
    ):
        hours = hours_of(version)
        waited = sum(worked_seconds(since, min(until, done), hours) for since, until in pauses.get(case, ()))
        minutes = (worked_seconds(opened, done, hours) - waited) / 60
        counted[number, histograms.bucket(minutes, CASE_EDGES)] += 1
    return counted


def _customer_pauses(start: datetime, end: datetime) -> dict[int, list[tuple[datetime, datetime]]]:
    waits = Pause.objects.filter(
        kind=PauseKind.CUSTOMER,
        case__status=Status.RESOLVED,
        case__resolved_at__gte=start,
        case__resolved_at__lt=end,
    )
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    ended = Coalesce("ended_at", "case__resolved_at")
    for case, since, until in waits.order_by().values_list("case_id", "started_at", ended):
        found.setdefault(case, []).append((since, until))
    return found


def flow(bounds: Sequence[datetime]) -> Iterator[Figure]:
    """The stored figures of neighbouring periods: cases opened, and working minutes of the resolved ones."""
    opened = Case.objects.filter(opened_at__gte=bounds[0], opened_at__lt=bounds[-1]).order_by()
    by_team = (
        opened.annotate(span=span("opened_at", bounds)).values("span", "team_id").annotate(n=Count("pk"))
    )
    yield from added_up(
        "cases_opened", ((row["span"], ["", f"team:{row['team_id']}"], row["n"], None) for row in by_team)
    )
    minutes = working_minutes(bounds)
    yield from added_up("case_minutes", ((at, [bucket], n, None) for (at, bucket), n in minutes.items()))
