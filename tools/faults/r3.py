"""R3: eight sweepers, each a process of its own, over timers that are all due at once."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.services.postgres import PostgresServer
from tools.bench.stores import ROOT
from tools.faults.children import run_child, settings_of
from tools.faults.found import Found

TITLE = "eight sweepers over the same due timers"
SWEEPERS, FEWER = 8, 4  # at full size, and in the small run
START = 8  # seconds until all begin at the same moment
FULL, SMALL = 10_000, 600
DRAINED = 180  # seconds


def run(*, seed: int, small: bool) -> Found:  # noqa: ARG001  (nothing here is left to chance)
    timers, sweepers = (SMALL, FEWER) if small else (FULL, SWEEPERS)
    lines, kept = [], True
    with tempfile.TemporaryDirectory(prefix="anklang-r3-") as folder, PostgresServer(durable=True) as server:
        stores = {"PostgreSQL": server.url(), "SQLite": f"sqlite:///{folder}/anklang.sqlite3"}
        for name, address in list(stores.items())[: 1 if small else 2]:
            line, held = _drain(name, settings_of(Path(folder), address), timers, sweepers)
            lines.append(line)
            kept = kept and held
    return Found(lines, kept)


def _drain(store: str, settings: dict[str, str], timers: int, count: int) -> tuple[str, bool]:
    due = json.loads(run_child("stock", timers, -60, 30, settings=settings))
    start = time.time() + START
    command = [sys.executable, "-m", "tools.faults.sweeper", str(start)]
    sweepers = [
        subprocess.Popen(command, cwd=ROOT, env=settings, text=True, stdout=subprocess.PIPE)
        for _sweeper in range(count)
    ]
    shares = [json.loads(sweeper.communicate()[0]) for sweeper in sweepers]
    seconds = time.time() - start
    said: dict[str, Any] = json.loads(run_child("outcome", due["last"], settings=settings))
    handled = sorted(share["handled"] for share in shares)
    line = (
        f"{store}: {count} sweepers, {timers:,} timers: fired {said['fired']:,}, missed {said['missed']}, twice "
        f"{said['twice']}, failed {sum(share['failed'] for share in shares)}; drained in {seconds:.0f} s "
        f"(limit {DRAINED} s); shares {handled}"
    )
    exact = said["fired"] == sum(handled) == said["told_in_app"] == timers
    return line, exact and not said["missed"] and not said["twice"] and seconds <= DRAINED
