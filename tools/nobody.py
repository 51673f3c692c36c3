"""`python -m tools.nobody [--stores sqlite postgres] [--write PAGE]`: P3 over everything that shows figures.

Every page, resource and file of figures, the subjects with each kind of period and each filter, opened as every role
that may. Fails where a name stands that may not stand there, or where a person in the address changes anything.
"""

import argparse
import datetime
import sys
from pathlib import Path

from tools import told
from tools.bench.processor import machine
from tools.revision import revision

TEST = "tests/crm/dashboard/figures/test_nobody.py"
HEAD = """# No figure about a single person (P3)

The newest run of `python -m tools.nobody --write docs/results/nobody.md`.

Everybody who works in a random company, and every customer, has a name that is a mark. Every page, resource and file of
figures (`figure_pages.py`; a route that is missing there fails), each of the nine subjects with six kinds of period and
no filter, a channel, a topic and a site, is opened as every role that may. Read is whether a mark stands in the answer
where none may: keepers of goals stand on the Zielbild, owners beside open work, customers in the lists behind a number.
Then everything again with eight words for a person in the address: the answer must be the same.
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.nobody", description=__doc__)
    parser.add_argument("--stores", nargs="*", choices=("sqlite", "postgres"), default=["sqlite", "postgres"])
    parser.add_argument("--write", type=Path)
    wanted = parser.parse_args()
    lines, fine = [], True
    for store in wanted.stores:
        found = told.run(TEST, store, file="NOBODY_TOLD")
        fine = fine and found.kept
        shown = "0" if found.kept else "some"
        lines.append(f"| {store} | {sum(found.counts):,} | {shown} | {found.seconds:.0f} s |")
        print(lines[-1], flush=True)
    if wanted.write:
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        table = ["| store | answers read | with a name too many | time |", "|---|---|---|---|", *lines]
        about = f"{today} · {revision()} · {machine()}"
        wanted.write.write_text(f"{HEAD}\n{about}\n\n" + "\n".join(table) + "\n", "utf-8")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
