"""`python -m tools.bench.scales 20000 100000 1000000`: every work of the bench at each size, beside bare Django.

Each size is a number of customers, which a store of our own is filled with (`--store`: a PostgreSQL server, or files of
SQLite, each behind the one process of `manage.py serve`), or NUMBER=URL of a database that `manage.py demo --size large
--customers NUMBER` has filled. All sizes are served at once and measured by turns, so that drift hits all alike.
Captures and sweeps write: a database that is given is not the same afterwards.
"""

import argparse
import datetime
import json
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import psycopg

from tests.services.postgres import PostgresServer
from tools.bench.load import Bounds
from tools.bench.measuring import Measured, say, take_turns
from tools.bench.processor import machine
from tools.bench.report import NONE_STATEMENTS, sweep_ratios, units_of
from tools.bench.sizes import Size
from tools.bench.stores import OPEN, Store, environment, server
from tools.bench.works import WORKS, Work
from tools.revision import revision

GROWTH: Final = 1.5
MILLION: Final = 1_000_000
NOISE_MS: Final = 2.0
NOTES: Final = 100_000
EXPLAINED: Final = (
    'A *unit* is the processor time of "bare Django: read one row" in the same database and run. Cells: SQL '
    "statements, processor ms (server and database), units. *Growth*: ms at the largest size divided by ms at the "
    "smallest; differences under {noise:g} ms count as none. Eight clients, a new connection for each request, "
    "medians of {rounds} rounds, the sizes by turns. ✓ goal reached, ✗ missed, – no goal. The goal for typing slips at "
    "1,000,000 is 40 units, for the other searches 10; the other goals are the same at every size."
)
FILE: Final = "sqlite:///"
SERVED: Final = "PostgreSQL, two sync workers"
EMBEDDED: Final = (
    "SQLite, the one process of `manage.py serve` with its clock; bare Django with two sync workers"
)
LARGEST_SEARCH: Final = {"exact": 10.0, "prefix": 10.0, "fragment": 10.0}
"""Units allowed at 1,000,000 customers, where they differ (performance.md)."""


def main() -> None:
    wanted = _arguments()
    start = time.monotonic()
    customers = [int(each.partition("=")[0]) for each in wanted.sizes]
    with ExitStack() as opened:
        filled = _stores(wanted.sizes, wanted.store, opened)
        measured = [_facts(store, count, wanted.seed) for store, count in zip(filled, customers, strict=True)]
        size = Size(0, 0, 0, NOTES, wanted.due, wanted.rounds, Bounds(48, 1.3, 2_000, 8.0))
        take_turns(filled, measured, size)
    served = EMBEDDED if all(store.embedded for store in filled) else SERVED
    minutes = (time.monotonic() - start) / 60
    text = page(customers, measured, rounds=wanted.rounds, minutes=minutes, served=served)
    print(text)
    if wanted.write:
        wanted.write.write_text(text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench.scales", description=__doc__)
    parser.add_argument("sizes", nargs="+", help="customers, or customers=DATABASE_URL, the smallest first")
    parser.add_argument(
        "--store", choices=sorted(OPEN), default="postgres", help="for sizes without an address"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--due", type=int, default=1_000, help="cases that one sweep finds due")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


# -- the stocks ----------------------------------------------------------------------------------


def _stores(sizes: Sequence[str], kind: str, opened: ExitStack) -> list[Store]:
    """Each with its folder and its tables; what is not given is filled, which takes long at a million."""
    own: PostgresServer | None = None
    stores = []
    for each in sizes:
        customers, _, url = each.partition("=")
        filled = bool(url)
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="anklang-scales-")))
        if not filled and kind == "sqlite":
            url = f"sqlite:///{folder}/anklang.sqlite3"
        elif not filled:
            own = own or opened.enter_context(server())
            own.psql(f"CREATE DATABASE size{customers}")
            url = own.url(f"size{customers}")
        store = Store(f"{int(customers):,} customers", folder, environment(folder, url), postmaster(url))
        store.run("manage.py", "migrate", "--verbosity", "0")
        store.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        if not filled:
            store.run("manage.py", "demo", "--size", "large", "--customers", customers)
            say(f"{store.name}: filled")
        stores.append(store)
    return stores


