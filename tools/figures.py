"""`python -m tools.figures [EXAMPLES] [--stores sqlite postgres] [--write PAGE]`: the figures, counted by hand.

Every number of Kennzahlen and Zielbild against plain loops over the rows, over random histories, periods and filters.
Fails at a difference.
"""

import argparse
import datetime
import sys
from pathlib import Path

from tools import told
from tools.bench.processor import machine
from tools.revision import revision

MANY = 40
TEST = "tests/crm/dashboard/figures/test_by_hand.py"
HEAD = """# Kennzahlen and Zielbild, counted by hand

The newest run of `python -m tools.figures --stores sqlite postgres --write docs/results/figures.md`.

Every example is a random history of 120 contacts of these weeks and of a year ago, with cases, voices, customers by
their sources, surveys, ideas and rungs that fired, and two to four periods of 1 to 131 days, each without a filter and
most with a channel, a topic and a large site. Older days are stored by nights, the last is live. What the tables and
headlines of all nine subjects read, with the columns "before" and "a year ago", the seven goals of the Zielbild with
their weeks and measures, and every figure that a goal of one's own may be set for are compared with plain loops over
the rows (`by_hand.py`, `goals_by_hand.py`), another way than that of the product. A small version runs with the tests.
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.figures", description=__doc__)
    parser.add_argument("examples", type=int, nargs="?", default=MANY)
    parser.add_argument("--stores", nargs="*", choices=("sqlite", "postgres"), default=["sqlite", "postgres"])
    parser.add_argument("--write", type=Path)
    wanted = parser.parse_args()
    lines, fine = [], True
    for store in wanted.stores:
        compared, examples, seconds, kept = run(wanted.examples, store)
        fine = fine and kept
        lines.append(f"| {store} | {examples} | {compared:,} | {'0' if kept else 'some'} | {seconds:.0f} s |")
        print(lines[-1], flush=True)
    if wanted.write:
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        table = [
            "| store | histories | numbers compared | different | time |",
            "|---|---|---|---|---|",
            *lines,
        ]
        about = f"{today} · {revision()} · {machine()}"
        wanted.write.write_text(f"{HEAD}\n{about}\n\n" + "\n".join(table) + "\n", "utf-8")
    return 0 if fine else 1


def run(examples: int, store: str) -> tuple[int, int, float, bool]:
    """Numbers compared, histories, seconds, and whether all were the same."""
    found = told.run(TEST, store, file="FIGURES_TOLD", FIGURES_EXAMPLES=str(examples))
    return sum(found.counts), len(found.counts), found.seconds, found.kept


if __name__ == "__main__":
    sys.exit(main())
