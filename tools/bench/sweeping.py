"""`python -m tools.bench.sweeping DUE ROUNDS`: sweeps the filled database of DATABASE_URL, says the figures as JSON.

Nothing in the stock is due yet, so `DUE` become due by looking from the moment on which the DUE-th of them is.
"""

import json
import sys
import time
from datetime import datetime
from statistics import median
from typing import Any

import django
from django.db import connection
from django.utils import timezone


def main(due: int, rounds: int) -> None:
    from cases.models import Case, Status  # noqa: PLC0415 - models exist from here on

    stock = Case.objects.exclude(status=Status.RESOLVED)
    in_order = stock.order_by("escalate_at").values_list("escalate_at", flat=True)
    now = timezone.now()
    none = [_sweep(now, counted=False) for _ in range(rounds * 3)]
    said: dict[str, Any] = {"open": stock.count(), "none_statements": _sweep(now, counted=True)["statements"]}
    said["none_seconds"] = median(each["seconds"] for each in none)
    counted = _sweep(in_order[due - 1], counted=True)
    some = [_sweep(in_order[due - 1], counted=False) for _ in range(rounds)]
    said |= {
        "handled": counted["handled"],
        "statements": counted["statements"],
        "seconds": median(each["seconds"] / each["handled"] for each in some) * counted["handled"],
        "processor": median(each["processor"] / each["handled"] for each in some) * counted["handled"],
        "failed": sum(each["failed"] for each in [counted, *some, *none]),
    }
    json.dump(said, sys.stdout)


def _sweep(now: datetime | None, *, counted: bool) -> dict[str, Any]:
    from cases.escalation import sweep_escalations  # noqa: PLC0415

    assert now is not None
    said: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(sql)
        return execute(sql, params, many, context)

    wall, own = time.perf_counter(), time.process_time()
    if counted:
        with connection.execute_wrapper(listen):
            result = sweep_escalations(now)
    else:
        result = sweep_escalations(now)
    return {
        "seconds": time.perf_counter() - wall,
        "processor": time.process_time() - own,
        "statements": sum(not sql.startswith(("BEGIN", "COMMIT")) for sql in said),
        "handled": result.handled,
        "failed": result.failed,
    }


if __name__ == "__main__":
    django.setup()
    main(*(int(value) for value in sys.argv[1:]))
