"""Runs figures by name, says what was found, and puts each section into its page."""

import argparse
import datetime
import importlib
import time
from collections.abc import Sequence
from pathlib import Path

from tools.bench.processor import machine
from tools.faults.found import put, section
from tools.revision import revision


def run_figures(package: str, names: Sequence[str], *, about: str | None, small: str) -> int:
    """`names`: the modules of `package` that are figures; `small`: what its small size is. 1 if one was missed."""
    wanted = _arguments(package, names, about=about, small=small)
    missed = []
    for name in wanted.names or names:
        figure = importlib.import_module(f"{package}.{name}")
        start = time.monotonic()
        found = figure.run(seed=wanted.seed, small=wanted.small)
        told = (
            f"{datetime.datetime.now(datetime.UTC).date().isoformat()} · {revision()} · seed {wanted.seed} · "
            f"{'small' if wanted.small else 'full size'}, {time.monotonic() - start:.0f} s · {machine()}"
        )
        text = section(name, figure.TITLE, found, about=told)
        print(text, flush=True)
        if wanted.write:
            put(wanted.write, text)
        if not found.kept:
            missed.append(name.upper())
    if missed:
        print(f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


def _arguments(package: str, names: Sequence[str], *, about: str | None, small: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m {package}", description=about)
    parser.add_argument("names", nargs="*", choices=[*names, []], help="all, if none is named")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help=small)
    parser.add_argument("--write", type=Path, help="also put the sections into this page")
    return parser.parse_args()
