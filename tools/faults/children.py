"""Programs of the product in processes of their own, with settings of their own."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.bench.stores import ROOT, environment


def settings_of(folder: Path, database_url: str, **more: str) -> dict[str, str]:
    """What a real installation sets, `more` besides."""
    return environment(folder, database_url) | {"STATIC_MANIFEST": "false"} | more


def run_child(name: str, *arguments: object, settings: dict[str, str]) -> str:
    """Run a module of this folder as a program; gives what it printed. Raises CalledProcessError if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", f"tools.faults.{name}", *map(str, arguments)],
        env=settings, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return done.stdout


def outcome_when_quiet(
    settings: dict[str, str], last: str, *, keep: Callable[[], None], patience: float
) -> dict[str, Any]:
    """What became of the timers, once all have fired and all mails are sent, or when the patience (seconds) is over.

    keep: brings back what has ended, meanwhile.
    """
    give_up = time.monotonic() + patience
    while True:
        keep()
        time.sleep(3)
        said: dict[str, Any] = json.loads(run_child("outcome", last, settings=settings))
        if time.monotonic() > give_up or (not said["missed"] and said["sent"] == said["mails"]):
            return said
