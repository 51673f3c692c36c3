"""`python -m tools.faults r1 r3 --small`: runs fault figures, says what was found, fails if one was missed."""

import argparse
import datetime
import importlib
import pkgutil
import re
import sys
import time
from pathlib import Path

import tools.faults
from tools.bench.processor import machine
from tools.faults.found import put, section
from tools.revision import revision


def figures() -> list[str]:
    """Names of the figures there are, by number: every module here that is called r1, r2, s5 and so on."""
    names = [each.name for each in pkgutil.iter_modules(tools.faults.__path__)]
    return sorted(
        (name for name in names if re.fullmatch(r"[rs]\d+", name)), key=lambda name: (name[0], int(name[1:]))
    )


def main() -> int:
    wanted = _arguments()
    missed = []
    for name in wanted.names or figures():
        figure = importlib.import_module(f"tools.faults.{name}")
        start = time.monotonic()
        found = figure.run(seed=wanted.seed, small=wanted.small)
        about = (
            f"{datetime.datetime.now(datetime.UTC).date().isoformat()} · {revision()} · seed {wanted.seed} · "
            f"{'small' if wanted.small else 'full size'}, {time.monotonic() - start:.0f} s · {machine()}"
        )
        text = section(name, figure.TITLE, found, about=about)
        print(text, flush=True)
        if wanted.write:
            put(wanted.write, text)
        if not found.kept:
            missed.append(name.upper())
    if missed:
        print(f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.faults", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*figures(), []], help="all, if none is named")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help="the size that runs with the tests")
    parser.add_argument("--write", type=Path, help="also put the sections into this page")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
