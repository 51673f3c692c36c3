"""Whether the sweeps still run. A clock that stands must be seen by everybody, before the first promise breaks."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from crm.celery import TIMETABLE, Entry
from crm.company.models import Installation
from crm.lib.kept import Kept
from crm.outbox.models import Heartbeat

State = Literal["ok", "waiting", "late", "broken"]

GRACE = timedelta(seconds=30)
# A round may take a while, and two minutes is the most a stop may stay unseen. Pages that stay open ask every 15 s.
SHORTEST_LIMIT = timedelta(seconds=90)
TROUBLE: frozenset[str] = frozenset({"late", "broken"})
ERROR_LENGTH = 300

_process_start = time.monotonic()


@dataclass(frozen=True)
class Pulse:
    """How one sweep of the timetable is doing. `age`: since its last round, None before the first."""

    entry: Entry
    state: State
    ran_at: datetime | None = None
    age: timedelta | None = None
    failed: int = 0
    error: str = ""

    @property
    def label(self) -> str:
        """The sweep in words for people."""
        return _(LABELS[self.entry.name])


LABELS = {
    "escalations": gettext_noop("Fristen prüfen und eskalieren"),
    "pauses": gettext_noop("Wartezeiten beenden"),
    "jobs": gettext_noop("Aufträge im Hintergrund abarbeiten"),
    "missed_calls": gettext_noop("Aus verpassten Anrufen Vorgänge machen"),
    "mail": gettext_noop("E-Mails senden"),
    "absences": gettext_noop("Vorgänge Abwesender zurück ans Team geben"),
    "answers": gettext_noop("Antworten zählen und zur Prüfung vorlegen"),
    "surveys": gettext_noop("Zu Umfragen einladen"),
    "praise": gettext_noop("Lob weitergeben"),
    "quarantine": gettext_noop("Spam leeren und an Wartendes erinnern"),
    "survey_counts": gettext_noop("Antworten auf Umfragen zählen"),
    "news": gettext_noop("Notieren, wer von seinem Wunsch gehört hat"),
    "duplicates": gettext_noop("Dubletten suchen"),
    "import_rows": gettext_noop("Eingelesene Zeilen vergessen"),
    "retention": gettext_noop("Löschen, was lange genug aufgehoben ist"),
    "figures": gettext_noop("Kennzahlen schreiben"),
    "weekly": gettext_noop("Zielbild am Montag verschicken"),
    "audit": gettext_noop("Fristen nachrechnen"),
    "promises": gettext_noop("Versprechen nachzählen"),
    "backup": gettext_noop("Sicherung schreiben"),
    "ping": gettext_noop("Lebenszeichen nach außen"),
}


def beat(name: str, *, ran_at: datetime, took_ms: int, handled: int, failed: int, error: str = "") -> None:
    """Note that a round is over, and how it went."""
    row = Heartbeat(
        sweep=name,
        ran_at=ran_at,
        took_ms=took_ms,
        handled=handled,
        failed=failed,
        error=error[:ERROR_LENGTH],
    )
    told = ["ran_at", "took_ms", "handled", "failed", "error"]
    Heartbeat.objects.bulk_create([row], update_conflicts=True, unique_fields=["sweep"], update_fields=told)


def has_just_run(entry: Entry, *, now: datetime) -> bool:
    """Whether the last round ended less than half a rhythm ago, so that another one can wait for its turn."""
    recent = now - timedelta(seconds=entry.seconds / 2)
    return Heartbeat.objects.filter(sweep=entry.name, ran_at__gt=recent, ran_at__lte=now, error="").exists()


def has_run_since(entry: Entry, moment: datetime) -> bool:
    """Whether a round, whole or broken, ended after that moment."""
    return Heartbeat.objects.filter(sweep=entry.name, ran_at__gt=moment).exists()


def limit(entry: Entry) -> timedelta:
    """How old a heartbeat may get before the sweep counts as late."""
    return max(SHORTEST_LIMIT, 2 * timedelta(seconds=entry.seconds) + GRACE)


def pulses(now: datetime, *, heard: Iterable[Heartbeat] | None = None) -> list[Pulse]:
    """Every sweep of the timetable, in its order. What has not been due since the start is not late.

    heard: the heartbeats, where they have been read a moment ago.
    """
    rows = {row.sweep: row for row in (Heartbeat.objects.all() if heard is None else heard)}
    start = now - process_age()
    first_due = start if len(rows) == len(TIMETABLE) else max(start, _installed_at() or now)
    return [_pulse(entry, rows.get(entry.name), now=now, first_due=first_due) for entry in TIMETABLE]


def late_sweeps(now: datetime) -> list[Pulse]:
    """The sweeps that stand still, the most important first."""
    return [pulse for pulse in pulses(now) if pulse.state == "late"]


def process_age() -> timedelta:
    """Since this process started; measured without the wall clock, which may be wrong on this machine."""
    return timedelta(seconds=time.monotonic() - _process_start)


def _pulse(entry: Entry, row: Heartbeat | None, *, now: datetime, first_due: datetime) -> Pulse:
    if row is None:
        return Pulse(entry, "late" if now - first_due > limit(entry) else "waiting")
    if now - max(row.ran_at, first_due) > limit(entry):
        state: State = "late"
    elif row.error:
        state = "broken"
    else:
        state = "ok" if now - row.ran_at <= limit(entry) else "waiting"
    return Pulse(entry, state, row.ran_at, now - row.ran_at, row.failed, row.error)


def _installed_at() -> datetime | None:
    return next(iter(INSTALLED.rows()), None)


INSTALLED = Kept(lambda: Installation.objects.order_by("pk").values_list("created_at", flat=True)[:1])
