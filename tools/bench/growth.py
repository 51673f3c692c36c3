"""`python -m tools.bench.growth 20000=URL 100000=URL 1000000=URL`: what every page costs at each size, side by side.

One process for each size answers the same page by turns, as the person the accessibility tests send there and with
rows of its own company; a page grows by the processor time of that process and of its database connection. Each page
is asked twice in a row: by the first reader, for whom nothing is kept, and by the next one. Databases are filled by
`manage.py demo --size large --customers N`.
"""

import argparse
import datetime
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tools.bench.processor import machine
from tools.revision import revision

ROUNDS, LIMIT, NOISE_MS = 5, 1.5, 2.0
EXPLAINED: Final = (
    "`python -m tools.bench.growth`, {date}, commit `{commit}`. {machine}. Medians of {rounds} rounds, the sizes by "
    "turns. *ms* is processor time of the process that answers and of its database connection; *first*: by the first "
    "reader, for whom nothing is kept, *next*: by the one after. Growth is that of the first reader from the smallest "
    "to the largest size; differences under {noise:g} ms count as none."
)


def main() -> None:
    wanted = _arguments()
    sizes = [each.partition("=")[::2] for each in wanted.sizes]
    children = [_child(url) for _name, url in sizes]
    try:
        pages = set.intersection(*(set(_ask(child, "pages")) for child in children))
        found: dict[str, list[list[dict[str, float]]]] = {}
        order = [page for page in _ask(children[0], "pages") if page in pages and wanted.only in page]
        for number in range(wanted.rounds):
            for page in order:
                found.setdefault(page, []).append([_ask(child, page) for child in children])
            print(f"round {number + 1} of {wanted.rounds}", file=sys.stderr, flush=True)
    finally:
        for child in children:
            child.kill()
            child.wait()
    text = page_of([int(name) for name, _url in sizes], found, rounds=wanted.rounds)
    print(text)
    if wanted.write:
        wanted.write.write_text(text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench.growth", description=__doc__)
    parser.add_argument("sizes", nargs="+", help="customers=DATABASE_URL, the smallest first")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", default="", help="pages with this in their name")
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


# -- the table -----------------------------------------------------------------------------------


def page_of(sizes: list[int], found: dict[str, list[list[dict[str, float]]]], *, rounds: int) -> str:
    """The result: every page with its cost at each size, and those that grow too much first."""
    rows = sorted((_row(page, told, len(sizes)) for page, told in found.items()), key=lambda row: -row[-1])
    grown = [row for row in rows if row[-1] > LIMIT]
    head = " | ".join(f"{size:,}: SQL, ms first, next" for size in sizes)
    lines = [
        f"# What pages cost at {' and '.join(f'{size:,}' for size in sizes)} customers",
        "",
        EXPLAINED.format(
            date=datetime.datetime.now(datetime.UTC).date().isoformat(),
            commit=revision(),
            machine=machine(),
            rounds=rounds,
            noise=NOISE_MS,
        ),
        "",
        f"{len(rows)} pages, {len(grown)} of them grow more than {LIMIT:g} times.",
        "",
        f"| page | {head} | growth |",
        "|---" * (len(sizes) + 2) + "|",
        *(
            f"| {row[0]} | {' | '.join(row[1])} | {row[2]:.2f}{' ✗' if row[2] > LIMIT else ''} |"
            for row in rows
        ),
    ]
    return "\n".join(lines) + "\n"


def _row(page: str, told: list[list[dict[str, float]]], sizes: int) -> tuple[str, list[str], float]:
    cells, firsts = [], []
    for n in range(sizes):
        first, then = (statistics.median(each[n][which] for each in told) for which in ("first", "next"))
        statements = round(statistics.median(each[n]["statements"] for each in told))
        cells.append(f"{statements}, {first:.1f}, {then:.1f}")
        firsts.append(first)
    same = firsts[-1] - firsts[0] < NOISE_MS
    return page, cells, 1.0 if same else firsts[-1] / firsts[0]


# -- one process for each size -------------------------------------------------------------------


def _child(url: str) -> "subprocess.Popen[str]":
    own = {"DATABASE_URL": url, "DEBUG": "false", "ALLOWED_HOSTS": "testserver", "STATIC_MANIFEST": "false",
           "REDIS_URL": "", "EMAIL_URL": "", "DJANGO_SETTINGS_MODULE": "crm.settings"}  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "tools.bench.growth_child"],
        env=os.environ | own, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def _ask(child: "subprocess.Popen[str]", what: str) -> Any:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(f"{what}\n")
    child.stdin.flush()
    line = child.stdout.readline()
    if not line:
        raise SystemExit("A process ended early; its message stands above.")
    return json.loads(line)


if __name__ == "__main__":
    main()
