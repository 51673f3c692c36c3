"""Serves an application on a free port of this machine until the block ends."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tools.bench.stores import ROOT, Store

LOOPBACK = "127.0.0.1"
START_SECONDS, STOP_SECONDS = 60, 20
PRODUCT, COUNTED, BARE = "crm.wsgi", "tools.bench.counted", "tools.bench.bare.wsgi"


@dataclass(frozen=True)
class Server:
    address: tuple[str, int]
    pid: int


class ServerFailedError(RuntimeError):
    """The server ended or never answered; the message carries the end of its log."""


@contextmanager
def gunicorn(store: Store, application: str, *, workers: int = 2, threads: int = 1) -> Iterator[Server]:
    """Sync workers, as the peers were measured; with more than one thread each answers so many at once."""
    port = free_port()
    kind = ["sync"] if threads == 1 else ["gthread", "--threads", str(threads)]
    command = ["-m", "gunicorn", f"{application}:application", "--bind", f"{LOOPBACK}:{port}",
               "--workers", str(workers), "--worker-class", *kind, "--log-level", "warning",
               "--no-control-socket"]  # fmt: skip
    with _running(store, command, port) as server:
        yield server


@contextmanager
def embedded(store: Store) -> Iterator[Server]:
    """`manage.py serve`: one process with threads, and the clock in it."""
    port = free_port()
    with _running(store, ["manage.py", "serve"], port) as server:
        yield server


@contextmanager
def _running(store: Store, command: list[str], port: int) -> Iterator[Server]:
    log = store.folder / f"server-{port}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, stdout=file, stderr=file,
            env=store.environment | {"PORT": str(port)},
        )  # fmt: skip
        try:
            _wait(process, port)
            yield Server((LOOPBACK, port), process.pid)
        except ConnectionError as error:
            raise ServerFailedError(log.read_text(errors="replace")[-3000:]) from error
        finally:
            _stop(process)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    give_up = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < give_up:
        try:
            socket.create_connection((LOOPBACK, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise ConnectionError("no answer")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
