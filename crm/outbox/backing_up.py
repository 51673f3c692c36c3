"""The nightly backup: one file a night, the newest ones kept, read back at once."""

from datetime import datetime, time
from typing import Final

from django.conf import settings
from django.utils.timezone import get_default_timezone

from crm.lib.backup.making import backups, keep_newest, made_at, make_backup
from crm.outbox.sweeping import SweepResult

FROM: Final = time(2, 0)  # when hardly anybody works


def sweep_backups(now: datetime) -> SweepResult:
    """Make tonight's backup if there is none yet. A night that was missed is made up for in the morning."""
    if not settings.NIGHTLY_BACKUP or not is_due(now):
        return SweepResult()
    make_backup(settings.BACKUP_DIR, at=now)
    keep_newest(settings.BACKUP_DIR, settings.BACKUP_KEEP)
    return SweepResult(handled=1)


def is_due(now: datetime) -> bool:
    """From two in the night on, once a day by the company's wall clock."""
    there = now.astimezone(get_default_timezone())
    if there.time() < FROM:
        return False
    newest = next(iter(backups(settings.BACKUP_DIR)), None)
    tonight = datetime.combine(there.date(), FROM, tzinfo=there.tzinfo)
    return newest is None or made_at(newest) < tonight
