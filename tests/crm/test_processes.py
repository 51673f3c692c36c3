"""Web, worker and beat as processes of their own, over PostgreSQL and a Redis-compatible broker."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from crm.celery import TIMETABLE
from crm.outbox.models import Heartbeat, Notice
from tests.services.valkey import valkey

pytestmark = [
    pytest.mark.skipif(not settings.REDIS_URL, reason="needs --database postgres"),
    pytest.mark.django_db(transaction=True),
]

START_SECONDS = 40
STOP_SECONDS = 15
CELERY = [sys.executable, "-m", "celery", "-A", "crm"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """The rows of this test, a broker of its own."""
    address, _, _name = os.environ["DATABASE_URL"].rpartition("/")
    with valkey() as broker:
        yield {
            **os.environ,
            "DATABASE_URL": f"{address}/{connection.settings_dict['NAME']}",
            "REDIS_URL": f"{broker}/0",
            "PORT": str(free_port()),
        }


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Any]:
    """Starts a program in a process group of its own; at the end all have to stop when told to."""
    with ExitStack() as undo:

        def run(name: str, *command: str) -> "subprocess.Popen[bytes]":
            log = undo.enter_context((tmp_path / f"{name}.log").open("wb"))
            process = subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            undo.callback(kill, process)
            return process

        yield run


def kill(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def ask(environment: dict[str, str], address: str) -> tuple[int, dict[str, Any]]:
    """Status and JSON answer; 0 while nobody answers."""
    try:
        with urlopen(f"http://127.0.0.1:{environment['PORT']}{address}", timeout=5) as response:
            return response.status, json.load(response)
    except HTTPError as error:
        return error.code, json.load(error)
    except (URLError, OSError):
        return 0, {}


def comes_true(condition: Any) -> bool:
    give_up = time.monotonic() + START_SECONDS
    while not condition():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.2)
    return True


def test_beat_wakes_the_worker_and_a_waiting_mail_goes_out(environment: dict[str, str], start: Any) -> None:
    Heartbeat.objects.all().delete()
    now = timezone.now()
    notice = Notice.objects.create(
        medium=Notice.MAIL,
        address="lena@example.org",
        dedupe_key="processes",
        subject_key="case:1",
        subject="Stufe 1",
        text="Fällig.",
        created_at=now,
        not_before=now,
    )
    web = start("web", sys.executable, "manage.py", "serve")
    worker = start("worker", *CELERY, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle")
    beat = start("beat", *CELERY, "beat")

    assert comes_true(lambda: Notice.objects.filter(pk=notice.pk, sent_at__isnull=False).exists())
    assert comes_true(lambda: Heartbeat.objects.count() == len(TIMETABLE))
    assert not Heartbeat.objects.exclude(error="").exists()
    assert comes_true(lambda: ask(environment, "/healthz") == (200, {"alive": True}))
    status, report = ask(environment, "/readyz")
    assert (status, report["database"], report["broker"]) == (200, "ok", "ok")
    assert {sweep["state"] for sweep in report["sweeps"].values()} == {"ok"}

    for process in (beat, worker, web):
        process.terminate()
        assert process.wait(STOP_SECONDS) == 0


def test_with_redis_serve_says_that_worker_and_beat_are_separate(
    environment: dict[str, str], start: Any, tmp_path: Path
) -> None:
    web = start("web", sys.executable, "manage.py", "serve")
    assert comes_true(lambda: ask(environment, "/healthz")[0] == 200)
    assert "this process serves the pages only" in (tmp_path / "web.log").read_text()
    time.sleep(2)
    assert Heartbeat.objects.count() == 0
    web.terminate()
    assert web.wait(STOP_SECONDS) == 0
