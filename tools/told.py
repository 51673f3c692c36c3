"""A test at full size, on one store: what it counted, how long it took, and whether it passed."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tools.revision import ROOT


class Told(NamedTuple):
    """`counts`: the numbers that the test wrote down, a line each."""

    counts: list[int]
    seconds: float
    kept: bool


def run(test: str, store: str, *, file: str, **more: str) -> Told:
    """`file`: the name of the environment variable that says where to write the numbers; `more` goes there too."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        told.touch()
        start = time.monotonic()
        command = [sys.executable, "-m", "pytest", test, "-q", "-n0", "--database", store]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | more | {file: str(told)}, check=False)
        counts = [int(line) for line in told.read_text("utf-8").split()]
    return Told(counts, time.monotonic() - start, done.returncode == 0)
