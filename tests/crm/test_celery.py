"""The timetable: every sweep exists, and a wake-up carries out exactly the one it names."""

import inspect
import subprocess
import sys
from datetime import datetime
from typing import Any

import pytest
from celery.beat import Scheduler
from django.conf import settings

from crm import celery
from crm.celery import LONG_AGO, TIMETABLE, Entry, app, configuration, entry_of, sweep_of, wake
from crm.outbox.models import Heartbeat
from crm.outbox.sweeping import SweepResult

SEEN: list[datetime] = []


def remember(now: datetime) -> SweepResult:
    SEEN.append(now)
    return SweepResult(handled=1)


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The timetable holds one sweep, of this file; gives the moments at which it was woken."""
    monkeypatch.setattr(celery, "TIMETABLE", (Entry("own", f"{__name__}.remember", 30),))
    SEEN.clear()
    return SEEN


@pytest.mark.parametrize("entry", TIMETABLE, ids=lambda entry: entry.name)
def test_every_sweep_of_the_timetable_takes_the_time(entry: Entry) -> None:
    assert list(inspect.signature(sweep_of(entry)).parameters) == ["now"]


def test_beat_wakes_every_sweep_in_its_rhythm() -> None:
    schedule = app.conf.beat_schedule
    assert {name: plan["schedule"] for name, plan in schedule.items()} == {
        entry.name: entry.seconds for entry in TIMETABLE
    }
    assert schedule["escalations"]["schedule"] == 2
    assert {plan["task"] for plan in schedule.values()} == {wake.name}
    assert [plan["args"] for plan in schedule.values()] == [[name] for name in schedule]


def test_after_a_start_every_sweep_is_due_at_once() -> None:
    entries = Scheduler(app).schedule
    due = {name: entry.is_due().is_due for name, entry in entries.items() if name in app.conf.beat_schedule}
    assert due == {entry.name: True for entry in TIMETABLE}
    assert entries["mail"].last_run_at == LONG_AGO


@pytest.mark.django_db
def test_a_wake_up_runs_its_sweep_now_and_leaves_a_heartbeat(woken: list[datetime]) -> None:
    celery.run("own")
    assert len(woken) == 1
    assert Heartbeat.objects.get().sweep == "own"


@pytest.mark.django_db
def test_wake_ups_that_piled_up_run_once(woken: list[datetime]) -> None:
    for _ in range(3):
        celery.run("own")
    assert len(woken) == 1


@pytest.mark.parametrize(
    ("broker", "eager", "options"),
    [
        ("memory://", True, {"polling_interval": 0.1}),
        (
            "redis://broker:6379/0",
            False,
            {"visibility_timeout": 900, "unacked_restore_interval": 5, "unacked_restore_throttle": 1},
        ),
    ],
)
def test_the_broker_decides_where_tasks_run(
    settings: Any, broker: str, eager: bool, options: dict[str, Any]
) -> None:
    settings.CELERY_BROKER_URL = broker
    plan = configuration()
    assert (plan["task_always_eager"], plan["broker_transport_options"]) == (eager, options)
    assert (plan["task_acks_late"], plan["task_reject_on_worker_lost"]) == (True, True)
    assert plan["worker_prefetch_multiplier"] == 1


def test_the_configuration_reaches_celery() -> None:
    assert app.conf.task_always_eager is not bool(settings.REDIS_URL)
    assert app.conf.task_acks_late is True
    assert app.conf.beat_scheduler == "celery.beat:Scheduler"


def test_importing_the_timetable_imports_no_app() -> None:
    seen = "import crm.celery, sys; print([name for name in sys.modules if name.endswith('.models')])"
    done = subprocess.run(
        [sys.executable, "-c", seen], check=True, capture_output=True, text=True, cwd=settings.BASE_DIR
    )
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(StopIteration):
        entry_of("unknown")
