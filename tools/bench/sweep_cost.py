"""`python -m tools.bench.sweep_cost --open 10000 100000 --write docs/results/sweep.md`: what one sweep costs.

On PostgreSQL with everything durable: nothing due, 1,000 and 10,000 due, out of so many open cases. It should grow with
what is due and not with what is open.
"""

import argparse
import datetime
import os
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from tools.bench.processor import machine
from tools.bench.stores import Store, postgres

DUE: Final = (1_000, 10_000)
ROUNDS: Final = 3
GROWTH: Final = 1.5  # times the processor with ten times as many open
PER_STATEMENT: Final = 20  # due cases
HEAD: Final = """# What a sweep costs

`python -m tools.bench.sweep_cost --open 10000 100000 1000000 --write docs/results/sweep.md`

PostgreSQL, durable, one sweeper. Each open case has two deadlines with ladders of three rungs; every due one fires a
rung: escalation, recipients, story, notices in the app and by mail, next rung armed. Statements are counted without
BEGIN and COMMIT. Seconds and processor are the median of three rounds; processor is that of the sweeping process alone
and the steady figure where other programs run on the machine, whose load at the end is said below.

"""
PEERS: Final = """
## Beside the peers

Measured on the same kind of machine with 100,000 open and 1,000 due (`bench.md` says how):

| | SQL | seconds |
|---|---|---|
| django-helpdesk 2.6.1 | 7,667 | 14 to 27 |
| BottleCRM 1.35 | 105,007 | 211 |
| django-helpdesk, none due | 34 | 0.18 |
"""


@dataclass(frozen=True)
class Row:
    """One line of the table; `processor` in seconds of the sweeping process."""

    open: int
    due: int
    statements: int
    seconds: float
    processor: float


def main() -> int:
    wanted = _arguments()
    rows: list[Row] = []
    for open_cases in wanted.open:
        with postgres() as store:
            store.run("-m", "tools.bench.many_open", str(open_cases))
            rows += _rows(store, open_cases)
    text = report(rows)
    print(text)
    if wanted.write:
        wanted.write.write_text(text, "utf-8")
    return 0 if not missed(rows) else 1


def _rows(store: Store, open_cases: int) -> list[Row]:
    rows: list[Row] = []
    for due in DUE:
        rounds = ROUNDS if due * (ROUNDS + 1) < open_cases else 1  # each round takes others
        found: dict[str, Any] = store.sweep(due=due, rounds=rounds)
        if not rows:
            rows.append(Row(open_cases, 0, found["none_statements"], found["none_seconds"], 0))
        rows.append(
            Row(open_cases, found["handled"], found["statements"], found["seconds"], found["processor"])
        )
    return rows


def missed(rows: list[Row]) -> list[str]:
    """The goals that were not reached, in words."""
    said = [
        f"{row.due:,} due of {row.open:,} open took {row.statements} statements, more than one for {PER_STATEMENT}"
        for row in rows
        if row.due and row.statements > row.due / PER_STATEMENT
    ]
    for due in {row.due for row in rows}:
        same = sorted((row for row in rows if row.due == due), key=lambda row: row.open)
        said += [
            f"{due:,} due took {more.processor / less.processor:.1f} times the processor"
            f" of {more.open:,} open as of {less.open:,}"
            for less, more in pairwise(same)
            if due and more.processor > GROWTH * less.processor
        ]
    return said


def report(rows: list[Row]) -> str:
    """The page of results."""
    table = ["| open | due | SQL | due a statement | seconds | processor, s |", "|---|---|---|---|---|---|"]
    for row in rows:
        share = f"{row.due / row.statements:.0f}" if row.due else ""
        processor = f"{row.processor:.2f}" if row.due else ""
        table.append(
            f"| {row.open:,} | {row.due:,} | {row.statements:,} | {share} | {row.seconds:.3f} | {processor} |"
        )
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    about = f"{today} · {machine()} · load {os.getloadavg()[2]:.0f}\n\n"
    goals = missed(rows)
    verdict = "Missed: " + "; ".join(goals) + ".\n" if goals else "Every goal was reached.\n"
    said = (
        f"Goals: at most one statement for {PER_STATEMENT} due, and at most {GROWTH} times the"
        " processor with ten times as many open. "
    )
    return HEAD + about + "\n".join(table) + f"\n\n{said}{verdict}" + PEERS


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench.sweep_cost", description=__doc__)
    parser.add_argument("--open", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--write", type=Path, help="also write the page of results")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
