"""Figures about promises (goal 3) and how long the rest takes (goal 2). Confidential cases count too."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value

from cases.models import (
    NOTHING_SOLVED,
    Case,
    CaseContact,
    Closure,
    Deadline,
    DeadlineKind,
    DeadlineState,
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
OPENED: Final = "cases.opened"
WORKLOAD: Final = ("cases_open", "cases_overdue", "cases_unseen")
DUE: Final = "cases_due"
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


def workload(
    at: datetime, hours: Mapping[int, Hours], *, due_before: datetime | None = None
) -> Iterator[Figure]:
    """Open cases now, as a whole and by team: all, overdue ones, and those with an unseen escalation. One statement.

    due_before: also how many fall due from now on and before that moment, as a whole. The workload of a team is work,
    and shown.
    """
    due = Q(due_at__gte=at, due_at__lt=due_before) if due_before else Q(pk__in=[])
    every, risen = (
        rows.order_by()
        .values_list(Value(code), "team_id")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at)), due=Count("pk", filter=due))
        for code, rows in (("cases_open", unfinished()), ("cases_unseen", unseen(at, hours)))
    )
    counted: Counter[tuple[str, str]] = Counter()
    for code, team, n, late, soon in every.union(risen, all=True):
        parts = [(code, n)]
        if code == "cases_open":
            parts.append(("cases_overdue", late))
            counted[DUE, ""] += soon
        for each, number in parts:
            counted[each, ""] += number
            counted[each, f"team:{team}"] += number
    for code in (*WORKLOAD, *((DUE,) if due_before else ())):
        yield Figure(0, code, "", counted[code, ""], None)
    yield from (Figure(0, code, team, n, None) for (code, team), n in counted.items() if team)


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


Minutes = Counter[tuple[int, int, str]]
"""How many by period, topic and bucket of working minutes."""
Timed = tuple[QuerySet[Any, Any], QuerySet[Pause, Pause]]
"""What began and ended, and the pauses of its cases."""
SOLVING, ANSWERING, WAITING = "case_minutes", "response_minutes", "wait"


def _solving(bounds: Sequence[datetime]) -> Timed:
    """Resolved cases from opened to resolved.

    The calendar is the one the case's promise was computed with.
    """
    promise = Deadline.objects.filter(case=OuterRef("pk")).order_by("-pk").values("calendar_version")[:1]
    cases = (
        resolved(bounds[0], bounds[-1])
        .order_by()
        .annotate(span=span("resolved_at", bounds), calendar=Subquery(promise))
        .filter(calendar__isnull=False)
    )
    waits = Pause.objects.filter(
        case__status=Status.RESOLVED, case__resolved_at__gte=bounds[0], case__resolved_at__lt=bounds[-1]
    )
    rows = cases.values_list(Value(SOLVING), "span", "topic_id", "pk", "calendar", "opened_at", "resolved_at")
    return rows, waits


def _answering(bounds: Sequence[datetime]) -> Timed:
    """Promises that were kept or met late in the period, from their start to the first response."""
    met = Deadline.objects.filter(
        kind=DeadlineKind.FIRST_RESPONSE,
        met_at__gte=bounds[0],
        met_at__lt=bounds[-1],
        state=DeadlineState.MET,
    ).order_by()
    rows = met.annotate(span=span("met_at", bounds)).values_list(
        Value(ANSWERING), "span", "case__topic_id", "case_id", "calendar_version_id", "started_at", "met_at"
    )
    return rows, Pause.objects.filter(case__in=met.values("case"))


def working_minutes(*asked: Timed) -> dict[str, Minutes]:
    """How long what was `asked` for took, by its code. Waiting for the customer does not count.

    Working time is no arithmetic a database knows, so the cases of the bounded periods pass by one by one. One
    statement.
    """
    rows = [queryset for timed, waits in asked for queryset in (timed, _customer_waits(waits))]
    done: list[tuple[Any, ...]] = []
    pauses: dict[int, set[tuple[datetime, datetime | None]]] = {}
    for row in rows[0].union(*rows[1:], all=True):
        code, _span, _topic, case, _version, since, until = row
        if code == WAITING:
            pauses.setdefault(case, set()).add((since, until))
        else:
            done.append(row)
    found: dict[str, Minutes] = {SOLVING: Counter(), ANSWERING: Counter()}
    for code, number, topic, case, version, began, ended in done:
        hours = hours_of(version)
        waited = sum(
            worked_seconds(max(since, began), min(until or ended, ended), hours)
            for since, until in pauses.get(case, ())
        )
        minutes = (worked_seconds(began, ended, hours) - waited) / 60
        found[code][number, topic, histograms.bucket(minutes, CASE_EDGES)] += 1
    return found


def _customer_waits(pauses: QuerySet[Pause, Pause]) -> QuerySet[Any, Any]:
    nothing = Value(0, IntegerField())
    waits = (
        pauses.filter(kind=PauseKind.CUSTOMER)
        .order_by()
        .annotate(span=nothing, topic=nothing, version=nothing)
    )
    rows: QuerySet[Any, Any] = waits.values_list(
        Value(WAITING), "span", "topic", "case_id", "version", "started_at", "ended_at"
    )
    return rows


def opened(start: datetime, end: datetime) -> Tally:
    """The cases that began in the period, under `cases.opened`."""
    return tally(Case.objects.filter(opened_at__gte=start, opened_at__lt=end), OPENED)


def flow(bounds: Sequence[datetime]) -> Iterator[Figure]:
    """The stored figures of neighbouring periods: what began, ended and rose, and how long it took."""
    yield from turnover(bounds)
    yield from durations(bounds)


def durations(bounds: Sequence[datetime]) -> Iterator[Figure]:
    """Working minutes as buckets: until the first response and until solved, each also by topic ("topic:12/le:60").

    One statement.
    """
    return _in_buckets(working_minutes(_solving(bounds), _answering(bounds)))


def responses(bounds: Sequence[datetime]) -> Iterator[Figure]:
    """Only those until the first response. One statement."""
    return _in_buckets(working_minutes(_answering(bounds)))


def _in_buckets(found: Mapping[str, Minutes]) -> Iterator[Figure]:
    for code, counted in found.items():
        yield from added_up(code, ((at, [bucket], n, None) for (at, _topic, bucket), n in counted.items()))
        yield from added_up(
            f"{code}_by",
            ((at, [f"topic:{topic}/{bucket}"], n, None) for (at, topic, bucket), n in counted.items()),
        )


def turnover(bounds: Sequence[datetime]) -> Iterator[Figure]:
    """Cases opened, closed, reopened, and rungs that fired, each also by topic. One statement.

    A closing counts on its day even if the case is reopened later; the reopening counts on its own. Cancelled cases
    and those taken into another are no closings.
    """
    closed = Closure.objects.filter(cancelled=False, merged_into=None)
    began, *others = (
        _by_topic("cases_opened", Case.objects.all(), ("opened_at", "topic_id"), bounds),
        _by_topic("cases_closed", closed, ("at", "case__topic_id"), bounds),
        _by_topic("cases_reopened", closed, ("reopened_at", "case__topic_id"), bounds),
        _by_topic("escalations", Escalation.objects.all(), ("fired_at", "case__topic_id"), bounds),
    )
    found: dict[str, list[tuple[int, list[str], int, None]]] = {}
    for code, at, topic, n in began.union(*others, all=True):
        found.setdefault(code, []).append((at, ["", f"topic:{topic}"], n, None))
    for code, cells in found.items():
        yield from added_up(code, cells)


def _by_topic(
    code: str, rows: QuerySet[Any, Any], fields: tuple[str, str], bounds: Sequence[datetime]
) -> QuerySet[Any, Any]:
    """`fields`: when it happened, and the topic."""
    moment, topic = fields
    of = rows.filter(**{f"{moment}__gte": bounds[0], f"{moment}__lt": bounds[-1]}).order_by()
    labelled = of.annotate(span=span(moment, bounds), of_topic=F(topic))
    counted: QuerySet[Any, Any] = labelled.values_list(Value(code), "span", "of_topic").annotate(
        n=Count("pk")
    )
    return counted
