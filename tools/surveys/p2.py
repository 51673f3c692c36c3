"""P2: survey mails only where consent or the legal exception allows, over generated states."""

import json
from typing import Final

from tools.bench.stores import OPEN
from tools.faults.found import Found

TITLE: Final = "survey mails only where consent or the legal exception allows"
FULL: Final = (250, 20)
SMALL: Final = (40, 5)
"""Customers and rounds; each customer in each round is one state."""


def run(*, seed: int, small: bool) -> Found:
    """On SQLite; at full size on PostgreSQL too."""
    size = SMALL if small else FULL
    found = [_asked(name, *size, seed=seed) for name in ("sqlite", *([] if small else ["postgres"]))]
    return Found([line for each in found for line in each.lines], kept=all(each.kept for each in found))


def _asked(name: str, people: int, rounds: int, *, seed: int) -> Found:
    with OPEN[name]() as made:
        store = made.unbuilt()
        found = json.loads(store.run("-m", "tools.surveys.inside", str(seed), str(people), str(rounds)))
    lines = [
        (
            f"{store.name}: {found['states']:,} states ({people} customers, {rounds} moments): consent given, "
            "withdrawn, never asked; locked, without address, cases cancelled; three surveys whose hours, rest, "
            "sample, reminder and exception change"
        ),
        (
            f"{store.name}: {found['mails']:,} mails ({found['reminders']} reminders), by ground {found['by_ground']}, "
            f"by trigger {found['by_trigger']}"
        ),
        f"{store.name}: wrong mails: {len(found['wrong'])}",
        *found["wrong"][:5],
    ]
    return Found(lines, kept=not found["wrong"] and found["mails"] > 0)
