"""R8: a scheduler that stands is seen on an open page, on the health endpoint and by the monitor outside, in 120 s.

Companies are watched side by side, each with programs, a database and a monitor of its own. Half of them run as in
production (web, worker, beat over PostgreSQL and a broker): worker and beat get SIGSTOP. The others are one process on
SQLite: the threads of its sweeps hang. An open page asks every 15 seconds, as in the browser. After each stop
everything goes on, and all three must say so before the next one.
"""

import json
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.services.postgres import PostgresServer
from tools.bench.servers import free_port
from tools.faults.children import run_child, settings_of
from tools.faults.found import Found
from tools.faults.keepers import Broker, Kept

TITLE = "a stopped scheduler is seen by people, probes and the monitor outside within 120 s"
LIMIT: Final = 120.0
GIVE_UP: Final = 200.0  # seconds for a start, a stop or a recovery
OPEN_PAGE: Final = "/hinweise/stand/?v=0-0"
WELL: Final = 204  # an open page is told nothing


@dataclass(frozen=True)
class Size:
    """`page_asks`, `ping_every` and `quick` (shortened limits, 0: those of the product) in seconds."""

    of_each: int
    stops: int
    page_asks: float
    ping_every: float
    quick: int
    limit: float


FULL = Size(of_each=5, stops=2, page_asks=15, ping_every=30, quick=0, limit=LIMIT)
SMALL = Size(of_each=1, stops=1, page_asks=1, ping_every=2, quick=8, limit=40)


@dataclass(frozen=True)
class Seen:
    """Seconds from the stop until each of the three knew."""

    page: float
    probe: float
    monitor: float


@dataclass
class Monitor:
    """Somebody outside who expects a sign of life twice in `2 * every` seconds."""

    every: float
    last: float = field(default_factory=time.monotonic)
    port: int = 0

    @property
    def misses(self) -> bool:
        return time.monotonic() - self.last > 2 * self.every


@dataclass(frozen=True)
class Company:
    """A running installation; `stop` and `go_on` are what happens to its sweeps."""

    port: int
    session: str
    monitor: Monitor
    stop: Callable[[], None]
    go_on: Callable[[], None]

    def ask(self, path: str) -> tuple[int, str]:
        """Status and text; 0 while nobody answers."""
        request = Request(
            f"http://127.0.0.1:{self.port}{path}", headers={"Cookie": f"sessionid={self.session}"}
        )
        try:
            with urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except (URLError, OSError):
            return 0, ""

    def page_warns(self) -> bool:
        return "Die Uhr steht." in self.ask(OPEN_PAGE)[1]

    def probe_warns(self) -> bool:
        status, report = self.ask("/readyz")
        return status == 503 and "late" in report  # noqa: PLR2004

    @property
    def well(self) -> bool:
        return (
            self.ask(OPEN_PAGE)[0] == WELL and self.ask("/readyz")[0] == 200 and not self.monitor.misses  # noqa: PLR2004
        )


def run(*, seed: int, small: bool) -> Found:
    """The moments of the stops are chance: they come as soon as all is well, whatever the sweeps are doing."""
    del seed
    size = SMALL if small else FULL
    with ExitStack() as undo:
        kinds: list[Callable[[], Any]] = [partial(one_process, size)] * size.of_each
        if not small:
            database = undo.enter_context(PostgresServer())
            kinds += [
                partial(three_processes, size, database, f"company{number}") for number in range(size.of_each)
            ]
        with ThreadPoolExecutor(size.of_each) as at_once:  # the second kind begins as the first one ends
            seen = [each for found in at_once.map(lambda kind: _stops(kind, size), kinds) for each in found]
    return _judge(seen, size)


def _stops(company: Callable[[], Any], size: Size) -> list[Seen | None]:
    with company() as running:
        return [_stop(running, size) for _number in range(size.stops)]


