"""How long several sweepers take for timers that all fell due while nobody looked: as processes, and as Celery workers.

One database of many open cases is made once; each attempt gets a copy of it.
"""

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from tests.services.postgres import PostgresServer
from tools.bench.measuring import say
from tools.bench.processor import Meter
from tools.bench.stores import ROOT, Store, environment

SWEEPERS: Final = (1, 2, 4)
START: Final = 4.0  # seconds until every sweeper has its modules
PATIENCE: Final = 300
MADE, COPY = "backlog", "backlog_copy"
DUE: Final = (
    "UPDATE cases_case SET escalate_at = now() - interval '1 minute'",
    "UPDATE cases_deadline SET next_step_at = now() - interval '1 minute' WHERE kind = 'first_response'",
    "VACUUM ANALYZE",
)
WAITING: Final = "SELECT count(*) FROM cases_case WHERE escalate_at <= now()"
TWICE: Final = (
    "SELECT count(*) - count(DISTINCT (case_id, deadline_id, step, cycle)) FROM cases_escalation",
    "SELECT count(*) FROM cases_escalation",
)


@dataclass(frozen=True)
class Swept:
    """One attempt: seconds until nothing was due, processor seconds of sweepers and database, rungs fired twice."""

    seconds: float
    sweepers: float
    database: float
    others: float
    fired: int
    twice: int


def backlog(server: PostgresServer, broker: str, *, due: int, rounds: int) -> list[str]:
    """A line for each number of sweepers, processes and Celery workers, by turns."""
    found: defaultdict[tuple[str, int], list[Swept]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="anklang-backlog-") as name:
        folder = Path(name)
        server.psql(f"CREATE DATABASE {MADE}")
        made = Store(MADE, folder, environment(folder, server.url(MADE)), server.pid)
        made.run("-m", "tools.bench.many_open", str(due))
        for statement in DUE:
            server.psql(statement, database=MADE)
        for number in range(rounds):
            for count in SWEEPERS:
                for kind in ("processes", "celery"):
                    server.psql(f"DROP DATABASE IF EXISTS {COPY} WITH (FORCE)")
                    server.psql(f"CREATE DATABASE {COPY} TEMPLATE {MADE}")
                    own = environment(folder, server.url(COPY)) | {"LOG_LEVEL": "ERROR"}
                    if kind == "celery":
                        own |= {"REDIS_URL": f"{broker}/1"}
                    found[kind, count].append(_swept(kind, count, own, server))
            say(f"backlog, round {number + 1} of {rounds}")
        server.psql(f"DROP DATABASE IF EXISTS {MADE}")
    return [
        _line(kind, count, each) for (kind, count), each in sorted(found.items(), key=lambda item: item[0])
    ]


def _swept(kind: str, count: int, own: dict[str, str], server: PostgresServer) -> Swept:
    with ExitStack() as undo:
        if kind == "processes":
            begins = time.time() + START
            running = [_start(["-m", "tools.faults.sweeper", str(begins)], own, undo) for _ in range(count)]
            time.sleep(max(0.0, begins - time.time()))
        else:
            workers = ["-m", "celery", "-A", "crm", "worker", "--concurrency", str(count), "--without-gossip",
                       "--without-mingle", "--loglevel", "ERROR"]  # fmt: skip
            running = [_start(workers, own, undo)]
        meters = [Meter(process.pid, None) for process in running]
        there = Meter(server.pid, None)
        began = time.monotonic()
        while (waits := int(server.psql(WAITING, database=COPY))) and time.monotonic() < began + PATIENCE:
            time.sleep(0.1)
        seconds = time.monotonic() - began
        used, database = [meter.stop() for meter in meters], there.stop()
        if waits:
            raise SystemExit(f"{kind}, {count}: {waits} still wait after {PATIENCE} seconds")
    twice, fired = (int(server.psql(statement, database=COPY)) for statement in TWICE)
    mine = sum(each.server for each in used)
    others = max(database.others - mine / max(seconds, 0.1), 0.0)
    return Swept(seconds, mine, database.server, others, fired, twice)


def _start(command: list[str], own: dict[str, str], undo: ExitStack) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, *command], env=own, cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    undo.callback(_end, process)
    return process


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _line(kind: str, count: int, found: list[Swept]) -> str:
    seconds = median(each.seconds for each in found)
    fired = round(median(each.fired for each in found))
    used = [median(each.sweepers for each in found), median(each.database for each in found)]
    others = median(each.others for each in found)
    what = (
        {"processes": "sweeping processes", "celery": "Celery, `--concurrency`"}[kind]
        if count > 1
        else {"processes": "sweeping process", "celery": "Celery, `--concurrency`"}[kind]
    )
    label = f"{count} {what}" if kind == "processes" else f"{what} {count}"
    return (
        f"| {label} | {seconds:.1f} s | {fired / seconds:,.0f} | {used[0]:.1f} s | {used[1]:.1f} s "
        f"| {others:.1f} | {max(each.twice for each in found)} |"
    )
