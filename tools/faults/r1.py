"""R1: worker, beat and mail as in production, on PostgreSQL and a broker, under kills every half second.

Most kills hit a child of a Celery worker (the process that sweeps or sends), every tenth a whole worker or the beat.
A supervisor brings back what has ended. PostgreSQL goes down as in a power cut (SIGKILL for all of it, fsync on), the
broker loses everything it holds. Afterwards the tables and the mail server are compared.
"""

import json
import os
import random
import signal
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.services.postgres import PostgresServer
from tools.faults.children import outcome_when_quiet, run_child, settings_of
from tools.faults.found import Found
from tools.faults.keepers import Broker, Kept, children_of
from tools.faults.sink import Sink, mail_server

TITLE = "timers on PostgreSQL and Redis under kills of sweepers, senders, database and broker"
EVERY = 0.5  # seconds between two kills
LEAD = 12  # seconds until the first timer: worker and beat are up by then
DRAIN = 150  # seconds at the end for what waits for a lease to run out
REPEATED = 75
WORKERS = 3
WHOLE = 0.1  # of the kills hit a whole program, the others one child of a worker


@dataclass(frozen=True)
class Size:
    timers: int
    kills: int
    restarts: int
    broker_kills: int
    late_99: float
    """Seconds. The small run stands beside other tests on the same cores."""


FULL, SMALL = Size(3_000, 200, 10, 20, 6.0), Size(60, 4, 1, 1, 30.0)


@dataclass(frozen=True)
class Yard:
    """What can be struck."""

    workers: list[Kept]
    beat: Kept
    database: PostgresServer
    broker: Broker

    @property
    def programs(self) -> list[Kept]:
        return [*self.workers, self.beat]

    def keep(self) -> None:
        for each in self.programs:
            each.keep()

    def strike(self, event: str, chance: random.Random) -> None:
        if event == "database":
            self.database.crash()
            self.database.start()
        elif event == "broker":
            self.broker.kill()
        elif chance.random() < WHOLE:
            chance.choice(self.programs).kill()
        else:
            self._kill_a_child(chance)

    def _kill_a_child(self, chance: random.Random) -> None:
        """Of the processes that sweep or send; a worker that is just starting has none yet."""
        while not (children := [pid for worker in self.workers for pid in children_of(worker.process.pid)]):
            self.keep()
            time.sleep(0.1)
        with suppress(ProcessLookupError):
            os.kill(chance.choice(children), signal.SIGKILL)


def run(*, seed: int, small: bool) -> Found:
    size, chance = SMALL if small else FULL, random.Random(seed)  # noqa: S311  (chance, no secret)
    with ExitStack() as undo:
        folder = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="anklang-r1-")))
        database = undo.enter_context(PostgresServer(durable=True))
        broker = Broker()
        undo.callback(broker.stop)
        sink, mailbox = undo.enter_context(mail_server())
        settings = settings_of(folder, database.url(), REDIS_URL=broker.address, EMAIL_URL=mailbox)
        events = ["kill"] * size.kills + ["database"] * size.restarts + ["broker"] * size.broker_kills
        chance.shuffle(events)
        spread = int(len(events) * EVERY + 2 * size.restarts)
        timers = json.loads(run_child("stock", size.timers, LEAD, spread, settings=settings))
        log = undo.enter_context((folder / "log").open("wb"))
        yard = Yard(_workers(settings, log), _celery(["beat"], settings, log), database, broker)
        for program in yard.programs:
            undo.callback(program.kill)
        time.sleep(LEAD)
        for event in events:
            yard.strike(event, chance)
            time.sleep(EVERY)
            yard.keep()
        said = outcome_when_quiet(settings, timers["last"], keep=yard.keep, patience=DRAIN)
    return _judge(size, said, sink)


def _workers(settings: dict[str, str], log: IO[bytes]) -> list[Kept]:
    names = [f"w{number}@localhost" for number in range(WORKERS)]
    return [
        _celery(
            ["worker", "--concurrency", "2", "--without-gossip", "--without-mingle", "-n", name],
            settings,
            log,
        )
        for name in names
    ]


def _celery(what: list[str], settings: dict[str, str], log: IO[bytes]) -> Kept:
    return Kept(["-m", "celery", "-A", "crm", *what], settings, log)


def _judge(size: Size, said: dict[str, Any], sink: Sink) -> Found:
    late = said["late"] or [float("inf")]
    late_99 = late[min(len(late) - 1, int(len(late) * 0.99))]
    known = set(said["message_ids"])
    lost, unknown = len(known - set(sink.arrived)), len(set(sink.arrived) - known)
    kept = (
        said["fired"] == said["told_in_app"] == size.timers
        and not any([said["missed"], said["twice"], said["early"], said["dead"], lost, unknown])
        and said["sent"] == said["mails"]
        and sink.repeated <= REPEATED
        and late_99 <= size.late_99
    )
    blows = (
        f"{size.timers:,} timers, {size.kills} SIGKILL, {size.restarts} immediate restarts of PostgreSQL, "
        f"{size.broker_kills} kills of the broker, one blow every {EVERY} s"
    )
    fired = f"fired {said['fired']:,}, missed {said['missed']}, twice {said['twice']}, early {said['early']}"
    lateness = (
        f"late: median {late[len(late) // 2]:.1f} s, 99th percentile {late_99:.1f} s (limit {size.late_99:.0f} s), "
        f"worst {late[-1]:.1f} s"
    )
    told = (
        f"notices in the app {said['told_in_app']:,}; mails {said['mails']:,}, sent {said['sent']:,}, dead "
        f"{said['dead']}, not in the mailbox {lost}, unknown to the table {unknown}, repeated with the same "
        f"Message-ID {sink.repeated} (limit {REPEATED})"
    )
    return Found([blows, fired, lateness, told], kept)
