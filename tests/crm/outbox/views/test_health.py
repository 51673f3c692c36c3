"""What probes are told: /healthz about the process, /readyz about everything it needs."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from crm.celery import TIMETABLE
from crm.outbox import health, heartbeat
from crm.outbox.heartbeat import beat

pytestmark = pytest.mark.django_db

BROKER = "ok" if settings.REDIS_URL else "in_process"


def beat_all(*, ago: timedelta = timedelta(), failed: int = 0, error: str = "") -> None:
    for entry in TIMETABLE:
        beat(entry.name, ran_at=timezone.now() - ago, took_ms=1, handled=0, failed=failed, error=error)


def ready() -> tuple[int, dict[str, Any]]:
    response = Client().get("/readyz")
    return response.status_code, response.json()


def test_the_process_answers_without_asking_anything(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        response = Client().get("/healthz")
    assert (response.status_code, response.json()) == (200, {"alive": True})


def test_ready_while_every_sweep_beats() -> None:
    beat_all(failed=2)
    status, report = ready()
    assert (status, report["ready"], report["database"], report["broker"]) == (200, True, "ok", BROKER)
    assert list(report["sweeps"]) == [entry.name for entry in TIMETABLE]
    mail = report["sweeps"]["mail"]
    assert mail.pop("age_seconds") < 10
    assert mail == {"state": "ok", "limit_seconds": 90, "failed": 2}


def test_a_fresh_start_is_ready_before_the_first_round() -> None:
    status, report = ready()
    assert (status, report["sweeps"]["mail"]["state"]) == (200, "waiting")
    assert report["sweeps"]["mail"]["age_seconds"] is None


def test_a_late_sweep_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "process_age", lambda: timedelta(days=1))
    beat_all(ago=timedelta(seconds=110))
    status, report = ready()
    states = {name: sweep["state"] for name, sweep in report["sweeps"].items()}
    assert (status, report["ready"]) == (503, False)
    late = {name for name, state in states.items() if state == "late"}
    assert late == {"escalations", "jobs", "mail", "missed_calls", "ping"}
    assert {state for name, state in states.items() if name not in late} == {"ok"}


def test_a_breaking_sweep_is_not_ready_and_its_words_stay_inside() -> None:
    beat_all(error="IntegrityError (Ulrike Maier)")
    response = Client().get("/readyz")
    assert (response.status_code, response.json()["sweeps"]["mail"]["state"]) == (503, "broken")
    assert b"Maier" not in response.content


def test_a_lost_database_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> None:
        raise OperationalError("could not connect to server at 10.0.0.5")

    monkeypatch.setattr(health, "database_now", lost)
    assert ready() == (503, {"ready": False, "database": "down", "broker": BROKER, "sweeps": {}})


def test_a_lost_broker_is_said(settings: Settings) -> None:
    beat_all()
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    status, report = ready()
    assert (status, report["broker"], report["database"]) == (503, "down", "ok")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_probes_change_nothing_and_are_never_cached(address: str) -> None:
    assert Client().post(address).status_code == 405
    assert "no-store" in Client().get(address).headers["Cache-Control"]