def _stop(company: Company, size: Size) -> Seen | None:
    """One stop and its end; None if somebody never saw it, or never saw that it was over."""
    if not _comes_true(lambda: company.well):
        return None
    start = time.monotonic()
    company.stop()
    seen: dict[str, float] = {}
    page_asked = start
    while len(seen) < 3 and time.monotonic() - start < GIVE_UP:  # noqa: PLR2004
        if time.monotonic() - page_asked >= size.page_asks:
            page_asked = time.monotonic()
            _note(seen, "page", company.page_warns(), start)
        _note(seen, "probe", company.probe_warns(), start)
        _note(seen, "monitor", company.monitor.misses, start)
        time.sleep(0.5)
    company.go_on()
    if len(seen) < 3 or not _comes_true(lambda: company.well):  # noqa: PLR2004
        return None
    return Seen(**seen)


def _note(seen: dict[str, float], who: str, sees: bool, start: float) -> None:
    if sees:
        seen.setdefault(who, time.monotonic() - start)


def _comes_true(condition: Callable[[], bool]) -> bool:
    give_up = time.monotonic() + GIVE_UP
    while not condition():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.5)
    return True


def _judge(seen: list[Seen | None], size: Size) -> Found:
    known = [each for each in seen if each is not None]
    in_time = [each for each in known if max(each.page, each.probe, each.monitor) <= size.limit]
    lines = [f"{len(in_time)} of {len(seen)} stops seen by all three within {size.limit:.0f} s"]
    for who, name in (("page", "an open page"), ("probe", "/readyz"), ("monitor", "the monitor outside")):
        moments = sorted(getattr(each, who) for each in known)
        if moments:
            lines.append(f"{name}: median {moments[len(moments) // 2]:.0f} s, worst {moments[-1]:.0f} s")
    return Found(lines, len(in_time) == len(seen))


@contextmanager
def one_process(size: Size) -> Iterator[Company]:
    """`manage.py serve` on SQLite; its sweeping threads hang while a file is there."""
    with _parts(size) as (folder, monitor, port):
        flag = folder / "stop"
        settings = settings_of(
            folder,
            f"sqlite:///{folder}/anklang.sqlite3",
            PORT=str(port),
            PING_URL=f"http://127.0.0.1:{monitor.port}/",
            STOP_FILE=str(flag),
            QUICK_SECONDS=str(size.quick or ""),
        )
        session = json.loads(run_child("watched", settings=settings))["session"]
        with (folder / "log").open("wb") as log:
            server = Kept(["-m", "tools.faults.stoppable"], settings, log)
            try:
                yield Company(port, session, monitor, flag.touch, flag.unlink)
            finally:
                server.kill()


@contextmanager
def three_processes(size: Size, database: PostgresServer, name: str) -> Iterator[Company]:
    """Web, worker and beat; SIGSTOP holds worker and beat with all their children."""
    with _parts(size) as (folder, monitor, port), ExitStack() as undo:
        database.psql(f"CREATE DATABASE {name}")
        broker = Broker()
        undo.callback(broker.stop)
        settings = settings_of(
            folder,
            database.url(name),
            PORT=str(port),
            PING_URL=f"http://127.0.0.1:{monitor.port}/",
            REDIS_URL=broker.address,
        )
        session = json.loads(run_child("watched", settings=settings))["session"]
        log = undo.enter_context((folder / "log").open("wb"))
        celery = ["-m", "celery", "-A", "crm"]
        web, worker, beat = (
            Kept(command, settings, log)
            for command in (
                ["manage.py", "serve"],
                [*celery, "worker", "--concurrency", "2", "--loglevel", "warning"],
                [*celery, "beat", "--loglevel", "warning"],
            )
        )
        for each in (web, worker, beat):
            undo.callback(each.kill)

        def send(number: signal.Signals) -> None:
            for each in (worker, beat):
                os.killpg(each.process.pid, number)

        yield Company(port, session, monitor, lambda: send(signal.SIGSTOP), lambda: send(signal.SIGCONT))


@contextmanager
def _parts(size: Size) -> Iterator[tuple[Path, Monitor, int]]:
    """A folder, a monitor that listens, and a free port."""
    monitor = Monitor(size.ping_every)

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            monitor.last = time.monotonic()
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    with (
        tempfile.TemporaryDirectory(prefix="anklang-r8-", ignore_cleanup_errors=True) as folder,
        ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server,
    ):
        monitor.port = server.server_port
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Path(folder), monitor, free_port()
        finally:
            server.shutdown()
