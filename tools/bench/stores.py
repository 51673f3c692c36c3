"""The two stores that are measured, each with its own folder and its rows on a real disk."""

import json
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.services.postgres import PostgresServer
from tools.bench.sizes import Size

ROOT = Path(__file__).resolve().parents[2]
SHARED_BUFFERS = "1GB"
SECRET = secrets.token_urlsafe(60)


@dataclass(frozen=True)
class Store:
    """`database_pid` is the database server's, None where the database lives in the process that serves."""

    name: str
    folder: Path
    environment: dict[str, str]
    database_pid: int | None

    @property
    def embedded(self) -> bool:
        return self.database_pid is None

    def unbuilt(self) -> "Store":
        """The same for a product whose static files nobody collected."""
        return replace(self, environment=self.environment | {"STATIC_MANIFEST": "false"})

    def run(self, *arguments: str) -> str:
        """Run Python with this store's settings, from the root of the repository; gives what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE,
        )  # fmt: skip
        return done.stdout

    def fill(self, size: Size, *, seed: int) -> dict[str, Any]:
        """Make the tables, fill them and prove them; gives the facts about what is in there."""
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        self.run("-m", "tools.bench.bare", str(size.notes))
        amounts = [str(number) for number in (size.customers, size.cases, size.contacts, seed)]
        facts: dict[str, Any] = json.loads(self.run("-m", "tools.bench.fill", *amounts))
        facts["notes"] = size.notes
        facts["proven"] = self.run("manage.py", "prove").strip().splitlines()[-1]
        return facts

    def sweep(self, *, due: int, rounds: int) -> dict[str, Any]:
        """Let the escalations of the stock fall due and sweep them; alters the cases, so it comes last."""
        found: dict[str, Any] = json.loads(self.run("-m", "tools.bench.sweeping", str(due), str(rounds)))
        return found


@contextmanager
def server() -> Iterator[PostgresServer]:
    """A server of our own, durable as in earnest, with the memory the peers were given."""
    with PostgresServer(durable=True) as started:
        started.psql(f"ALTER SYSTEM SET shared_buffers = '{SHARED_BUFFERS}'")
        started.psql("ALTER SYSTEM SET max_wal_size = '4GB'")
        started.stop()
        started.start()
        yield started


@contextmanager
def postgres() -> Iterator[Store]:
    with _folder() as folder, server() as started:
        started.psql("CREATE DATABASE anklang")
        yield Store("PostgreSQL", folder, environment(folder, started.url("anklang")), started.pid)


@contextmanager
def sqlite() -> Iterator[Store]:
    with _folder() as folder:
        yield Store("SQLite", folder, environment(folder, f"sqlite:///{folder}/anklang.sqlite3"), None)


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="anklang-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def environment(folder: Path, database_url: str) -> dict[str, str]:
    """What a real installation sets, and nothing of the machine's own settings."""
    return {
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": database_url,
        "DATA_DIR": str(folder),
        "DEBUG": "false",
        "DJANGO_SETTINGS_MODULE": "crm.settings",
        "EMAIL_URL": "",
        "HOST": "127.0.0.1",
        "HTTPS": "false",
        "NIGHTLY_BACKUP": "false",  # where it is wanted, it is asked for
        "LANG": "C.UTF-8",
        "PUBLIC_URL": "http://127.0.0.1",
        "REDIS_URL": "",
        "SECRET_KEY": SECRET,
        "TLS_CERT": "",
        "TLS_KEY": "",
    }


OPEN: dict[str, Callable[[], AbstractContextManager[Store]]] = {"postgres": postgres, "sqlite": sqlite}
