"""A figure that is a test at another size: the same file, run on both stores."""

import os
import subprocess
import sys
from collections.abc import Iterator

from tools.bench.stores import ROOT

STORES = {"SQLite": "sqlite", "PostgreSQL": "postgres"}


def on_both_stores(path: str, **sizes: str) -> Iterator[tuple[str, "subprocess.CompletedProcess[str]"]]:
    """The name of each store with what the tests of `path` said there; `sizes` are their environment."""
    for name, store in STORES.items():
        command = ["-m", "pytest", path, "-q", "-n0", "-rP", "-p", "no:cacheprovider", "--database", store]
        yield (
            name,
            subprocess.run(
                [sys.executable, *command],
                cwd=ROOT,
                check=False,
                text=True,
                capture_output=True,
                env=_environment() | sizes,
            ),
        )


def why(done: "subprocess.CompletedProcess[str]") -> str:
    """What pytest says went wrong, without the log of the requests."""
    return " ".join(line for line in done.stdout.splitlines() if line.startswith("E "))[-600:]


def _environment() -> dict[str, str]:
    """Without what a test run around this one has set: the tests choose their own store."""
    ours = ("DATABASE_", "REDIS_", "PYTEST_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
