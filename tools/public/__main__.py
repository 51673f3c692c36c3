"""`python -m tools.public s7 load --small`: runs figures of the public pages, says what was found, fails if missed."""

import argparse
import datetime
import importlib
import sys
import time
from pathlib import Path

from tools.bench.processor import machine
from tools.faults.found import section
from tools.revision import revision

FIGURES = ("s3", "s7", "load")
HEAD = """# Pages for everybody: what they hold

The newest run of `python -m tools.public --write docs/results/public.md`. A small version runs with the tests.
"""


def main() -> int:
    wanted = _arguments()
    texts, missed = [], []
    for name in wanted.names or FIGURES:
        figure = importlib.import_module(f"tools.public.{name}")
        start = time.monotonic()
        found = figure.run(seed=wanted.seed, small=wanted.small)
        about = (
            f"{datetime.datetime.now(datetime.UTC).date().isoformat()} · {revision()} · seed {wanted.seed} · "
            f"{'small' if wanted.small else 'full size'}, {time.monotonic() - start:.0f} s · {machine()}"
        )
        texts.append(section(name, figure.TITLE, found, about=about))
        print(texts[-1], flush=True)
        if not found.kept:
            missed.append(name)
    if wanted.write:
        wanted.write.write_text("\n".join([HEAD, *texts]), "utf-8")
    if missed:
        print(f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.public", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*FIGURES, []], help="all, if none is named")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help="the size that runs with the tests")
    parser.add_argument("--write", type=Path, help="also put the sections into this page")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
