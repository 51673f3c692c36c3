"""Answers the works of the bench in this process when told to, and says what each cost; see `tools.bench.settings`.

`python -m tools.bench.settings_child POSTMASTER`: the process of the database server, which is on this machine.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import uuid4

import django

from tools.bench.works import WORKS

CODES: Final = ("page_known", "exact", "slip", "list_all", "customer", "goals")
CLIENT_ID: Final = re.compile(rb"client_id=[0-9a-f-]+")
DUE: Final = 40
REPEAT: Final = 3
WARM: Final = 4
"""Times before it counts: a statement said three times on a connection keeps its plan."""


def main(postmaster: int) -> None:
    django.setup()
    from django.test import Client  # noqa: PLC0415 - the models exist from here on

    from crm.company.models import User  # noqa: PLC0415
    from tools.bench.fill import facts, wind_up_the_clock  # noqa: PLC0415

    wind_up_the_clock()
    told = facts(seed=1)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(username=told["login"]))
    rng = Random(2)  # noqa: S311 - which customer is looked at
    known: dict[str, Callable[[], None]] = {
        work.code: (lambda work=work: _ask(client, work.make(told, rng)))  # type: ignore[misc]
        for work in WORKS
        if work.code in CODES
    }
    for run in known.values():
        for _ in range(WARM):
            run()
    _say({})  # ready: the others may begin
    for line in sys.stdin:
        found: dict[str, dict[str, float]] = {}
        for code in line.split():
            if code in known:
                with _cost(found, code, postmaster, REPEAT):
                    for _ in range(REPEAT):
                        known[code]()
            else:
                with _cost(found, code, postmaster, DUE if code == "sweep" else 1):
                    _sweep() if code == "sweep" else _night()
        _say(found)


def _say(found: dict[str, dict[str, float]]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def _ask(client: Any, request: Any) -> None:
    """As the server would: what is too old is closed afterwards, which the test client leaves out."""
    from django.db import close_old_connections  # noqa: PLC0415

    body = CLIENT_ID.sub(f"client_id={uuid4()}".encode(), request.body)  # everybody else rolls the same
    answer = client.generic(request.method, request.path, body, content_type=request.kind or "text/plain")
    if answer.status_code != request.expect:
        raise SystemExit(f"{request.method} {request.path}: {answer.status_code}")
    close_old_connections()


def _sweep() -> None:
    """The next so many cases fall due, as of the moment at which they do."""
    from cases.escalation import sweep_escalations  # noqa: PLC0415
    from cases.models import Case, Status  # noqa: PLC0415

    stock = Case.objects.exclude(status=Status.RESOLVED).exclude(escalate_at=None)
    moments = list(stock.order_by("escalate_at").values_list("escalate_at", flat=True)[:DUE])
    sweep_escalations(max(moment for moment in moments if moment))


def _night() -> None:
    """Yesterday is counted once more."""
    from crm.company.presence import company_day  # noqa: PLC0415
    from crm.dashboard.nightly import write_day  # noqa: PLC0415
    from crm.lib.clock import database_now  # noqa: PLC0415

    now = database_now()
    write_day(company_day(now) - timedelta(days=1), now=now)


# -- what it costs -------------------------------------------------------------------------------


@contextmanager
def _cost(found: dict[str, dict[str, float]], code: str, postmaster: int, pieces: int) -> Iterator[None]:
    """Milliseconds for each piece: of processor here and there, and on the wall."""
    wall, own, there = time.perf_counter(), time.process_time(), _ran(postmaster)
    yield
    database = _ran(postmaster) - there
    found[code] = {
        "ms": (time.process_time() - own + database) / pieces * 1000,
        "database": database / pieces * 1000,
        "wall": (time.perf_counter() - wall) / pieces * 1000,
    }


def _ran(postmaster: int) -> float:
    """Seconds of all connections of the server, of those that ended too."""
    after_name = Path(f"/proc/{postmaster}/stat").read_text().rpartition(")")[2].split()
    ended = sum(int(value) for value in after_name[13:15]) / os.sysconf("SC_CLK_TCK")
    living = 0
    for child in Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split():
        try:
            living += int(Path(f"/proc/{child}/schedstat").read_text().split()[0])
        except (OSError, IndexError):  # it ended just now
            continue
    return ended + living / 1e9


if __name__ == "__main__":
    main(int(sys.argv[1]))
