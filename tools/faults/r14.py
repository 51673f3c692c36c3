"""R14: backups while people write, each restored into an empty place, on both stores and across them.

A writer captures ten contacts a second and puts files to cases all the while. Each backup goes into a new place (every
other one into the other store). There every table and every file is summed anew and compared with what the backup
says, and every capture acknowledged before the backup began must be there.
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.services.postgres import PostgresServer
from tools.bench.stores import ROOT
from tools.faults.children import run_child, settings_of
from tools.faults.found import Found

TITLE = "backups under load, each restored into an empty place"
FULL, SMALL = 20, 1  # backups on each store
STOCK = (600, 30)  # cases that are there before, in the full and in the small run


@dataclass
class Tally:
    backups: int = 0
    unequal: list[str] = field(default_factory=list)
    lost: int = 0
    rows: int = 0
    files: int = 0
    seconds: list[float] = field(default_factory=list)
    written_meanwhile: int = 0


class Writer:
    """The child that writes, and what it was told is saved."""

    def __init__(self, settings: dict[str, str], log: Path) -> None:
        self._log = log
        self._child = subprocess.Popen(
            [sys.executable, "-m", "tools.faults.busy"],
            env=settings, cwd=ROOT, stdin=subprocess.PIPE, stdout=log.open("w"),
        )  # fmt: skip

    def acknowledged(self, before: datetime) -> set[str]:
        told = [json.loads(line) for line in self._log.read_text().splitlines() if line.endswith("]")]
        return {client_id for client_id, at in told if datetime.fromisoformat(at) < before}

    def stop(self) -> bool:
        """Whether it wrote without trouble until now."""
        well = self._child.poll() is None
        assert self._child.stdin is not None
        if well:
            self._child.stdin.write(b"\n")
        self._child.stdin.close()
        return self._child.wait(60) == 0 and well


class Places:
    """Empty places of both stores: the tables are made once for each store, and copied from then on."""

    def __init__(self, server: PostgresServer, folder: Path) -> None:
        self._server, self._folder, self._count = server, folder, 0
        self._empty = folder / "empty.sqlite3"
        server.psql("CREATE DATABASE empty")
        for number, url in enumerate((f"sqlite:///{self._empty}", server.url("empty"))):
            _manage("migrate", "--verbosity", "0", settings=settings_of(folder / f"first{number}", url))

    def new(self, store: str) -> dict[str, str]:
        """Settings of an empty place: a folder, and a database of its own."""
        self._count += 1
        name = f"place{self._count}"
        folder = self._folder / name
        folder.mkdir()
        if store == "SQLite":
            shutil.copy(self._empty, folder / "anklang.sqlite3")
            return settings_of(folder, f"sqlite:///{folder}/anklang.sqlite3")
        self._server.psql(f"CREATE DATABASE {name} TEMPLATE empty")
        return settings_of(folder, self._server.url(name))


def run(*, seed: int, small: bool) -> Found:
    """`seed` decides how long the writer writes between two backups."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable run
    count = SMALL if small else FULL
    lines, kept = [], True
    with PostgresServer() as server, _folder() as folder:
        places = Places(server, folder)
        for store in ("SQLite",) if small else ("SQLite", "PostgreSQL"):
            tally = _rounds(
                store, folder=folder / store, places=places, count=count, chance=chance, stock=STOCK[small]
            )
            held = not (tally.unequal or tally.lost)
            kept = kept and held
            lines += _told(store, tally)
    return Found(lines, kept)


def _rounds(
    store: str, *, folder: Path, places: Places, count: int, chance: random.Random, stock: int
) -> Tally:
    tally = Tally()
    settings = places.new(store)
    folder.mkdir()
    run_child("stock", stock, 3_600, 60, settings=settings)
    writer = Writer(settings, folder / "acknowledged")
    try:
        _until(lambda: len(writer.acknowledged(datetime.now(UTC))) > 0)
        for number in range(count):
            time.sleep(chance.uniform(0.2, 2))
            other = "PostgreSQL" if store == "SQLite" else "SQLite"
            target = store if number % 2 == 0 and count > 1 else other
            place = places.new(target)
            _one(tally, writer, settings=settings, place=place, folder=folder, target=target)
    finally:
        well = writer.stop()
    if not well:
        tally.unequal.append("the writer stumbled")
    return tally


def _one(
    tally: Tally,
    writer: Writer,
    *,
    settings: dict[str, str],
    place: dict[str, str],
    folder: Path,
    target: str,
) -> None:
    began, clock = datetime.now(UTC), time.monotonic()
    _manage("backup", "--to", str(folder / "backups"), "--keep", "1", settings=settings)
    tally.seconds.append(time.monotonic() - clock)
    (file,) = (folder / "backups").iterdir()
    tally.written_meanwhile += len(writer.acknowledged(datetime.now(UTC))) - len(writer.acknowledged(began))
    _manage("restore", str(file), settings=place)
    told = _manifest(file)
    there: dict[str, Any] = json.loads(run_child("sums", settings=place))
    tally.backups += 1
    tally.rows += sum(rows for rows, _checksum in told["tables"].values())
    tally.files += len(told["files"])
    tally.lost += len(writer.acknowledged(began) - set(there["captures"]))
    if (there["tables"], there["files"]) != (told["tables"], told["files"]):
        wrong = [name for name, total in told["tables"].items() if there["tables"].get(name) != total]
        tally.unequal.append(f"{target}: {wrong[:3] or 'files'}")


def _told(store: str, tally: Tally) -> list[str]:
    done = (
        f"{store}: {tally.backups} backups while {tally.written_meanwhile} captures were written beside them, "
        f"{tally.rows:,} rows and {tally.files:,} files restored into empty places of both stores"
    )
    goals = (
        f"{store}: unequal by checksum {len(tally.unequal)} (goal 0){_which(tally.unequal)}; acknowledged before "
        f"the backup and not in it {tally.lost} (goal 0); "
        f"a backup took {max(tally.seconds):.1f} s at most, with the start of the program"
    )
    return [done, goals]


def _which(names: list[str]) -> str:
    return f": {', '.join(names)}" if names else ""


def _manifest(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        told: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return told


def _manage(*arguments: str, settings: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=settings, cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _until(condition: Any, *, patience: float = 60) -> None:
    give_up = time.monotonic() + patience
    while not condition():
        if time.monotonic() > give_up:
            raise TimeoutError
        time.sleep(0.2)


@contextmanager
def _folder() -> Iterator[Path]:
    memory = Path("/dev/shm")  # noqa: S108 - how safe a disk is, is not asked here
    folder = Path(tempfile.mkdtemp(prefix="anklang-r14-", dir=memory if memory.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
