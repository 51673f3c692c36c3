"""R13: the races of `tests/faults/test_edits.py` with as many pairs as wanted, on both stores."""

import os
import re
import subprocess
import sys

from tools.bench.stores import ROOT
from tools.faults.found import Found

TITLE = "two people save at the same moment"
FULL, SMALL = 500, 10  # pairs on a case and as many on a customer; a fifth as many through pages and API each
STORES = {"SQLite": "sqlite", "PostgreSQL": "postgres"}


def run(*, seed: int, small: bool) -> Found:  # noqa: ARG001  (who wins is up to the machine)
    pairs = SMALL if small else FULL
    lines, kept = [], True
    for name, store in STORES.items():
        command = ["-m", "pytest", "tests/faults/test_edits.py", "-q", "-n0", "-rP", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [sys.executable, *command, "--database", store],
            cwd=ROOT, check=False, text=True, capture_output=True, env=_environment(pairs),
        )  # fmt: skip
        winners = re.findall(r"winners (.+)", done.stdout)
        outcome = "0 silent overwrites" if done.returncode == 0 else f"FAILED: {done.stdout[-600:]}"
        lines.append(
            f"{name}: {pairs} pairs on a case and {pairs} on a customer, {pairs // 5} each through page and API: "
            f"{outcome}, every loser got 409 with the differences and kept the typed text; winners {'; '.join(winners)}"
        )
        kept = kept and done.returncode == 0
    return Found(lines, kept)


def _environment(pairs: int) -> dict[str, str]:
    """Without what a test run around this one has set: the races choose their own store."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_", "REDIS_", "PYTEST_"))
    }
    return ours | {"RACING_PAIRS": str(pairs)}
