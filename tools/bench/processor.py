"""Processor time out of /proc, in seconds: of a process with its children, of this one, and of everybody else."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Used:
    """Seconds the server and the database used, and how many cores everybody else kept busy meanwhile."""

    server: float
    database: float
    others: float


class Meter:
    """Between `start` and `stop`."""

    def __init__(self, server: int, database: int | None) -> None:
        self._pids = (server, database)
        self._first = self._read()

    def stop(self) -> Used:
        clock, busy, me, server, database = (
            now - before for now, before in zip(self._read(), self._first, strict=True)
        )
        others = max(busy - me - server - database, 0.0)
        return Used(server, database, others / max(clock, 0.01))

    def _read(self) -> tuple[float, ...]:
        own = os.times()
        server, database = self._pids
        return (
            time.monotonic(),
            _busy(),
            own.user + own.system,
            seconds_of(server),
            seconds_of(database) if database is not None else 0.0,
        )


def seconds_of(pid: int) -> float:
    """Of a process, its ended children and its living descendants; 0 once it is gone."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        children = [
            child
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return 0.0
    return sum(int(value) for value in after_name[11:15]) / TICKS + sum(
        seconds_of(int(child)) for child in children
    )


def _busy() -> float:
    user, nice, system, _idle, _wait, hard, soft, stolen = (
        int(value) for value in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
    )
    return (user + nice + system + hard + soft + stolen) / TICKS


def machine() -> str:
    """What this ran on, without its name."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        os.uname().machine,
    )
    gigabytes = round(int(Path("/proc/meminfo").read_text().split()[1]) / 2**20)
    kernel = os.uname().release.split("-")[0]
    return f"{os.cpu_count()} cores ({model}), {gigabytes} GB memory, Linux {kernel}"
