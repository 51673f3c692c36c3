"""`manage.py serve` for real: one process answers, sweeps, and stops when it is told to."""

import json
import os
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.db import connection

from crm.celery import TIMETABLE

pytestmark = pytest.mark.skipif(bool(settings.REDIS_URL), reason="one process, without Redis")

START_SECONDS = 40
STOP_SECONDS = 30
ROWS = "rows.sqlite3"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def environment() -> dict[str, str]:
    """An installation of its own, in memory where there is a file system in memory."""
    folder = tempfile.mkdtemp(dir=settings.DATA_DIR)
    return {
        **os.environ,
        "DATA_DIR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/{ROWS}",
        "PORT": str(free_port()),
    }


@pytest.fixture
def installed(environment: dict[str, str], db: None) -> dict[str, str]:
    """The same with empty tables: a copy is quicker than the migrations."""
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as empty,
        closing(sqlite3.connect(f"{environment['DATA_DIR']}/{ROWS}")) as copy,
    ):
        empty.backup(copy)
    return environment


@pytest.fixture
def server(installed: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=settings.BASE_DIR, env=installed, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    yield process
    if process.poll() is None:
        process.kill()
        process.wait()


def manage(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )


def ask(environment: dict[str, str], address: str) -> dict[str, Any]:
    """The JSON answer, {} while nobody answers."""
    try:
        with urlopen(f"http://127.0.0.1:{environment['PORT']}{address}", timeout=5) as response:
            answer: dict[str, Any] = json.load(response)
    except HTTPError as error:
        answer = json.load(error)
    except (URLError, OSError):
        answer = {}
    return answer


def wait_for_heartbeats(environment: dict[str, str]) -> dict[str, str]:
    """The state of each sweep once all have run."""
    states: dict[str, str] = {}
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        sweeps = ask(environment, "/readyz").get("sweeps", {})
        states = {name: sweep["state"] for name, sweep in sweeps.items()}
        if states and "waiting" not in states.values():
            break
        time.sleep(0.2)
    return states


def test_it_answers_sweeps_and_stops(environment: dict[str, str], server: "subprocess.Popen[str]") -> None:
    assert wait_for_heartbeats(environment) == dict.fromkeys([entry.name for entry in TIMETABLE], "ok")
    assert ask(environment, "/healthz") == {"alive": True}

    second = manage("serve", environment=environment)
    assert second.returncode == 1
    assert "Stop the other program or choose another port" in second.stderr

    server.send_signal(signal.SIGTERM)
    told, _ = server.communicate(timeout=STOP_SECONDS)
    assert server.returncode == 0
    assert f"Anklang: http://127.0.0.1:{environment['PORT']}/" in told
    assert "Traceback" not in told
    assert "Demo logins" not in told
    assert ask(environment, "/healthz") == {}


def test_several_web_workers_without_redis_do_not_start(environment: dict[str, str]) -> None:
    done = manage("serve", environment={**environment, "WEB_CONCURRENCY": "2"})
    assert done.returncode == 1
    assert "Several web workers need Redis." in done.stderr


def test_in_a_network_it_is_encrypted_by_an_authority_that_a_page_hands_out(
    installed: dict[str, str],
) -> None:
    port, page_port = installed["PORT"], int(installed["PORT"]) + 1
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--lan", "--name", "anklang.lan"],
        cwd=settings.BASE_DIR, env={**installed, "PUBLIC_URL": ""}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        authority = _loaded(f"http://127.0.0.1:{page_port}/anklang.crt")
        trusting = ssl.create_default_context(cadata=authority)
        with urlopen(f"https://127.0.0.1:{port}/healthz", timeout=5, context=trusting) as response:
            assert json.load(response) == {"alive": True}
            assert "Strict-Transport-Security" not in response.headers  # the page beside it has no encryption
        with pytest.raises(URLError, match="CERTIFICATE_VERIFY_FAILED"):
            urlopen(f"https://127.0.0.1:{port}/healthz", timeout=5)
    finally:
        process.send_signal(signal.SIGTERM)
        told, _ = process.communicate(timeout=STOP_SECONDS)
    assert "Tablets, once each: http://" in told
    assert process.returncode == 0


def test_a_public_name_needs_another_way(environment: dict[str, str]) -> None:
    done = manage("serve", "--lan", "--name", "crm.example.org", environment=environment)
    assert done.returncode == 1
    assert "use a proxy" in done.stderr


def _loaded(address: str) -> bytes:
    """What an address answers as soon as somebody is there."""
    give_up = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(address, timeout=5) as response:
                content: bytes = response.read()
        except OSError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.2)
        else:
            return content
