"""Chooses where the tests keep their rows, before Django reads its settings.

`pytest` runs on SQLite without Redis, the one-process installation; `pytest --database postgres` on
PostgreSQL with Valkey, the larger one. Servers that are already there are taken from TEST_DATABASE_URL and
TEST_REDIS_URL. `pytest --nplusone`, as in `make test`, refuses a request that repeats a query per row.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.services.postgres import PostgresServer
from tests.services.valkey import valkey

# The settings prefer the environment to a developer's .env: what is named here, .env cannot change.
ENVIRONMENT = {
    "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
    "DEBUG": "false",
    "NIGHTLY_BACKUP": "false",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright leaves an event loop running, we have no coroutines
    "EMAIL_URL": "",
    "HTTPS": "false",
    "LAN_AUTHORITY": "",
    "PUBLIC_URL": "http://testserver",
    "REDIS_URL": "",
    "SECRET_KEY": "only-for-tests-" + 40 * "x",
    "STATIC_MANIFEST": "false",
    "TLS_CERT": "",
    "TLS_KEY": "",
}
WORKER = "PYTEST_XDIST_WORKER"
BROWSER_TESTS = Path(__file__).parent / "e2e"
LONG_JOURNEYS = ("test_whole_path.py",)
LASTING = pytest.StashKey[ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=["sqlite", "postgres"], default="sqlite", help="the store the tests run on"
    )
    parser.addoption("--nplusone", action="store_true", help="refuse requests that repeat a query per row")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Run before pytest-django loads the settings; xdist's workers inherit the controller's environment."""
    if WORKER in os.environ:
        _take_own_redis_database(int(os.environ[WORKER].removeprefix("gw")))
        return (yield)
    with ExitStack() as undo:
        _prepare(undo, store=early_config.known_args_namespace.database)
        if early_config.known_args_namespace.nplusone:
            os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings_nplusone"
        result = yield
        early_config.stash[LASTING] = undo.pop_all()  # nothing failed: keep the servers until the end
    return result


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the translations once, before xdist starts its workers."""
    if WORKER not in os.environ:
        from django.core.management import call_command

        call_command("compile_locales")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database (arithmetic, words, files) is tested once, with SQLite."""
    if config.getoption("database") == "sqlite":
        return
    once = [item for item in items if _is_the_same_on_every_store(item)]
    left_out = set(once)
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=once)


def _is_the_same_on_every_store(item: pytest.Item) -> bool:
    """Those marked `any_store` ask the database, but what they look at is decided before.

    Tests straight under tests/crm start processes and read settings: they may ask without a fixture.
    """
    if item.get_closest_marker("any_store") is not None:
        return True
    if item.path.is_relative_to(BROWSER_TESTS):
        return item.path.name not in LONG_JOURNEYS
    asks = {"db", "transactional_db", "live_server", "django_db_setup"} & set(
        getattr(item, "fixturenames", ())
    )
    marked = item.get_closest_marker("django_db") is not None
    return not (asks or marked or item.path.parent.name == "crm")


def pytest_unconfigure(config: pytest.Config) -> None:
    lasting = config.stash.get(LASTING, None)
    if lasting is not None:
        lasting.close()


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('database')}"


def _prepare(undo: ExitStack, *, store: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix="anklang-tests-", dir=_quick_folder()))
    undo.callback(shutil.rmtree, folder, ignore_errors=True)
    (folder / "static").mkdir()  # where collectstatic would have put its files
    os.environ.update(ENVIRONMENT, DATA_DIR=str(folder), DATABASE_URL=f"sqlite:///{folder}/unused.sqlite3")
    if store == "postgres":
        os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or (
            undo.enter_context(PostgresServer()).url("anklang")
        )
        os.environ["REDIS_URL"] = os.environ.get("TEST_REDIS_URL") or f"{undo.enter_context(valkey())}/0"


def _quick_folder() -> str | None:
    memory = Path("/dev/shm")
    return str(memory) if os.access(memory, os.W_OK) else None


def _take_own_redis_database(worker: int) -> None:
    """Keep the workers' caches apart: Redis counts its databases, and worker n takes the n-th."""
    address = os.environ["REDIS_URL"]
    if address:
        os.environ["REDIS_URL"] = f"{address.rsplit('/', 1)[0]}/{worker + 1}"
