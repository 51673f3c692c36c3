"""`python -m tools.figures [EXAMPLES] [--stores sqlite postgres] [--write PAGE]`: the figures, counted by hand.

Every number of Kennzahlen, of the Zielbild and of the pages beside them against plain loops over the rows, over random
histories, periods and filters. Fails at a difference.
"""

import argparse
import datetime
import sys
from pathlib import Path

from tools import told
from tools.bench.processor import machine
from tools.revision import revision

MANY = 40
TESTS = {
    "Kennzahlen and Zielbild": "tests/crm/dashboard/figures/test_by_hand.py",
    "the pages beside them": "tests/crm/dashboard/pages/test_pages_by_hand.py",
}
HEAD = """# Kennzahlen, the Zielbild and the pages beside them, counted by hand

The newest run of `python -m tools.figures --stores sqlite postgres --write docs/results/figures.md`.

## What is compared

Kennzahlen and Zielbild: every example is a random history of 120 contacts of these weeks and of a year ago, with cases,
voices, customers by their sources, surveys, ideas and rungs that fired, and two to four periods of 1 to 131 days, each
without a filter and most with a channel, a topic and a large site. Older days are stored by nights, the last is live.
What the tables and headlines of all nine subjects read, with the columns "before" and "a year ago", the control limits
of every chart, what they call and which number they colour, the seven goals of the Zielbild with their weeks, limits
and measures, and every figure that a goal of one's own may be set for are compared with plain loops over the rows
(`by_hand.py`, `limits_by_hand.py`, `goals_by_hand.py`), another way than that of the product: limits with exact
fractions.

The pages beside them: every example is a random history of 420 contacts of half a year and of a year ago, with named
sources, campaigns with costs and visits, praise, expectations, a topic that comes more often, and two surveys; two to
four periods of 1 to 191 days. Read from the pages as they are shown (`tests/crm/dashboard/pages`): Sofort lösen by
topic, channel, site and time with its causes, and 40 times in each period how many contacts a number opens; Herkunft
with every source and campaign, costs, trends and who came again; the u charts of the voices with the limits and calls
of each week, and what became of them; Zuhören with its segments and the topics that rise, judged by the whole sum of
the exact test in fractions; the quality of master data by source and site; surveys of 13, 26 and 52 weeks by topic,
site, source and week, with Wilson's bounds as the roots of his equation. Small versions run with the tests.

## What was found
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.figures", description=__doc__)
    parser.add_argument("examples", type=int, nargs="?", default=MANY)
    parser.add_argument("--stores", nargs="*", choices=("sqlite", "postgres"), default=["sqlite", "postgres"])
    parser.add_argument("--write", type=Path)
    wanted = parser.parse_args()
    lines, fine = [], True
    for what, test in TESTS.items():
        for store in wanted.stores:
            compared, examples, seconds, kept = run(test, wanted.examples, store)
            fine = fine and kept
            different = "0" if kept else "some"
            lines.append(f"| {what} | {store} | {examples} | {compared:,} | {different} | {seconds:.0f} s |")
            print(lines[-1], flush=True)
    if wanted.write:
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        table = [
            "| what | store | histories | numbers compared | different | time |",
            "|---|---|---|---|---|---|",
            *lines,
        ]
        about = f"{today} · {revision()} · {machine()}"
        wanted.write.write_text(f"{HEAD}\n{about}\n\n" + "\n".join(table) + "\n", "utf-8")
    return 0 if fine else 1


def run(test: str, examples: int, store: str) -> tuple[int, int, float, bool]:
    """Numbers compared, histories, seconds, and whether all were the same."""
    found = told.run(test, store, file="FIGURES_TOLD", FIGURES_EXAMPLES=str(examples))
    return sum(found.counts), len(found.counts), found.seconds, found.kept


if __name__ == "__main__":
    sys.exit(main())
