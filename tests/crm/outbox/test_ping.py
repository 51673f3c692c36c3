"""The sign of life: nobody hears it by default, somebody does while all is well, nobody when a sweep stands."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_django import Settings

from crm.celery import TIMETABLE
from crm.outbox import heartbeat, ping
from crm.outbox.heartbeat import beat
from crm.outbox.ping import sweep_ping
from crm.outbox.sweeping import SweepResult, run_sweep
from crm.outbox.watchdog import watchdog_sentence

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


class Monitor(ThreadingHTTPServer):
    """Somebody outside, on this machine: notes who calls, and answers `status` after `seconds`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.calls: list[tuple[str, str]] = []
        self.status, self.seconds = 200, 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/ping/geheim"


class Answer(BaseHTTPRequestHandler):
    server: Monitor

    def do_GET(self) -> None:
        self.server.calls.append((self.path, self.headers["User-Agent"]))
        time.sleep(self.server.seconds)
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def monitor(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Monitor]:
    monkeypatch.setattr(heartbeat, "process_age", lambda: timedelta(days=7))
    with Monitor() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        settings.PING_URL = server.url
        for entry in TIMETABLE:
            beat(entry.name, ran_at=NOW, took_ms=1, handled=0, failed=0)
        yield server
        server.shutdown()
        thread.join()


def test_while_all_is_well_somebody_hears_it_and_learns_nothing(monitor: Monitor) -> None:
    assert sweep_ping(NOW) == SweepResult(handled=1)
    assert monitor.calls == [("/ping/geheim", "Anklang")]


def test_by_default_nobody_is_told(monitor: Monitor, settings: Settings) -> None:
    settings.PING_URL = ""
    assert sweep_ping(NOW) == SweepResult()
    assert monitor.calls == []


@pytest.mark.parametrize("trouble", ["late", "broken"])
@pytest.mark.parametrize("sweep", [entry.name for entry in TIMETABLE if entry.name != "ping"])
def test_any_other_sweep_in_trouble_silences_it(monitor: Monitor, sweep: str, trouble: str) -> None:
    ran_at = NOW if trouble == "broken" else NOW - timedelta(days=1)
    beat(sweep, ran_at=ran_at, took_ms=1, handled=0, failed=0, error="x" if trouble == "broken" else "")
    assert sweep_ping(NOW) == SweepResult()
    assert monitor.calls == []


def test_its_own_trouble_does_not_silence_it_for_ever(monitor: Monitor) -> None:
    beat("ping", ran_at=NOW - timedelta(days=1), took_ms=1, handled=0, failed=1, error="timeout")
    assert sweep_ping(NOW) == SweepResult(handled=1)


@pytest.mark.parametrize("status", [404, 500])
def test_a_refusal_is_seen_by_those_who_oversee(monitor: Monitor, status: int) -> None:
    monitor.status = status
    result = run_sweep("ping", sweep_ping, NOW)
    assert (result.failed, result.error) == (1, f"Antwort {status}")
    for entry in TIMETABLE:
        if entry.name != "ping":
            beat(entry.name, ran_at=NOW, took_ms=1, handled=0, failed=0)
    assert watchdog_sentence(NOW) == ""
    assert watchdog_sentence(NOW, insider=True).startswith("Das Lebenszeichen nach außen kommt nicht an.")


def test_silence_ends_after_a_while_and_names_no_address(
    monitor: Monitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ping, "SECONDS", 0.2)
    monitor.seconds = 1
    result = sweep_ping(NOW)
    assert (result.failed, result.error) == (1, "TimeoutError")


def test_nobody_there_is_an_error_too(monitor: Monitor, settings: Settings) -> None:
    settings.PING_URL = "http://127.0.0.1:9/geheim"
    assert sweep_ping(NOW) == SweepResult(failed=1, error="ConnectionRefusedError")


def test_one_on_its_way_is_enough(monitor: Monitor) -> None:
    with ping._under_way:
        assert sweep_ping(NOW) == SweepResult()
    assert monitor.calls == []
