"""One round of a sweep: it always leaves a heartbeat, also when it breaks."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import connection

from crm.celery import Entry, sweep_of
from crm.lib.clock import database_now
from crm.lib.logging import lines_of
from crm.outbox.heartbeat import beat, has_just_run

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class SweepResult:
    """How many rows a sweep handled, how many failed and stay armed; `error` if the round itself broke."""

    handled: int = 0
    failed: int = 0
    error: str = ""


Sweep = Callable[[datetime], SweepResult]


def wake_up(entry: Entry) -> None:
    """Carry out a sweep of the timetable, unless it has just run: wake-ups pile up while the workers are away."""
    now = database_now()
    if not has_just_run(entry, now=now):
        run_sweep(entry.name, sweep_of(entry), now)


def run_sweep(name: str, function: Sweep, now: datetime) -> SweepResult:
    """Carry out one round as if it were `now`; the heartbeat carries the real time.

    A round that breaks is logged and noted, never raised: the next wake-up tries again.
    """
    start = time.monotonic()
    try:
        result = function(now)
    except Exception as error:
        log.exception("sweep_failed", sweep=name)
        result = SweepResult(error=f"{type(error).__name__} ({lines_of(error)[-1]})")
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()  # the heartbeat below needs one that works
    took_ms = int((time.monotonic() - start) * 1000)
    beat(
        name,
        ran_at=database_now(),
        took_ms=took_ms,
        handled=result.handled,
        failed=result.failed,
        error=result.error,
    )
    if result.handled or result.failed:
        log.info("sweep_finished", sweep=name, handled=result.handled, failed=result.failed, took_ms=took_ms)
    return result
