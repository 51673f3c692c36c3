"""What every test gets. Rows come from tests/factories, so nothing else is shared."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from pytest_django import Settings

from tests.services import browser, prepared


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each worker's database is a copy of one that was migrated once.

    On SQLite it is a real file: a live server then meets the locks of everyday life.
    """
    if settings.EMBEDDED_DATABASE:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        file = settings.DATA_DIR / f"test-{worker}.sqlite3"
        connections.settings["default"]["TEST"]["NAME"] = str(file)
        prepared.copy_on_sqlite(file, folder=settings.DATA_DIR)
    else:
        database = connections.settings["default"]
        database["TEST"]["NAME"] = database["TEST"]["NAME"] or f"test_{database['NAME']}"
        prepared.copy_on_postgres(
            database["TEST"]["NAME"], url=os.environ["DATABASE_URL"], folder=settings.DATA_DIR
        )


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The copy is there already; where the run's folder or server goes, it goes too."""
    return True


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Rate limits and cached figures of one test must not reach the next.

    Nor may what a process reads once: after a roll-back SQLite gives the same ids to other rows.
    """
    yield
    from cases.policies import steps_of
    from contacts.places import forget_towns
    from crm.company.calendars import forget_hours

    cache.clear()
    forget_hours()
    steps_of.cache_clear()
    forget_towns()


@pytest.fixture(autouse=True)
def own_backups(settings: Settings, tmp_path: Path) -> None:
    """Who was erased in one test must not be erased again when another restores a backup."""
    settings.BACKUP_DIR = tmp_path / "backups"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright drives the system's Chromium; without one its tests are skipped, or fail where required."""
    path = browser.chromium()
    if path is None and browser.is_required():
        pytest.fail("REQUIRE_BROWSER is set, but no Chromium was found.")
    if path is None:
        pytest.skip("no Chromium on this machine: install the package chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": list(browser.ARGUMENTS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """No browser answers for the server, and none fetches what it needs to, but where a test is about that."""
    return {**browser_context_args, "service_workers": "block"}
