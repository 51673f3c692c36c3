"""The nightly audit finds 0 differences in what the acts wrote, and every one that was planted."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from cases import audit as auditing
from cases import lifecycle
from cases.acknowledging import acknowledge
from cases.audit import sweep_audit
from cases.escalation import sweep_escalations
from cases.models import Deadline, DeadlineAudit, DeadlineEvent, Pause
from crm.company.models import Role, User
from crm.outbox.sweeping import SweepResult
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)  # three o'clock in Berlin
HOUR = timedelta(hours=1)


@pytest.fixture
def worker() -> User:
    return make_user()


@pytest.fixture
def deadlines(worker: User) -> int:
    """Everything that moves a deadline: waits, an early end, an answer, a closing, a reopening, an acknowledgement."""
    make_policy()
    make_user(Role.MANAGEMENT)
    topic = make_topic(make_team((worker,)))
    cases = [captured(topic, by=worker, at=MONDAY).case for _ in range(3)]
    waiting, closed, seen = (case.pk for case in cases if case)
    until = MONDAY + timedelta(days=3)
    for kind, at in (("customer", MONDAY + HOUR), ("supplier", MONDAY + 26 * HOUR)):
        lifecycle.pause(waiting, kind=kind, until=until, reason="Foto", by=worker, at=at)
    lifecycle.pause(closed, kind="customer", until=until, reason="Foto", by=worker, at=MONDAY + HOUR)
    answer = captured(topic, by=worker, at=MONDAY + 5 * HOUR, case=closed, direction="out").contact
    lifecycle.close(closed, result="Fertig", informed_by=answer, by=worker, at=MONDAY + 6 * HOUR)
    lifecycle.reopen(closed, reason="Wieder da", by=worker, at=MONDAY + 7 * HOUR)
    lifecycle.pause(closed, kind="customer", until=until, reason="Foto", by=worker, at=MONDAY + 8 * HOUR)
    sweep_escalations(MONDAY + 5 * HOUR)
    acknowledge(seen, by=worker, at=MONDAY + 9 * HOUR)
    return Deadline.objects.count()


def test_what_the_acts_wrote_has_no_difference(deadlines: int) -> None:
    assert sweep_audit(NIGHT) == SweepResult(handled=deadlines)
    row = DeadlineAudit.objects.get()
    assert (row.night, row.checked, row.differences) == (date(2026, 3, 10), deadlines, 0)
    assert (row.started_at, row.finished_at, row.examples) == (NIGHT, NIGHT, [])


def test_a_night_is_audited_once_and_the_next_one_again(deadlines: int) -> None:
    sweep_audit(NIGHT)
    assert sweep_audit(NIGHT + HOUR) == SweepResult()
    assert sweep_audit(NIGHT + 22 * HOUR + timedelta(minutes=59)) == SweepResult()
    assert sweep_audit(NIGHT + 23 * HOUR).handled == deadlines
    assert DeadlineAudit.objects.count() == 2


PLANTED = {
    "moved by hand": lambda: Deadline.objects.filter(state="armed", kind="resolution"),
    "moved after it was met": lambda: Deadline.objects.filter(state="met"),
    "a chosen date moved without a line": lambda: Deadline.objects.filter(kind="follow_up"),
    "moved while it waits": lambda: Deadline.objects.filter(state="paused"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_difference_is_found(deadlines: int, planted: str) -> None:
    wrong = PLANTED[planted]()[0]
    Deadline.objects.filter(pk=wrong.pk).update(due_at=wrong.due_at + timedelta(minutes=1))
    assert sweep_audit(NIGHT) == SweepResult(handled=deadlines, failed=1)
    row = DeadlineAudit.objects.get()
    assert row.differences == 1
    assert row.examples == [
        {
            "number": wrong.case.number,
            "kind": wrong.kind,
            "round": wrong.round,
            "stored": (wrong.due_at + timedelta(minutes=1)).isoformat(),
            "computed": wrong.due_at.isoformat(),
        }
    ]


def test_a_wait_that_vanished_and_a_log_that_tells_otherwise_are_found(deadlines: int) -> None:
    Pause.objects.filter(kind="customer", ended_at=None).delete()
    DeadlineEvent.objects.filter(deadline__kind="first_response").update(due_at=MONDAY)
    wrong = Deadline.objects.filter(kind="first_response").count() + 1
    assert sweep_audit(NIGHT).failed == wrong


def test_a_stopped_night_goes_on_where_it_was(deadlines: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditing, "BATCH", 2)
    monkeypatch.setattr(auditing, "ROUND_SECONDS", 0)
    assert sweep_audit(NIGHT) == SweepResult()
    monkeypatch.setattr(auditing, "ROUND_SECONDS", 20)
    monkeypatch.setattr(time, "monotonic", iter(range(0, 1_000, 7)).__next__)
    first = sweep_audit(NIGHT)
    assert 0 < first.handled < deadlines
    assert DeadlineAudit.objects.get().finished_at is None
    monkeypatch.undo()
    assert first.handled + sweep_audit(NIGHT + HOUR).handled == deadlines
    row = DeadlineAudit.objects.get()
    assert (row.checked, row.finished_at) == (deadlines, NIGHT + HOUR)


def test_a_batch_costs_the_same_for_few_and_many(
    deadlines: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sweep_audit(NIGHT)
    with django_assert_num_queries(
        11
    ):  # the night; a batch, waits, what was found, read again; the empty one
        sweep_audit(NIGHT + 24 * HOUR)
