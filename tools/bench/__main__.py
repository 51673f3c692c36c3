"""`python -m tools.bench`: fills, serves, measures, and says every figure beside its goal."""

import argparse
import datetime
import time
from pathlib import Path

from tools.bench.measuring import measure
from tools.bench.processor import machine
from tools.bench.report import Run, page
from tools.bench.sizes import SIZES
from tools.bench.stores import OPEN
from tools.revision import revision


def main() -> None:
    wanted = _arguments()
    start = time.monotonic()
    found = measure(wanted.stores, SIZES[wanted.size], seed=wanted.seed)
    run = Run(
        machine=machine(),
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        commit=revision(),
        seed=wanted.seed,
        size=SIZES[wanted.size],
        seconds=time.monotonic() - start,
        command=f"make bench SIZE={wanted.size}",
    )
    result = page(run, found)
    print(result)
    if wanted.write:
        wanted.write.parent.mkdir(parents=True, exist_ok=True)
        wanted.write.write_text(result, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--size", choices=sorted(SIZES), default="full", help="small: a check in a minute")
    parser.add_argument("--stores", nargs="+", choices=sorted(OPEN), default=["postgres", "sqlite"])
    parser.add_argument("--seed", type=int, default=1, help="of the rows that are filled in")
    parser.add_argument("--write", type=Path, help="also write the result to this file")
    return parser.parse_args()


main()
