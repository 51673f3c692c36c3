"""R2: the one process with SQLite and no Redis, killed again and again while timers fall due."""

import json
import random
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tools.bench.servers import free_port
from tools.faults.children import outcome_when_quiet, run_child, settings_of
from tools.faults.found import Found
from tools.faults.keepers import Kept

TITLE = "timers on SQLite in one process without Redis, under kills of that process"
LIVES = (2.0, 8.0)  # seconds between two kills; a start takes two or three of them
DRAIN = 90


@dataclass(frozen=True)
class Size:
    timers: int
    kills: int


FULL, SMALL = Size(1_000, 100), Size(60, 2)


def run(*, seed: int, small: bool) -> Found:
    size, chance = SMALL if small else FULL, random.Random(seed)  # noqa: S311  (chance, no secret)
    lives = [chance.uniform(*LIVES) for _kill in range(size.kills)]
    with ExitStack() as undo:
        folder = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="anklang-r2-")))
        database = f"sqlite:///{folder}/anklang.sqlite3"
        settings = settings_of(folder, database, PORT=str(free_port()))
        timers = json.loads(run_child("stock", size.timers, 2, int(sum(lives)), settings=settings))
        log = undo.enter_context((folder / "log").open("wb"))
        server = Kept(["manage.py", "serve"], settings, log)
        undo.callback(server.kill)
        for life in lives:
            time.sleep(life)
            server.kill()
            server.keep()
        said = outcome_when_quiet(settings, timers["last"], keep=server.keep, patience=DRAIN)
    kept = said["fired"] == said["told_in_app"] == size.timers and not any(
        said[name] for name in ("missed", "twice", "early", "dead")
    )
    blows = (
        f"{size.timers:,} timers, {size.kills} SIGKILL of the process, "
        f"each after {LIVES[0]:.0f} to {LIVES[1]:.0f} s"
    )
    fired = f"fired {said['fired']:,}, missed {said['missed']}, twice {said['twice']}, early {said['early']}"
    told = (
        f"notices in the app {said['told_in_app']:,}; mails {said['mails']:,}, sent {said['sent']:,}, "
        f"dead {said['dead']}"
    )
    return Found([blows, fired, told], kept and said["sent"] == said["mails"])
