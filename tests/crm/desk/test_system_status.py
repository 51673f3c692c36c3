"""The status says whether somebody must do something, in a number of statements that does not grow."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from crm.company.models import Role
from crm.desk.system_status import system_status
from tests.factories.cases import make_policy
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db


def a_backup(folder: Path, days: int) -> None:
    moment = timezone.now() - timedelta(days=days)
    (folder / f"anklang-{moment:%Y%m%d-%H%M%S}.zip").write_bytes(b"1" * 1_500_000)


def test_a_missing_or_old_backup_and_what_check_says_want_somebody(
    settings: Settings, tmp_path: Path
) -> None:
    settings.NIGHTLY_BACKUP, settings.BACKUP_DIR = True, tmp_path
    status = system_status(timezone.now())
    assert "Niemand gehört zur Geschäftsleitung" in " ".join(status.warnings)
    make_user(Role.MANAGEMENT)
    make_team(is_fallback=True)
    make_policy(catch_all=True)
    none = system_status(timezone.now()).troubles
    a_backup(tmp_path, 3)
    old = system_status(timezone.now())
    a_backup(tmp_path, 0)
    fresh = system_status(timezone.now())
    assert (none - fresh.troubles, old.troubles - fresh.troubles) == (1, 1)
    assert old.backup is not None
    assert (old.backup.stale, round(old.backup.megabytes, 1)) == (True, 1.5)
    assert fresh.warnings == []


def test_management_reads_it_and_the_number_of_statements_is_fixed(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(make_user(Role.MANAGEMENT))
    make_team()
    make_team()
    with django_assert_max_num_queries(60):
        page = client.get("/einstellungen/status/").content.decode()
    assert "Fristen prüfen und eskalieren" in page
    assert "Machen Sie eines dazu" in page
