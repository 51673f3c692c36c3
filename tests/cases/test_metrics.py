"""Goal 3 at a moment and the working time of resolved cases, against counting by hand over a random past."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import metrics
from cases.models import Case, CaseContact, Closure, Pause
from crm.company.calendars import hours_of
from crm.dashboard.hours import current_hours
from crm.lib import histograms
from crm.lib.tallies import read
from crm.lib.working_hours import Hours
from crm.lib.working_time import worked_seconds
from tests.factories.company import OFFICE_HOURS
from tests.factories.history import NOW, START, History, an_escalation, random_history

pytestmark = pytest.mark.django_db
HOURS = Hours.from_data("Europe/Berlin", OFFICE_HOURS, {})


def open_cases() -> list[Case]:
    return [case for case in Case.objects.all() if case.status != "resolved"]


def forgotten(at: datetime = NOW) -> tuple[int, int, int]:
    counted = read(*metrics.forgotten(at, current_hours()))
    return counted["cases.unarmed"], counted["cases.overdue"], counted["cases.unseen"]


@pytest.mark.parametrize(
    ("at", "seconds", "moment"),
    [
        ((30, 10, 0), 3_600, (30, 9, 0)),
        ((30, 8, 20), 3_600, (27, 16, 20)),  # Monday morning reaches back into Friday
        ((30, 13, 20), 3_600, (30, 11, 20)),  # over lunch
        ((29, 15, 0), 3_600, (27, 16, 0)),  # Sunday, and the clock has just changed
    ],
)
def test_an_hour_of_work_back(at: tuple[int, int, int], seconds: int, moment: tuple[int, int, int]) -> None:
    day, hour, minute = at
    begins = datetime(2026, 3, day, hour, minute, tzinfo=HOURS.zone)
    back = metrics.working_moment_back(begins, seconds, HOURS)
    assert back == datetime(2026, 3, moment[0], moment[1], moment[2], tzinfo=HOURS.zone)
    assert worked_seconds(back, begins, HOURS) == seconds


def test_a_closed_calendar_has_no_working_hour_back() -> None:
    closed = Hours.from_data(
        "Europe/Berlin", {"mon": [["08:00", "09:00"]]}, {f"2026-03-{day:02}": [] for day in range(1, 32)}
    )
    at = datetime(2026, 3, 30, 12, tzinfo=UTC)
    assert metrics.working_moment_back(at, 3_600, closed) == datetime(2026, 2, 23, 7, tzinfo=UTC)


@pytest.mark.parametrize("seed", [1, 2])
def test_overdue_and_unarmed_agree_with_counting_by_hand(seed: int) -> None:
    random_history(seed)
    late = [case for case in open_cases() if case.due_at and case.due_at < NOW]
    assert len(late) > 3
    assert forgotten() == (0, len(late), 0)


def test_a_case_is_not_overdue_at_its_due_moment() -> None:
    past = random_history(3, contacts=40)
    case = open_cases()[0]
    Case.objects.exclude(pk=case.pk).filter(status="open").update(due_at=NOW + timedelta(days=1))
    Case.objects.filter(pk=case.pk).update(due_at=NOW)
    assert forgotten() == (0, 0, 0)
    assert forgotten(NOW + timedelta(seconds=1)) == (0, 1, 0)
    assert past.team.pk


def _two_open(past: History) -> tuple[Case, Case]:
    Case.objects.filter(status="open").update(due_at=NOW + timedelta(days=1))
    first, second = open_cases()[:2]
    return first, second


def test_an_escalation_is_forgotten_after_one_working_hour_without_a_word() -> None:
    past = random_history(4, contacts=60)
    seen, unseen = _two_open(past)
    opens = NOW.replace(hour=6, minute=0, second=0)  # 8:00 in Berlin
    an_escalation(past, seen, fired_at=opens - timedelta(days=1), seen_at=opens)
    an_escalation(past, unseen, fired_at=opens - timedelta(hours=9))  # fired in the night
    assert forgotten(opens + timedelta(minutes=59)) == (0, 0, 0)
    assert forgotten(opens + timedelta(minutes=61)) == (0, 0, 1)


def test_the_rungs_of_one_ladder_are_one_escalation() -> None:
    past = random_history(4, contacts=60)
    case, _ = _two_open(past)
    for step in (1, 2, 3):
        an_escalation(past, case, fired_at=NOW - timedelta(days=2), step=step)
    assert forgotten() == (0, 0, 1)


def test_an_escalation_of_a_resolved_case_waits_for_nobody() -> None:
    past = random_history(4, contacts=60)
    _two_open(past)
    case = Case.objects.filter(status="resolved")[0]
    an_escalation(past, case, fired_at=NOW - timedelta(days=2))
    assert forgotten() == (0, 0, 0)


def test_stored_stock_adds_up() -> None:
    figures = metrics.stock({"cases.unarmed": 1, "cases.overdue": 2, "cases.unseen": 4})
    assert {figure.code: figure.numerator for figure in figures} == {
        "cases_unarmed": 1,
        "cases_overdue": 2,
        "cases_unseen": 4,
        "forgotten": 7,
    }


def minutes_of(case: Case) -> float:
    """Working minutes by hand: from opened to resolved, less the time it waited for the customer."""
    hours = hours_of(case.deadlines.order_by("-pk")[0].calendar_version_id)
    assert case.resolved_at is not None
    waits = Pause.objects.filter(case=case, kind="customer")
    waited = sum(worked_seconds(p.started_at, p.ended_at or case.resolved_at, hours) for p in waits)
    return (worked_seconds(case.opened_at, case.resolved_at, hours) - waited) / 60


@pytest.mark.parametrize("seed", [5, 6])
def test_working_time_of_the_rest_agrees_with_counting_by_hand(seed: int) -> None:
    random_history(seed)
    bounds = [START, START + timedelta(days=9), NOW + timedelta(seconds=1)]
    at_once = set(
        CaseContact.objects.filter(opened_case=True, contact__outcome="resolved").values_list(
            "case_id", flat=True
        )
    )
    cancelled = set(Closure.objects.filter(cancelled=True).values_list("case_id", flat=True))
    assert at_once
    assert cancelled
    expected: Counter[tuple[int, int, str]] = Counter()
    for number, (start, end) in enumerate(pairwise(bounds)):
        for case in Case.objects.filter(status="resolved").exclude(pk__in=at_once | cancelled):
            assert case.resolved_at is not None
            if start <= case.resolved_at < end:
                expected[number, case.topic_id, histograms.bucket(minutes_of(case), metrics.CASE_EDGES)] += 1
    solved = [each for each in metrics.durations(bounds) if each.code == "case_minutes_by"]
    assert {(each.span, each.dimension): each.numerator for each in solved} == {
        (number, f"topic:{topic}/{bucket}"): n for (number, topic, bucket), n in expected.items()
    }
    assert len(expected) > 4


def test_opened_cases_are_stored_by_topic() -> None:
    past = random_history(5, contacts=60)
    figures = {
        (figure.code, figure.dimension): figure.numerator
        for figure in metrics.flow([START, NOW])
        if figure.code == "cases_opened"
    }
    many = Case.objects.count()
    topics = Counter(f"topic:{case.topic_id}" for case in Case.objects.all())
    assert figures == {("cases_opened", name): n for name, n in {"": many, **topics}.items()}
    stands = {(each.code, each.dimension): each.numerator for each in metrics.workload(NOW, current_hours())}
    team = f"team:{past.team.pk}"
    assert stands["cases_open", ""] == stands["cases_open", team] == len(open_cases())
    assert stands["cases_overdue", ""] == stands["cases_overdue", team] == metrics.overdue(NOW).count()
    assert stands["cases_unseen", ""] == metrics.unseen(NOW, current_hours()).count()


@pytest.mark.parametrize("contacts", [10, 200])
def test_goal_3_is_one_statement_however_many_cases(contacts: int) -> None:
    random_history(7, contacts=contacts)
    hours = current_hours()
    with CaptureQueriesContext(connection) as queries:
        read(*metrics.forgotten(NOW, hours))
    assert len(queries) == 1
