"""`python -m tools.bench.settings --customers 100000`: settings of PostgreSQL and of our connection, side by side.

One process for each of `tools.bench.tried` carries out the same work by turns: captures, searches, lists, pages, a
sweep, the counting of a night. What needs a server of its own gets one, on a copy of the same stock. A ratio is that of
the median of all rounds to the median with the settings as shipped. With `--folder` the stock stays.
"""

import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Final

from tests.services.postgres import PostgresServer
from tools.bench.measuring import say
from tools.bench.processor import machine
from tools.bench.settings_child import CODES
from tools.bench.stocks import copied, filled, name_of
from tools.bench.stores import ROOT, environment
from tools.bench.tried import SHIPPED, TRIED, Tried
from tools.bench.worn import WORN, worn
from tools.revision import revision

ALL: Final = (*CODES, "sweep", "night")
SHORT: Final = {
    "page_known": "capture", "exact": "search, name", "slip": "search, slip", "list_all": "list, all",
    "customer": "customer", "goals": "Zielbild",
    "sweep": "sweep, each due", "night": "night",
}  # fmt: skip
NOISE: Final = 0.1
WAITING: Final = ("again", "small_server", "asynchronous", "new_connections", "pool")
EXPLAINED: Final = (
    "`python -m tools.bench.settings --customers {customers}`, {date}, commit `{commit}`, {minutes:.0f} minutes. "
    "{machine}. Medians of {rounds} rounds, the settings by turns. *ms* is processor time of the process that answers "
    "and of the database, where nothing else is said. Ratios under 1 are cheaper; **bold** where one differs by more "
    "than {noise:.0%}."
)
Found = dict[str, dict[str, float]]
"""By work: `ms` of processor, `database` ms of it, `wall` ms until it was done."""
Child = subprocess.Popen[str]


def main() -> None:
    wanted = _arguments()
    began = time.monotonic()
    rounds: defaultdict[str, list[Found]] = defaultdict(list)
    with ExitStack() as opened:
        stock = opened.enter_context(filled(wanted.folder, wanted.customers))
        own: dict[tuple[str, ...], PostgresServer] = {}
        for tried in TRIED:
            if tried.server not in own:
                own[tried.server] = opened.enter_context(copied(stock, tried.server))
        children = {each.code: _child(each, own[each.server], wanted.customers, opened) for each in TRIED}
        for child in children.values():
            _answer(child)  # nobody is measured while others still begin
        say("everybody is there")
        for number in range(wanted.rounds):
            works = ALL if number < wanted.nights else (*CODES, "sweep")
            for code in _turned(list(children), number):
                rounds[code].append(_ask(children[code], works))
            say(f"round {number + 1} of {wanted.rounds}")
        database = name_of(wanted.customers)
        lines = worn(
            lambda codes: _ask(children[SHIPPED.code], codes), own[()], database, rounds=min(wanted.rounds, 5)
        )
    text = page(wanted.customers, rounds, lines, minutes=(time.monotonic() - began) / 60)
    print(text)
    if wanted.write:
        wanted.write.write_text(text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench.settings", description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the filled server lies, or shall lie and stay")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument(
        "--nights", type=int, default=3, help="rounds in which the night is counted too; it takes long"
    )
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


def _child(tried: Tried, server: PostgresServer, customers: int, opened: ExitStack) -> Child:
    folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="anklang-settings-")))
    own = environment(folder, server.url(name_of(customers))) | {
        "DJANGO_SETTINGS_MODULE": "tools.bench.tried_settings",
        "TRIED": json.dumps(tried.connection),
        "STATIC_MANIFEST": "false",
        "LOG_LEVEL": "ERROR",
        "PATH": os.environ.get("PATH", ""),
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "tools.bench.settings_child", str(server.pid)],
        env=own, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    opened.callback(_end, child)
    return child


def _end(child: Child) -> None:
    child.kill()
    child.wait()


def _ask(child: Child, codes: Sequence[str]) -> Found:
    assert child.stdin is not None
    child.stdin.write(" ".join(codes) + "\n")
    child.stdin.flush()
    return _answer(child)


def _answer(child: Child) -> Found:
    assert child.stdout is not None
    line = child.stdout.readline()
    if not line:
        raise SystemExit("A process ended early; its message stands above.")
    found: Found = json.loads(line)
    return found


def _turned(codes: list[str], number: int) -> list[str]:
    """Another one begins in each round: who comes right after whom must not matter."""
    place = number * 5 % len(codes)
    return codes[place:] + codes[:place]


# -- telling -------------------------------------------------------------------------------------


def page(customers: int, rounds: dict[str, list[Found]], worn_lines: Sequence[str], *, minutes: float) -> str:
    """The whole of docs/results/settings.md: what the settings as shipped cost, and what each change makes of it."""
    explained = EXPLAINED.format(
        customers=customers,
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        commit=revision(),
        minutes=minutes,
        machine=machine(),
        rounds=len(rounds[SHIPPED.code]),
        noise=NOISE,
    )
    head = _row("", [SHORT[code] for code in ALL]), "|---" * (len(ALL) + 1) + "|"
    changes = [each for each in TRIED if each is not SHIPPED]
    return "\n".join(
        [
            f"# Settings of PostgreSQL, side by side at {customers:,} customers",
            "",
            explained,
            "",
            "## Processor time",
            "",
            *head,
            _row(SHIPPED.label + ", ms", _medians(rounds, "ms")),
            _row("of which in the database, ms", _medians(rounds, "database")),
            *(_row(each.label, _ratios(rounds, each, "ms")) for each in changes),
            "",
            "## In the database alone",
            "",
            *head,
            _row(SHIPPED.label + ", ms", _medians(rounds, "database")),
            *(_row(each.label, _ratios(rounds, each, "database")) for each in changes),
            "",
            "## On the wall",
            "",
            "With what the disk and everybody else on the machine add, for those where something may wait.",
            "",
            *head,
            _row(SHIPPED.label + ", ms", _medians(rounds, "wall")),
            *(_row(each.label, _ratios(rounds, each, "wall")) for each in changes if each.code in WAITING),
            "",
            WORN,
            "",
            *worn_lines,
            "",
        ]
    )


def _medians(rounds: dict[str, list[Found]], what: str) -> list[str]:
    return [f"{_median(rounds[SHIPPED.code], code, what):.1f}" for code in ALL]


def _median(found: Sequence[Found], code: str, what: str) -> float:
    return median(each[code][what] for each in found if code in each)


def _ratios(rounds: dict[str, list[Found]], tried: Tried, what: str) -> list[str]:
    told = []
    for code in ALL:
        mine, base = (_median(rounds[of], code, what) for of in (tried.code, SHIPPED.code))
        ratio = mine / max(base, 0.001)
        told.append(f"**{ratio:.2f}**" if abs(ratio - 1) > NOISE else f"{ratio:.2f}")
    return told


def _row(label: str, cells: Sequence[str]) -> str:
    return f"| {label} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
