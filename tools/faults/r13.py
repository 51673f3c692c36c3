"""R13: the races of `tests/faults/test_edits.py` with as many pairs as wanted, on both stores."""

import re

from tools.faults.found import Found
from tools.faults.in_tests import on_both_stores

TITLE = "two people save at the same moment"
FULL, SMALL = 500, 10  # pairs on a case and as many on a customer; a fifth as many through pages and API each


def run(*, seed: int, small: bool) -> Found:  # noqa: ARG001  (who wins is up to the machine)
    pairs = SMALL if small else FULL
    lines, kept = [], True
    for name, done in on_both_stores("tests/faults/test_edits.py", RACING_PAIRS=str(pairs)):
        winners = re.findall(r"winners (.+)", done.stdout)
        outcome = "0 silent overwrites" if done.returncode == 0 else f"FAILED: {done.stdout[-600:]}"
        lines.append(
            f"{name}: {pairs} pairs on a case and {pairs} on a customer, {pairs // 5} each through page and API: "
            f"{outcome}, every loser got 409 with the differences and kept the typed text; winners {'; '.join(winners)}"
        )
        kept = kept and done.returncode == 0
    return Found(lines, kept)
