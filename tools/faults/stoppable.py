"""`python -m tools.faults.stoppable`: `manage.py serve` whose sweeps hang for as long as the file `STOP_FILE` is there.

SIGSTOP holds a whole process; in the one process the pages live beside the sweeps, so here only their threads are
held. `QUICK_SECONDS` shortens all limits and the rhythm of the sign of life, for the small size.
"""

import os
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

PING_QUICK = 2


def wake_up(entry: Any) -> None:
    """Stands before the real one."""
    from crm.outbox import sweeping  # noqa: PLC0415 - the models exist from here on

    while Path(os.environ["STOP_FILE"]).exists():
        time.sleep(0.1)
    sweeping.wake_up(entry)


def quicken(seconds: int) -> None:
    """Must run before the product reads its timetable."""
    import crm.celery  # noqa: PLC0415

    table: Any = tuple(
        replace(entry, seconds=PING_QUICK) if entry.name == "ping" else entry
        for entry in crm.celery.TIMETABLE
    )
    crm.celery.TIMETABLE = table
    django.setup()
    from crm.outbox import heartbeat, watchdog  # noqa: PLC0415

    heartbeat.SHORTEST_LIMIT, heartbeat.GRACE = timedelta(seconds=seconds), timedelta(seconds=1)
    watchdog.KEPT_SECONDS = 1


def main() -> None:
    from django.core.management import call_command  # noqa: PLC0415

    import crm.celery  # noqa: PLC0415

    crm.celery.ON_WAKE_UP = f"{__spec__.name}.wake_up"
    if os.environ.get("QUICK_SECONDS"):
        quicken(int(os.environ["QUICK_SECONDS"]))
    django.setup()
    call_command("serve")


if __name__ == "__main__":
    main()
