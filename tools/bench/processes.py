"""`python -m tools.bench.processes --customers 100000`: web processes, threads and sweepers, side by side.

Sixteen people read and capture without a pause against gunicorn with so many workers and threads, all on a copy of one
stock, with Redis beside as the guide wants it; by turns, as other programs run too. Then a backlog of due timers is
swept by several processes and by Celery workers. With `--folder` the stock stays for the next time.
"""

import argparse
import datetime
import json
import secrets
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

from tests.services.postgres import PostgresServer
from tests.services.valkey import valkey
from tools.bench import servers
from tools.bench.backlog import backlog
from tools.bench.client import Client, Request
from tools.bench.load import Bounds, put_load
from tools.bench.measuring import say
from tools.bench.processor import Meter, machine
from tools.bench.stocks import GUIDE, copied, filled, name_of
from tools.bench.stores import Store, environment
from tools.bench.works import WORKS
from tools.revision import revision

SHAPES: Final = ((1, 1), (2, 1), (4, 1), (1, 4), (2, 4), (4, 4))
"""Workers and threads of each."""
PEOPLE: Final = 16
MIX: Final = {
    "page_known": 3,
    "page_new": 1,
    "exact": 3,
    "prefix": 4,
    "list_mine": 3,
    "case": 3,
    "customer": 3,
}
"""How often of twenty: one in five captures."""
WARM: Final = Bounds(60, 0, 120, 20)
HEAD: Final = """# Several web processes, several workers

`python -m tools.bench.processes --customers {customers}`, {date}, commit `{commit}`, {minutes:.0f} minutes. {machine}.
Medians of {rounds} rounds, the shapes by turns. One PostgreSQL (durable), one Redis, and whoever asks run on the same
machine; others kept {others:.1f} cores busy in the median round.

## Pages

{people} people without a pause, each answer awaited, {seconds:.0f} seconds for each shape: of twenty requests four
capture, seven search, three look at their list, three at a case, three at a customer. *Cores* is what
web, database and the people themselves kept busy; {cores} are all there is.

| workers × threads | a second | half within | 99 of 100 within | web, ms each | database, ms each | cores |
|---|--:|--:|--:|--:|--:|---|"""
BACKLOG: Final = """
## A backlog of due timers

{due:,} cases whose promise fell due while nobody swept, each with a ladder: from the moment the sweepers begin (for
Celery from the start of the worker on, which takes some seconds itself) until none is due. No rung may fire twice.

| sweepers | until none is due | rungs a second | processor, sweepers | processor, database | cores of others | twice |
|---|--:|--:|--:|--:|--:|--:|"""


@dataclass(frozen=True)
class Taken:
    """One round of one shape."""

    rate: float
    half: float
    most: float
    web: float
    database: float
    cores: tuple[float, float, float]
    others: float


def main() -> None:
    wanted = _arguments()
    began = time.monotonic()
    found: defaultdict[tuple[int, int], list[Taken]] = defaultdict(list)
    with ExitStack() as opened:
        stock = opened.enter_context(filled(wanted.folder, wanted.customers))
        server = opened.enter_context(copied(stock, GUIDE))
        broker = opened.enter_context(valkey())
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="anklang-processes-")))
        own = environment(folder, server.url(name_of(wanted.customers))) | {
            "REDIS_URL": f"{broker}/0",
            "LOG_LEVEL": "ERROR",
        }
        store = Store("PostgreSQL", folder, own, server.pid)
        store.run("manage.py", "migrate", "--verbosity", "0")
        store.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        facts = json.loads(store.run("-m", "tools.bench.fill", "1"))
        for number in range(wanted.rounds):
            for shape in SHAPES:
                found[shape].append(_take(store, server, facts, shape, wanted.seconds))
            say(f"round {number + 1} of {wanted.rounds}")
        swept = backlog(server, broker, due=wanted.due, rounds=wanted.rounds)
    text = page(wanted, found, swept, minutes=(time.monotonic() - began) / 60)
    print(text)
    if wanted.write:
        wanted.write.write_text(text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench.processes", description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the filled server lies, or shall lie and stay")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=8, help="for each shape")
    parser.add_argument("--due", type=int, default=4_000, help="timers of the backlog")
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


def _take(
    store: Store, server: PostgresServer, facts: dict[str, Any], shape: tuple[int, int], seconds: float
) -> Taken:
    workers, threads = shape
    with servers.gunicorn(store, servers.PRODUCT, workers=workers, threads=threads) as served:
        client = Client(served.address)
        client.sign_in(facts["login"], facts["password"])
        rng = Random(str(secrets.randbits(64)))  # noqa: S311 - nobody captures what was captured in another round
        works = {work.code: work for work in WORKS}
        codes, often = list(MIX), list(MIX.values())

        def make() -> Request:
            return works[rng.choices(codes, often)[0]].make(facts, rng)

        put_load(client, make, WARM, people=PEOPLE)
        meter, me = Meter(served.pid, server.pid), time.process_time()
        load = put_load(client, make, Bounds(10**6, seconds, 10**6, seconds), people=PEOPLE)
        asking, used = time.process_time() - me, meter.stop()
    if load.failures:
        raise SystemExit(f"{workers} × {threads}: {load.failures} failed, {load.first_failure}")
    cores = (used.server / load.seconds, used.database / load.seconds, asking / load.seconds)
    return Taken(
        rate=load.requests / load.seconds,
        half=load.waits[len(load.waits) // 2] * 1000,
        most=load.waits[int(len(load.waits) * 0.99)] * 1000,
        web=used.server / load.requests * 1000,
        database=used.database / load.requests * 1000,
        cores=cores,
        others=used.others,
    )


def page(
    wanted: argparse.Namespace,
    found: dict[tuple[int, int], list[Taken]],
    swept: Sequence[str],
    *,
    minutes: float,
) -> str:
    head = HEAD.format(
        customers=wanted.customers,
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        commit=revision(),
        minutes=minutes,
        machine=machine(),
        rounds=wanted.rounds,
        others=median(each.others for rounds in found.values() for each in rounds),
        people=PEOPLE,
        seconds=wanted.seconds,
        cores=machine().split()[0],
    )
    lines = [line_of(shape, rounds) for shape, rounds in found.items()]
    return "\n".join([head, *lines, BACKLOG.format(due=wanted.due), *swept, ""])


def line_of(shape: tuple[int, int], rounds: Sequence[Taken]) -> str:
    def told(what: str) -> float:
        return median(float(getattr(each, what)) for each in rounds)

    cores = ", ".join(f"{median(each.cores[n] for each in rounds):.2f}" for n in range(3))
    return (
        f"| {shape[0]} × {shape[1]} | {told('rate'):.0f} | {told('half'):.0f} ms | {told('most'):.0f} ms "
        f"| {told('web'):.1f} | {told('database'):.1f} | {cores} |"
    )


if __name__ == "__main__":
    main()
