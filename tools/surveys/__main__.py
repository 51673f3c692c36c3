"""`python -m tools.surveys p2 --small`: runs the figures of surveys, says what was found, fails if missed."""

import argparse
import datetime
import sys
import time
from pathlib import Path

from tools.bench.processor import machine
from tools.faults.found import section
from tools.revision import revision
from tools.surveys import p2

HEAD = """# Surveys: who is asked

The newest run of `python -m tools.surveys --write docs/results/surveys.md`. A small version runs with the tests.
"""


def main() -> int:
    wanted = _arguments()
    start = time.monotonic()
    found = p2.run(seed=wanted.seed, small=wanted.small)
    about = (
        f"{datetime.datetime.now(datetime.UTC).date().isoformat()} · {revision()} · seed {wanted.seed} · "
        f"{'small' if wanted.small else 'full size'}, {time.monotonic() - start:.0f} s · {machine()}"
    )
    text = section("p2", p2.TITLE, found, about=about)
    print(text)
    if wanted.write:
        wanted.write.write_text(f"{HEAD}\n{text}", "utf-8")
    return 0 if found.kept else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.surveys", description=__doc__)
    parser.add_argument("name", nargs="?", choices=["p2"], default="p2")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help="the size that runs with the tests")
    parser.add_argument("--write", type=Path, help="also put the section into this page")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
