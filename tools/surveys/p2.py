"""P2: survey mails only where consent or the legal exception allows, over generated states."""

import json
from dataclasses import replace
from typing import Final

from tools.bench.stores import sqlite
from tools.faults.found import Found

TITLE: Final = "survey mails only where consent or the legal exception allows"
FULL: Final = (250, 20)
SMALL: Final = (40, 5)
"""Customers and rounds; each customer in each round is one state."""


def run(*, seed: int, small: bool) -> Found:
    people, rounds = SMALL if small else FULL
    with sqlite() as made:
        store = replace(made, environment=made.environment | {"STATIC_MANIFEST": "false"})
        found = json.loads(store.run("-m", "tools.surveys.inside", str(seed), str(people), str(rounds)))
    lines = [
        (
            f"{found['states']:,} states ({people} customers, {rounds} moments): consent given, withdrawn, never "
            "asked; locked, without address, cases cancelled; three surveys whose hours, rest, sample, "
            "reminder and exception change"
        ),
        (
            f"{found['mails']:,} mails ({found['reminders']} reminders), by ground {found['by_ground']}, "
            f"by trigger {found['by_trigger']}"
        ),
        f"wrong mails: {len(found['wrong'])}",
        *found["wrong"][:5],
    ]
    return Found(lines, kept=not found["wrong"] and found["mails"] > 0)
