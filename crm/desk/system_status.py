"""How this installation is doing, for those who run it: clock, post, backup, database, calendars, and `check`."""

import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.company.calendar_confirming import Unconfirmed, unconfirmed
from crm.company.network import certificate_warning
from crm.company.presence import company_day
from crm.lib.backup.making import backups, made_at
from crm.outbox.dead_letters import dead_letters
from crm.outbox.heartbeat import Pulse, pulses

STALE: Final = timedelta(days=2)
UNCONFIRMED: Final = "crm.W006"  # said by calendar and year, with the way there
# What `manage.py check` says in English to programmers, said to those who can do something about it.
CHECK_WORDS: Final[dict[str, str | Promise]] = {
    "crm.W001": _("Kein Team ist die Zentrale. Machen Sie eines dazu: Dorthin fällt, was niemandem gehört."),
    "crm.W002": _("Ein Team hat eine Leitung oder Stellvertretung, die nicht mehr hier arbeitet."),
    "crm.W003": _("Niemand gehört zur Geschäftsleitung. Dort endet jede Eskalation."),
    "crm.W004": _(
        "Es gibt keine Regel für alles. Ein Vorgang, auf den keine andere passt, hätte keine Frist."
    ),
    "crm.W005": _("Es gibt keinen Kalender. Fristen laufen in Arbeitszeit."),
    "crm.E001": _("Mehrere Webprozesse brauchen Redis."),
}


@dataclass(frozen=True)
class Backup:
    """The newest one. `stale`: older than two nights."""

    made_at: datetime
    megabytes: float
    stale: bool


@dataclass(frozen=True)
class Status:
    pulses: list[Pulse]
    dead_letters: int
    backup: Backup | None
    nightly: bool
    database: str
    versions: str
    unconfirmed: list[Unconfirmed]
    certificate_ends: datetime | None
    warnings: list[str]

    @property
    def troubles(self) -> int:
        """How many things want somebody."""
        late = sum(pulse.state in ("late", "broken") for pulse in self.pulses)
        no_backup = self.nightly and (self.backup is None or self.backup.stale)
        single = bool(self.dead_letters) + no_backup + bool(self.certificate_ends)
        return late + single + len(self.unconfirmed) + len(self.warnings)


def system_status(now: datetime) -> Status:
    """Everything asked once, now."""
    return Status(
        pulses=pulses(now),
        dead_letters=dead_letters().count(),
        backup=_newest(now),
        nightly=settings.NIGHTLY_BACKUP,
        database=f"{connection.display_name}, {localize(round(_size() / 1_000_000, 1))} MB",
        versions=f"Django {django.get_version()}, Python {sys.version.split()[0]}",
        unconfirmed=unconfirmed(company_day(now)),
        certificate_ends=certificate_warning(now),
        warnings=[
            str(CHECK_WORDS.get(str(message.id), message.msg))
            for message in run_checks(databases=["default"])
            if message.id != UNCONFIRMED
        ],
    )


def _newest(now: datetime) -> Backup | None:
    newest = next(iter(backups(settings.BACKUP_DIR)), None)
    if newest is None:
        return None
    made = made_at(newest)
    return Backup(made, newest.stat().st_size / 1_000_000, now - made > STALE)


def _size() -> int:
    """Bytes of the database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    path = Path(connection.settings_dict["NAME"])
    parts = [path, path.with_name(f"{path.name}-wal")]
    return sum(part.stat().st_size for part in parts if part.exists())
