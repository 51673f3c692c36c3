"""Every night one backup, made up for in the morning, the newest ones kept."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from crm.lib.backup.making import backups
from crm.outbox.backing_up import is_due, sweep_backups

pytestmark = pytest.mark.django_db(transaction=True)
BERLIN = ZoneInfo("Europe/Berlin")


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, 30, tzinfo=BERLIN)


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.NIGHTLY_BACKUP, settings.BACKUP_DIR, settings.BACKUP_KEEP = True, tmp_path, 2
    return tmp_path


def test_one_a_night_and_the_newest_two_are_kept(folder: Path) -> None:
    made = [sweep_backups(at(day, hour)).handled for day in (2, 3, 4) for hour in (1, 2, 3)]
    assert made == [0, 1, 0] * 3
    assert [path.name[:16] for path in backups(folder)] == ["anklang-20260304", "anklang-20260303"]


def test_a_missed_night_is_made_up_for(folder: Path) -> None:
    sweep_backups(at(2, 2))
    assert not is_due(at(2, 23))
    assert is_due(at(3, 11))


def test_it_can_be_switched_off(folder: Path, settings: Settings) -> None:
    settings.NIGHTLY_BACKUP = False
    assert sweep_backups(at(2, 2)).handled == 0
    assert backups(folder) == []
