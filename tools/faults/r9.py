"""R9: captures over the API while the web processes and PostgreSQL are killed and answers are lost on the way.

Eight clerks send each capture again, with the same id, until it is acknowledged. Afterwards every acknowledgement is
looked up: nothing lost, nothing twice (no second contact, customer or case), a history for all that has one.
"""

import json
import os
import random
import signal
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.services.postgres import PostgresServer
from tools.bench.servers import LOOPBACK, free_port
from tools.faults.children import run_child, settings_of
from tools.faults.clerks import Counter, Shop, clerks
from tools.faults.found import Found
from tools.faults.keepers import Kept, children_of

TITLE = "captures under kills of the web processes and the database, with answers cut"
PEOPLE = 8
CUT = 0.02  # share of the answers that nobody reads
CUSTOMERS = 200
WHOLE = 0.2  # of the kills hit the server with all of its workers, the others one worker
STUCK = 300  # seconds without an acknowledgement: it will not come any more


@dataclass(frozen=True)
class Size:
    captures: int
    kills: int
    restarts: int


FULL = {"PostgreSQL": Size(12_000, 60, 15), "SQLite": Size(6_000, 60, 0)}
SMALL = {"PostgreSQL": Size(100, 2, 1)}


def run(*, seed: int, small: bool) -> Found:
    lines, kept = [], True
    for store, size in (SMALL if small else FULL).items():
        line, held = _on(store, size, seed)
        lines += line
        kept = kept and held
    return Found(lines, kept)


def _on(store: str, size: Size, seed: int) -> tuple[list[str], bool]:
    chance = random.Random(seed)  # noqa: S311  (a repeatable run)
    with ExitStack() as undo:
        folder = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="anklang-r9-")))
        port = free_port()
        log = undo.enter_context((folder / "log").open("wb"))
        database = undo.enter_context(PostgresServer(durable=True)) if store == "PostgreSQL" else None
        url = database.url() if database else f"sqlite:///{folder}/anklang.sqlite3"
        settings = settings_of(folder, url, PORT=str(port))
        facts = json.loads(run_child("shop", CUSTOMERS, settings=settings))
        server = Kept(_command(store, port), settings, log)
        undo.callback(server.kill)
        counter, start = Counter(), time.monotonic()
        shop = Shop((LOOPBACK, port), facts, seed)
        people = clerks(shop, counter, count=size.captures, people=PEOPLE, cut=CUT)
        blows = ["kill"] * size.kills + ["database"] * size.restarts
        chance.shuffle(blows)
        yard = Yard(server, database, chance)
        _work_under_blows(yard, blows, size.captures, people=people, counter=counter)
        seconds = time.monotonic() - start
        file = folder / "acknowledged.json"
        file.write_text(json.dumps(counter.acknowledged))
        said: dict[str, Any] = json.loads(run_child("captured", file, CUSTOMERS, settings=settings))
    return _judge(store, size, counter, said, seconds)


def _command(store: str, port: int) -> list[str]:
    if store == "SQLite":
        return ["manage.py", "serve"]
    return [
        *("-m", "gunicorn", "crm.wsgi:application", "--bind", f"{LOOPBACK}:{port}", "--workers", "2"),
        *("--worker-class", "gthread", "--threads", "4", "--log-level", "warning", "--no-control-socket"),
    ]


@dataclass
class Yard:
    """What can be struck."""

    server: Kept
    database: PostgresServer | None
    chance: random.Random

    def strike(self, blow: str) -> None:
        if blow == "database" and self.database is not None:
            self.database.crash()
            self.database.start()
            return
        children = children_of(self.server.process.pid)
        if self.database is None or not children or self.chance.random() < WHOLE:
            self.server.kill()
        else:
            with suppress(ProcessLookupError):
                os.kill(self.chance.choice(children), signal.SIGKILL)


def _work_under_blows(
    yard: Yard, blows: list[str], captures: int, *, people: list[threading.Thread], counter: Counter
) -> None:
    """One blow after so many acknowledgements, until all people are done."""
    done, moved, struck = 0, time.monotonic(), 0
    while any(person.is_alive() for person in people):
        time.sleep(0.05)
        yard.server.keep()
        if len(counter.acknowledged) != done:
            done, moved = len(counter.acknowledged), time.monotonic()
        elif time.monotonic() - moved > STUCK:
            return
        if struck < len(blows) and struck < done * (len(blows) + 1) // captures:
            yard.strike(blows[struck])
            struck += 1


def _judge(
    store: str, size: Size, counter: Counter, said: dict[str, Any], seconds: float
) -> tuple[list[str], bool]:
    wrong = ("lost", "unasked", "customers_twice", "cases_twice", "cases_of_two", "without_history")
    held = (
        said["acknowledged"] == said["stored"] == size.captures
        and not any(said[name] for name in (*wrong, "broken_promises"))
        and not counter.refused
        and not counter.other_id
    )
    blows = (
        f"{store}: {size.captures:,} captures by {PEOPLE} people in {seconds:.0f} s, {size.kills} SIGKILL of the web "
        f"processes, {size.restarts} crashes of the database, {counter.cut} answers cut; {counter.sent:,} sends"
    )
    found = (
        f"{store}: acknowledged {said['acknowledged']:,}, stored {said['stored']:,}, lost {said['lost']}, stored and "
        f"never acknowledged {said['unasked']}; twice: customers {said['customers_twice']}, cases "
        f"{said['cases_twice']}; another contact on a second send {len(counter.other_id)}; without history "
        f"{said['without_history']}; refused {len(counter.refused)}; broken promises {said['broken_promises']}"
    )
    more = [f"{store}: first refusal {counter.refused[0]}"] if counter.refused else []
    return [blows, found, *more], held
