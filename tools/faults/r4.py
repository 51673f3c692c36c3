"""R4: the first sweep after an outage of 72 hours."""

import json
import tempfile
from pathlib import Path
from typing import Any

from tests.services.postgres import PostgresServer
from tools.faults.children import run_child, settings_of
from tools.faults.found import Found

TITLE = "the first sweep after an outage of 72 hours"
FULL, SMALL = (40, 50), (4, 8)  # people, and cases of each; the small run takes one store


def run(*, seed: int, small: bool) -> Found:  # noqa: ARG001  (nothing here is left to chance)
    people, each = SMALL if small else FULL
    lines, kept = [], True
    with tempfile.TemporaryDirectory(prefix="anklang-r4-") as folder, PostgresServer() as server:
        stores = {"PostgreSQL": server.url(), "SQLite": f"sqlite:///{folder}/anklang.sqlite3"}
        for name, address in list(stores.items())[: 1 if small else 2]:
            settings = settings_of(Path(folder), address)
            said: dict[str, Any] = json.loads(run_child("outage", people, each, settings=settings))
            lines.append(_line(name, said))
            kept = kept and _held(said)
    return Found(lines, kept)


def _line(store: str, said: dict[str, Any]) -> str:
    return (
        f"{store}: {said['deadlines']:,} overdue deadlines slept through several rungs; the first sweep fired "
        f"{said['fired']:,}, of those the lowest rung {said['lowest']:,}, with the original due time "
        f"{said['own_time']:,}; {said['people']} people, one mail {said['one_mail']}, naming every case with its due "
        f"times {said['whole_mail']}; a minute later {said['at_once_again']} more, after an hour the second rung of "
        f"{said['next_is_second']:,}"
    )


def _held(said: dict[str, Any]) -> bool:
    of_all = ("handled", "fired", "lowest", "own_time", "next_step", "next_is_second")
    return (
        all(said[name] == said["deadlines"] for name in of_all)
        and said["one_mail"] == said["whole_mail"] == said["people"]
        and said["at_once_again"] == 0
    )
