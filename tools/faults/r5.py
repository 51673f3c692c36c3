"""R5: workers whose clocks are wrong, beside a database whose clock is right."""

import json
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.services.postgres import PostgresServer
from tools.faults.children import outcome_when_quiet, run_child, settings_of
from tools.faults.found import Found
from tools.faults.keepers import Broker, Kept

TITLE = "workers with a wrong clock"
HOUR = 3600
WRONG = {"-2 h": -2 * HOUR, "+2 h": 2 * HOUR, "+1 year": 365 * 24 * HOUR}
FULL, SMALL = 1_000, 60  # timers
SPREAD = {FULL: 60, SMALL: 10}  # seconds
LEAD = 12  # seconds until the first timer: the workers are up by then
DRAIN = 60


def run(*, seed: int, small: bool) -> Found:  # noqa: ARG001  (nothing here is left to chance)
    """Full size: two workers with the same wrong clock, for each of them. Small: one worker with each, together."""
    teams = [list(WRONG)] if small else [[clock, clock] for clock in WRONG]
    lines, kept = [], True
    for clocks in teams:
        line, held = _under(clocks, SMALL if small else FULL)
        lines.append(line)
        kept = kept and held
    return Found(lines, kept)


def _under(clocks: list[str], timers: int) -> tuple[str, bool]:
    """One worker for each of the clocks, and a beat that is right."""
    with ExitStack() as undo:
        folder = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="anklang-r5-")))
        database = undo.enter_context(PostgresServer())
        broker = Broker()
        undo.callback(broker.stop)
        settings = settings_of(folder, database.url(), REDIS_URL=broker.address)
        due = json.loads(run_child("stock", timers, LEAD, SPREAD[timers], settings=settings))
        log = undo.enter_context((folder / "log").open("wb"))
        celery = ["celery", "-A", "crm"]
        programs = [Kept(["-m", *celery, "beat"], settings, log)]
        for number, clock in enumerate(clocks):
            wrong = ["-m", "tools.faults.wrong_clock", str(WRONG[clock]), *celery, "worker"]
            programs.append(Kept([*wrong, "--concurrency", "2", "-n", f"w{number}@localhost"], settings, log))
        for program in programs:
            undo.callback(program.kill)
        time.sleep(LEAD + SPREAD[timers])
        said = outcome_when_quiet(settings, due["last"], keep=lambda: None, patience=DRAIN)
    late = said["late"][-1] if said["late"] else float("inf")
    line = (
        f"{' and '.join(clocks)}: {timers:,} timers, fired {said['fired']:,}, early {said['early']}, "
        f"missed {said['missed']}, "
        f"twice {said['twice']}, worst {late:.1f} s late; mails {said['mails']:,}, sent {said['sent']:,}"
    )
    wrongs = [said["early"], said["missed"], said["twice"], said["dead"]]
    return line, said["fired"] == timers and not any(wrongs) and said["sent"] == said["mails"]
