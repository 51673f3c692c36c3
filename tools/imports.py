"""A list of 100,000 customers: uploaded, read in, killed half way, gone on with, undone, killed again: as before.

Usage: python -m tools.imports [--rows 100000] [--write docs/results/import.md]

Works in a folder of its own on SQLite. Each worker is a process of its own that is killed with SIGKILL; what it held
is set free at once instead of after its two minutes. Memory is that of the worker, read from /proc as it goes.
"""

import argparse
import hashlib
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.revision import revision

ROOT = Path(__file__).resolve().parent.parent
# What an import keeps about itself, and what every run moves on: numbers are never given twice.
ITS_OWN = (
    "contacts_import",
    "outbox_job",
    "company_counter",
    "outbox_heartbeat",
    "sqlite_",
    "contacts_searchtext_",
)
KEPT = "contacts_importedrow"  # begins like the tables above, but belongs to the customers
NAMES = ["Maier", "Müller", "Groß", "Wieland", "Öztürk", "Straßer", "von der Aue", "Nguyen", "Žák", "D'Amico"]


@dataclass
class Told:
    """The figures of one run. `memory`: (share done, MB) as it went."""

    seconds: dict[str, float] = field(default_factory=dict)
    memory: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        print(line, flush=True)
        self.lines.append(line)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--act", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.act:
        return _act(asked.act)
    with tempfile.TemporaryDirectory() as folder:
        told = Told()
        same = _run(Path(folder), asked.rows, told)
    if asked.write:
        asked.write.write_text(_report(asked.rows, told, same=same))
    return 0 if same else 1


