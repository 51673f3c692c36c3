"""Background work: in portions, each whole or not at all, however often it is killed, never two of one kind at once."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from crm.lib.acts import Refused
from crm.outbox import jobs
from crm.outbox.heartbeat import beat
from crm.outbox.jobs import LEASE, Portion, carry_out, start_job, sweep_jobs, try_again
from crm.outbox.models import Heartbeat, Job
from crm.outbox.proofs import proofs

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PORTION = 3


class Counting:
    """Work that counts to `params["to"]`, three at a time, and leaves a heartbeat for each number it has counted."""

    def __init__(self) -> None:
        self.breaks_at: set[int] = set()

    def __call__(self, job: Job, now: datetime) -> Portion:
        numbers = range(job.cursor + 1, min(job.cursor + PORTION, job.params["to"]) + 1)
        for number in numbers:
            Heartbeat.objects.create(sweep=f"{job.subject} {number}", ran_at=now)
            if number in self.breaks_at:
                raise RuntimeError("killed")
        last = numbers[-1] if numbers else job.cursor
        return Portion(len(numbers), 0, last, last >= job.params["to"])


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    work = Counting()
    monkeypatch.setattr(jobs, "_works", {})
    carry_out("count", work)
    return work


def started(to: int = 7, subject: str = "a", **more: Any) -> Job:
    return start_job("count", subject=subject, params={"to": to}, total=to, by=None, at=NOW, **more)


def counted(subject: str = "a") -> list[int]:
    names = Heartbeat.objects.filter(sweep__startswith=f"{subject} ").values_list("sweep", flat=True)
    return sorted(int(name.partition(" ")[2]) for name in names)


def test_a_job_is_worked_off_in_portions(counting: Counting) -> None:
    job = started()
    assert sweep_jobs(NOW).handled == 7
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.failed, job.lease_until) == ("done", 7, 7, 0, None)
    assert job.finished_at is not None
    assert counted() == [1, 2, 3, 4, 5, 6, 7]
    assert sweep_jobs(NOW).handled == 0


def test_a_portion_that_breaks_leaves_nothing_and_goes_on_later(counting: Counting) -> None:
    job = started()
    counting.breaks_at = {5}
    result = sweep_jobs(NOW)
    job.refresh_from_db()
    assert (result.failed, job.state, job.done, job.attempts) == (1, "running", 3, 1)
    assert counted() == [1, 2, 3]
    assert job.error.startswith("RuntimeError (")
    assert sweep_jobs(NOW).handled == 0  # it rests
    counting.breaks_at = set()
    sweep_jobs(NOW + LEASE + timedelta(seconds=30))
    job.refresh_from_db()
    assert (job.state, job.done, job.attempts) == ("done", 7, 0)
    assert counted() == [1, 2, 3, 4, 5, 6, 7]


def test_a_killed_worker_costs_one_portion_that_is_done_again(counting: Counting) -> None:
    """The kill: the worker is gone with its transaction, its lease stays."""
    job = started()
    Job.objects.filter(pk=job.pk).update(state="running", cursor=3, done=3, lease_until=NOW + LEASE)
    assert sweep_jobs(NOW).handled == 0
    assert sweep_jobs(NOW + LEASE).handled == 4
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 7)
    assert counted() == [4, 5, 6, 7]


def test_who_lost_the_job_to_another_worker_writes_nothing(counting: Counting) -> None:
    job = started()
    Job.objects.filter(pk=job.pk).update(state="running", cursor=3, done=3)
    with pytest.raises(RuntimeError, match="taken this job over"), transaction.atomic():
        jobs._do_portion(job, NOW)  # this worker still believes the job stands at 0
    job.refresh_from_db()
    assert (job.cursor, job.done, counted()) == (3, 3, [])


def test_a_job_that_keeps_breaking_fails_visibly_and_can_be_tried_again(counting: Counting) -> None:
    job, now = started(), NOW
    counting.breaks_at = {2}
    for _attempt in range(jobs.MOST_ATTEMPTS):
        sweep_jobs(now)
        now += LEASE * 10
    job.refresh_from_db()
    assert (job.state, job.lease_until, job.attempts) == ("failed", None, jobs.MOST_ATTEMPTS)
    assert sweep_jobs(now).handled == 0
    counting.breaks_at = set()
    assert try_again(job.pk)
    assert not try_again(job.pk)
    sweep_jobs(now)
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 7)


def test_two_about_the_same_never_run_at_once(counting: Counting) -> None:
    started()
    with pytest.raises(Refused, match="Das läuft schon"):
        started()
    started(subject="b")
    sweep_jobs(NOW)
    started()
    assert Job.objects.count() == 3


def test_a_round_ends_in_time_and_the_next_one_goes_on(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "ROUND_SECONDS", 0)
    job = started()
    assert sweep_jobs(NOW).handled == 0
    ticks = iter([0.0, 0.0, 0.0, 0.0, 0.0, 99.0, 99.0])
    monkeypatch.setattr(jobs, "ROUND_SECONDS", 20)
    monkeypatch.setattr(jobs, "time", SimpleNamespace(monotonic=lambda: next(ticks)))
    assert sweep_jobs(NOW).handled == PORTION
    job.refresh_from_db()
    assert (job.state, job.cursor, job.lease_until) == ("running", 3, None)


def test_a_job_that_lies_is_counted(counting: Counting) -> None:
    job = started()
    beat("jobs", ran_at=NOW, took_ms=1, handled=0, failed=0)
    assert [proof.broken for proof in proofs(NOW)] == [0]
    beat("jobs", ran_at=NOW + timedelta(hours=1), took_ms=1, handled=0, failed=0)
    assert [(proof.promise, proof.broken) for proof in proofs(NOW)] == [(3, 1)]
    sweep_jobs(NOW)
    job.refresh_from_db()
    assert [(proof.checked, proof.broken) for proof in proofs(NOW)] == [(0, 0)]
