"""One migrated database per test run, of which every worker takes a copy: migrating costs more than most tests.

The first worker makes it in a process of its own, the others wait for it.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).parents[2]
PREPARED = "anklang_prepared"


def copy_on_sqlite(target: Path, *, folder: Path) -> None:
    """The file `target` becomes a copy; `folder` is the run's own."""
    prepared = folder / "prepared.sqlite3"
    with _one_at_a_time(folder) as first:
        if first:
            _migrate(f"sqlite:///{prepared}")
    shutil.copyfile(prepared, target)


def copy_on_postgres(target: str, *, url: str, folder: Path) -> None:
    """The database `target` on the server of `url` becomes a copy; one of that name is thrown away before."""
    with _one_at_a_time(folder) as first, closing(psycopg.connect(_named(url, "postgres"))) as server:
        server.autocommit = True
        if first:
            _anew(server, PREPARED)
            _migrate(_named(url, PREPARED))
        _anew(server, target, like=PREPARED)


def _anew(server: psycopg.Connection, name: str, *, like: str = "template1") -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
    server.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like))
    )


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[bool]:
    """True for the first; a first one that failed leaves no mark, so the next tries again."""
    done = folder / "prepared.done"
    with (folder / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        first = not done.exists()
        yield first
        done.touch()


def _migrate(url: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "DATABASE_URL": url})


def _named(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
