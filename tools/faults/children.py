"""Programs of the product in processes of their own, with settings of their own."""

import subprocess
import sys
from pathlib import Path

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
