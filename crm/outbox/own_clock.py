"""A worker that hears nothing sweeps by itself: no broker and no beat stands between a promise and its sweep.

Each sweep of the timetable has a thread that looks at its heartbeat. While wake-ups arrive it does nothing; once a
round is overdue it carries the sweep out here. Several workers may do so at once: a sweep locks the rows it takes.
"""

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from time import monotonic

import structlog
from django.db import DatabaseError, InterfaceError, connection

from crm.celery import TIMETABLE, Entry
from crm.lib.clock import database_now
from crm.outbox.heartbeat import has_run_since
from crm.outbox.sweeping import wake_up

log = structlog.get_logger(__name__)

LOOKS = 4  # a rhythm
LONGEST_LOOK = 30.0  # seconds


class OwnClock:
    """The threads of one worker."""

    def __init__(self, timetable: tuple[Entry, ...] = TIMETABLE) -> None:
        self._stopping = Event()
        self._threads = [
            Thread(target=self._keep, args=[entry], name=f"own-clock-{entry.name}", daemon=True)
            for entry in timetable
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 5) -> None:
        """Ask all to end, and wait a little: a sweep under way may be killed at any moment anyway."""
        self._stopping.set()
        give_up = monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0, give_up - monotonic()))

    def _keep(self, entry: Entry) -> None:
        while not self._stopping.wait(min(entry.seconds / LOOKS, LONGEST_LOOK)):
            look(entry)
        connection.close()


def look(entry: Entry, *, sweep: Callable[[Entry], None] = wake_up) -> bool:
    """Carry out the sweep if its round is overdue; whether it was. A database that is away is asked again later."""
    try:
        overdue = not has_run_since(entry, database_now() - patience(entry))
        if overdue:
            sweep(entry)
    except (DatabaseError, InterfaceError) as error:
        log.warning("own_clock_without_database", sweep=entry.name, error=type(error).__name__)
        connection.close()
        return False
    return overdue


def patience(entry: Entry) -> timedelta:
    """How old a heartbeat gets before a worker stops waiting for its wake-up."""
    return timedelta(seconds=1.5 * entry.seconds)
