"""P1 at full size: marks in every column about one person, a backup, the erasure, and restores into both stores.

Usage: python -m tools.canary [--stores sqlite postgres] [--bystanders 20000] [--write docs/results/canary.md]

In each store one person is known to every table and marked in every column of words, history, files and search index
included; the bystanders carry a mark each as well. A backup is made, the person is erased, and the backup is restored
into an empty place of each store. Nothing of the person may be left anywhere, and nothing of the others may be gone.
The backup itself holds the person until it is as old as the company keeps backups; that is what the replay is for.
"""

import argparse
import datetime
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.bench.processor import machine
from tools.bench.stores import OPEN, Store
from tools.revision import revision


@dataclass(frozen=True)
class Told:
    """What was found at one moment of one store."""

    store: str
    moment: str
    facts: dict[str, Any]

    @property
    def holds(self) -> bool:
        return not self.facts["left"] and self.facts["bystanders"] == self.facts["of"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.canary", description=__doc__)
    parser.add_argument("--stores", nargs="*", choices=sorted(OPEN), default=["sqlite"])
    parser.add_argument("--bystanders", type=int, default=20_000)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    found = [each for name in asked.stores for each in _through(name, asked.stores, asked.bystanders)]
    text = "\n".join(_page(found, asked.bystanders)) + "\n"
    print(text)
    if asked.write:
        asked.write.write_text(text, encoding="utf-8")
    return 0 if all(each.holds for each in found) else 1


def _through(name: str, targets: list[str], bystanders: int) -> Iterator[Told]:
    with ExitStack() as stack:
        store = stack.enter_context(OPEN[name]())
        store.run("manage.py", "migrate", "--verbosity", "0")
        planted = _said(store, "plant", str(bystanders))
        yield Told(store.name, f"marked: {planted['columns']} columns, {planted['marks']} marks", planted)
        backup = _said(store, "backup")["path"]
        yield Told(store.name, "erased", _said(store, "erase"))
        for target in targets:
            place = stack.enter_context(OPEN[target]())
            shutil.copy(store.folder / "canary.json", place.folder / "canary.json")
            place.run("manage.py", "restore", backup)
            yield Told(store.name, f"restored into {place.name}", _said(place, "look"))


def _said(store: Store, *act: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(store.run("-m", "tools.canary_acts", *act).strip().splitlines()[-1])
    return told


def _page(found: list[Told], bystanders: int) -> Iterator[str]:
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    yield "# Canary: nothing of an erased person is left, nor comes back with a backup\n"
    yield f"`python -m tools.canary` · {today} · {revision()} · {machine()}\n"
    yield (
        f"One person known to every table, marked in every column of words; {bystanders:,} others beside. Searched:"
        " every row of every table, every file but the backups, the search index. What the person said when speaking"
        " for a firm is the firm's and stays, with name, numbers and addresses struck out; the words customers agreed"
        " to are the company's and stay as well.\n"
    )
    yield "| store | moment | left of the person | found in the search index | bystanders still there | |"
    yield "|---|---|---|---|---|---|"
    for each in found:
        facts = each.facts
        left = ", ".join(facts["left"]) or "0"
        verdict = "held" if each.holds else "**missed**"
        cells = (
            each.store,
            each.moment,
            left,
            facts["indexed"],
            f"{facts['bystanders']:,} of {facts['of']:,}",
        )
        yield f"| {' | '.join(map(str, cells))} | {verdict} |"


if __name__ == "__main__":
    sys.exit(main())
