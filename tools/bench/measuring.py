"""One run: both stores filled and served at once, every work in turn, round by round, so that drift hits all alike."""

import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import product
from random import Random
from statistics import median, median_high
from typing import Any

from tools.bench import servers, stores
from tools.bench.client import STATEMENTS, Client
from tools.bench.load import Bounds, put_load
from tools.bench.processor import Meter
from tools.bench.servers import Server
from tools.bench.sizes import Size
from tools.bench.stores import Store
from tools.bench.works import WORKS, Facts, Work

COUNTED_TIMES = 9
WARM_UP = Bounds(requests=12, seconds=0, most_requests=24, most_seconds=10)


@dataclass(frozen=True)
class Round:
    """One round of one work: per second, and processor ms per request."""

    rate: float
    server_ms: float
    database_ms: float
    others: float


@dataclass
class Measured:
    """Everything about one store; rounds, statements and failures by the code of the work."""

    store: str
    facts: Facts
    fill_seconds: float
    rounds: dict[str, list[Round]] = field(default_factory=lambda: defaultdict(list))
    statements: dict[str, int] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    sweep: dict[str, Any] = field(default_factory=dict)

    def rate(self, work: Work) -> float:
        return median(each.rate for each in self.rounds[work.code])

    def ms(self, work: Work) -> float:
        return self.server_ms(work) + self.database_ms(work)

    def server_ms(self, work: Work) -> float:
        return median(each.server_ms for each in self.rounds[work.code])

    def database_ms(self, work: Work) -> float:
        return median(each.database_ms for each in self.rounds[work.code])

    def others(self) -> float:
        return median(each.others for rounds in self.rounds.values() for each in rounds)


@dataclass
class Bench:
    """A filled store with its two servers up and somebody signed in."""

    store: Store
    measured: Measured
    product: Server
    bare: Server
    client: Client
    rng: Random

    def take(self, work: Work, bounds: Bounds) -> Round:
        """One round of one work."""
        server = self.bare if work.bare else self.product
        client = Client(self.bare.address) if work.bare else self.client
        facts = self.measured.facts
        meter = Meter(server.pid, self.store.database_pid)
        load = put_load(client, lambda: work.make(facts, self.rng), bounds)
        used = meter.stop()
        if load.failures:
            self.measured.failures[work.code] = f"{load.failures} of {load.requests}: {load.first_failure}"
        return Round(
            rate=(load.requests - load.failures) / load.seconds,
            server_ms=used.server / load.requests * 1000,
            database_ms=used.database / load.requests * 1000,
            others=used.others,
        )


def measure(names: Sequence[str], size: Size, *, seed: int) -> list[Measured]:
    """Fill, count, serve, measure and sweep; the result of each store."""
    with ExitStack() as opened:
        filled = [opened.enter_context(stores.OPEN[name]()) for name in names]
        with ThreadPoolExecutor() as pool:
            measured = list(pool.map(lambda store: _fill(store, size, seed), filled))
        take_turns(filled, measured, size)
    return measured


def take_turns(filled: Sequence[Store], measured: Sequence[Measured], size: Size) -> None:
    """Count statements, serve, measure and sweep the stores that are filled; what is found goes into `measured`."""
    with ExitStack() as opened:
        for store, each in zip(filled, measured, strict=True):
            _count(store, each)
        benches = [
            opened.enter_context(_served(store, each)) for store, each in zip(filled, measured, strict=True)
        ]
        for round_ in range(size.rounds):
            for work, bench in product(WORKS, benches):
                bench.measured.rounds[work.code].append(bench.take(work, size.bounds))
            say(f"round {round_ + 1} of {size.rounds} done")
        for bench in benches:
            bench.measured.sweep = bench.store.sweep(due=size.due, rounds=size.rounds)
            say(f"{bench.store.name}: swept")


def _fill(store: Store, size: Size, seed: int) -> Measured:
    start = time.monotonic()
    facts = store.fill(size, seed=seed)
    seconds = time.monotonic() - start
    say(f"{store.name}: filled and proven in {seconds:.0f} s: {facts['proven']}")
    return Measured(store.name, facts, seconds)


def _count(store: Store, measured: Measured) -> None:
    """Statements of each work, from a server that counts and is measured for nothing else."""
    rng = Random(1)  # noqa: S311 - which customer is looked at
    with servers.gunicorn(store, servers.COUNTED, workers=1) as server:
        client = _signed_in(server, measured.facts)
        for work in WORKS:
            if not work.bare:
                client.send(work.make(measured.facts, rng))  # what a process reads once, it has read
                answers = [client.send(work.make(measured.facts, rng)) for _ in range(COUNTED_TIMES)]
                counts = (int(answer.headers[STATEMENTS]) for answer in answers)
                measured.statements[work.code] = median_high(counts)


@contextmanager
def _served(store: Store, measured: Measured) -> Iterator[Bench]:
    serve = servers.embedded(store) if store.embedded else servers.gunicorn(store, servers.PRODUCT)
    with serve as served, servers.gunicorn(store, servers.BARE) as bare:
        rng = Random(2)  # noqa: S311 - which customer is looked at
        bench = Bench(store, measured, served, bare, _signed_in(served, measured.facts), rng)
        for work in WORKS:
            bench.take(work, WARM_UP)
        measured.failures.clear()
        yield bench


def _signed_in(server: Server, facts: Facts) -> Client:
    client = Client(server.address)
    client.sign_in(facts["login"], facts["password"])
    return client


def say(line: str) -> None:
    """Progress, beside the result."""
    print(time.strftime("%H:%M:%S"), line, file=sys.stderr, flush=True)