# -- the run ---------------------------------------------------------------------------------------
def _run(folder: Path, rows: int, told: Told) -> bool:
    env = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"}
    env.setdefault("SECRET_KEY", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=env, check=True)
    _act_in(env, "prepare")
    before = _digest(folder)
    (folder / "liste.csv").write_text("".join(_list(rows)), encoding="cp1252", errors="xmlcharrefreplace")
    size = (folder / "liste.csv").stat().st_size
    told.say(f"{rows:,} rows, {size / 1e6:.1f} MB, Windows-1252, semicolon")
    _timed(told, "uploaded as rows", lambda: _act_in(env, "keep"))
    _worked(folder, env, told, "looked through", kill_at=0)
    _act_in(env, "start")
    _worked(folder, env, told, "read in", kill_at=rows // 2)
    state, made = _asked(folder, "SELECT state, made FROM contacts_import")[0]
    told.say(f"after the kill and the second worker: {state}, {made:,} customers made")
    customers = _asked(folder, "SELECT count(*), count(DISTINCT number) FROM contacts_customer")[0]
    told.say(f"customers in the database: {customers[0]:,}, different numbers: {customers[1]:,}")
    _act_in(env, "undo")
    _worked(folder, env, told, "undone", kill_at=rows // 2)
    state, undone, stays = _asked(folder, "SELECT state, undone, stays FROM contacts_import")[0]
    told.say(f"after the kill and the second worker: {state}, {undone:,} gone, {stays:,} stay")
    after = _digest(folder)
    differing = [table for table in before if before[table] != after[table]]
    told.say(
        f"tables compared: {len(before)}, different from before: {len(differing)} {differing or ''}".rstrip()
    )
    return not differing and made == rows


def _worked(folder: Path, env: dict[str, str], told: Told, what: str, *, kill_at: int) -> None:
    """Let workers do it; the first is killed once so many rows are done."""
    begun, killed = time.monotonic(), not kill_at
    memory = told.memory.setdefault(what, [])
    worker = _worker(env)
    while (job := _asked(folder, "SELECT state, done, total FROM outbox_job ORDER BY id DESC LIMIT 1")[0])[
        0
    ] in (
        "waiting",
        "running",
    ):
        share = 100 * job[1] // max(job[2], 1)
        if share // 10 > (memory[-1][0] // 10 if memory else -1):
            memory.append((share, _megabytes(worker.pid)))
        if not killed and job[1] >= kill_at:
            worker.kill()
            worker.wait()
            killed = True
            told.say(f"{what}: SIGKILL after {job[1]:,} rows")
            with sqlite3.connect(folder / "db.sqlite3", timeout=60) as database:
                database.execute("UPDATE outbox_job SET lease_until = NULL WHERE state = 'running'")
            worker = _worker(env)
        if worker.poll() is not None:
            worker = _worker(env)
        time.sleep(0.05)
    worker.wait()
    told.seconds[what] = time.monotonic() - begun
    steps = ", ".join(f"{share} %: {megabytes}" for share, megabytes in memory)
    told.say(f"{what}: {told.seconds[what]:.0f} s; MB of the worker at {steps}")


def _timed(told: Told, what: str, act: Callable[[], str]) -> None:
    begun = time.monotonic()
    said = act()
    told.seconds[what] = time.monotonic() - begun
    told.say(f"{what}: {told.seconds[what]:.0f} s; {said}")


def _worker(env: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "tools.imports", "--act", "work"], env=env, cwd=ROOT)


def _act_in(env: dict[str, str], act: str) -> str:
    command = [sys.executable, "-m", "tools.imports", "--act", act]
    done = subprocess.run(command, env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def _megabytes(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0)


def _asked(folder: Path, statement: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / "db.sqlite3", timeout=60) as database:
        return database.execute(statement).fetchall()


def _digest(folder: Path) -> dict[str, str]:
    """A hash of all rows of each table, by primary key; sequences of SQLite and the like left out."""
    found = {}
    with sqlite3.connect(folder / "db.sqlite3", timeout=60) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in sorted(tables):
            if table.startswith(ITS_OWN) and table != KEPT:
                continue
            whole = hashlib.sha256()
            for row in database.execute(f"SELECT * FROM {table} ORDER BY 1"):  # noqa: S608 - names of the database itself
                whole.update(repr(row).encode())
            found[table] = whole.hexdigest()
    return found


def _list(rows: int) -> Iterator[str]:
    yield "Nr;Anrede;Vorname;Nachname;Firma;Telefon;E-Mail;Straße;PLZ;Ort\n"
    for number in range(rows):
        if number % 20 == 0:
            firm = f"Musikhaus {number} GmbH;0711 {number:07};haus{number}@example.org"
            yield f"{number};;;;{firm};Ring {number};70173;Stuttgart\n"
            continue
        name, firm = (
            NAMES[number % len(NAMES)],
            f"Musikhaus {number - number % 20} GmbH" if number % 5 == 0 else "",
        )
        yield (
            f"{number};Frau;Jörg {number};{name};{firm};0171 {number:07};k{number}@example.org;"
            f"Seestraße {number % 300};{10000 + number % 80000};Lindau\n"
        )


def _report(rows: int, told: Told, *, same: bool) -> str:
    now = datetime.now(UTC)
    head = (
        f"# A list of {rows:,} customers, killed, gone on with and undone\n\n"
        f"`make imports` on {now:%Y-%m-%d}, commit {revision()}, {platform.processor() or platform.machine()},"
        f" {os.cpu_count()} cores (shared), SQLite.\n\n"
    )
    verdict = (
        "**The database is as before**, table by table, but for what the import keeps about itself (the list, its rows"
        " and jobs) and the counter of customer numbers, which are never given twice."
        if same
        else "**The database differs from before.**"
    )
    return head + "".join(f"- {line}\n" for line in told.lines) + f"\n{verdict}\n"


# -- inside a process of its own -------------------------------------------------------------------
def _act(act: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    import django  # noqa: PLC0415 - settings must be in place before

    django.setup()
    from tools import import_acts  # noqa: PLC0415

    return import_acts.carry_out(act)


if __name__ == "__main__":
    raise SystemExit(main())