def postmaster(url: str) -> int | None:
    """The process whose children answer, of a database on this machine; None where it is a file."""
    if url.startswith(FILE):
        return None
    with psycopg.connect(url) as connection:
        status = Path(f"/proc/{connection.info.backend_pid}/status").read_text(encoding="ascii")
    return int(status.partition("PPid:")[2].split()[0])


def _facts(store: Store, customers: int, seed: int) -> Measured:
    url = store.environment["DATABASE_URL"]
    connected = sqlite3.connect(url.removeprefix(FILE)) if store.embedded else psycopg.connect(url)
    with connected as connection:
        connection.execute("DROP TABLE IF EXISTS bench_note")
    connected.close()
    store.run("-m", "tools.bench.bare", str(NOTES))
    facts = json.loads(store.run("-m", "tools.bench.fill", str(seed))) | {"notes": NOTES}
    say(f"{store.name}: ready")
    return Measured(f"{customers:,}", facts, 0.0)


# -- the table -----------------------------------------------------------------------------------


def page(
    customers: Sequence[int], found: Sequence[Measured], *, rounds: int, minutes: float, served: str = SERVED
) -> str:
    """The whole of docs/results/bench-sizes.md."""
    lines = [
        f"# Speed at {', '.join(f'{size:,}' for size in customers)} customers, beside a bare Django application",
        "",
        _measured(found, minutes, served),
        "",
        EXPLAINED.format(noise=NOISE_MS, rounds=rounds),
        "",
        f"| work | {' | '.join(f'{size:,}' for size in customers)} | goal | growth |",
        "|---" * (len(customers) + 3) + "|",
        *(_line(work, customers, found) for work in WORKS),
        "",
        "| sweep | " + " | ".join(f"{size:,}" for size in customers) + " | goal |",
        "|---" * (len(customers) + 2) + "|",
        *_sweeps(found),
    ]
    failures = [f"- {each.store}, {code}: {what}" for each in found for code, what in each.failures.items()]
    return "\n".join([*lines, *(["", "Wrong answers:", *failures] if failures else [])]) + "\n"


def _measured(found: Sequence[Measured], minutes: float, served: str) -> str:
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    others = max(each.others() for each in found)
    return (
        f"`python -m tools.bench.scales`, {today}, commit `{revision()}`, {minutes:.0f} minutes. "
        f"{served}. {machine()}. Everybody else kept {others:.1f} cores busy in the median round at most."
    )


def _line(work: Work, customers: Sequence[int], found: Sequence[Measured]) -> str:
    cells = []
    for size, each in zip(customers, found, strict=True):
        units, limit = units_of(each, work), _limit(work, size)
        statements = each.statements.get(work.code)
        told = [str(statements)] if statements is not None else []
        cells.append(f"{', '.join([*told, f'{each.ms(work):.1f} ms', f'{units:.1f}'])}{_mark(units, limit)}")
    first, last = found[0].ms(work), found[-1].ms(work)
    growth = 1.0 if last - first < NOISE_MS else last / first
    goal = f"≤ {work.units:g} units, {work.sql} SQL" if work.units else f"{work.sql} SQL" if work.sql else "–"
    grown = "" if work.bare else " ✓" if growth <= GROWTH else " ✗"
    return f"| {work.label} | {' | '.join(cells)} | {goal} | {growth:.2f}{grown} |"


def _limit(work: Work, customers: int) -> float | None:
    largest = LARGEST_SEARCH.get(work.code) if customers >= MILLION else None
    return largest or work.units


def _mark(units: float, limit: float | None) -> str:
    return "" if limit is None else " ✓" if units <= limit else " ✗"


def _sweeps(found: Sequence[Measured]) -> Iterator[str]:
    due = [
        f"{each.sweep['handled']:,} of {each.sweep['open']:,} open: {each.sweep['statements']} SQL "
        f"(1 per {sweep_ratios(each)[0]:.0f}), {each.sweep['seconds']:.2f} s"
        for each in found
    ]
    none = [f"{each.sweep['none_statements']} SQL, {each.sweep['none_seconds']:.4f} s" for each in found]
    yield f"| due | {' | '.join(due)} | 1 SQL per 20 due |"
    yield f"| none due | {' | '.join(none)} | {NONE_STATEMENTS} SQL |"


if __name__ == "__main__":
    main()
