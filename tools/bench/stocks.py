"""A stock that took long to fill stays in a folder; what is measured is a copy of it, so that it stays as it was."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.services.postgres import PostgresServer
from tools.bench.measuring import say
from tools.bench.stores import Store, environment

GUIDE: Final = (
    "shared_buffers=1GB",
    "max_wal_size=4GB",
    "maintenance_work_mem=256MB",
)
"""What the operating guide tells everybody to set."""


def name_of(customers: int) -> str:
    """The database of a stock."""
    return f"size{customers}"


@contextmanager
def filled(folder: Path | None, customers: int) -> Iterator[Path]:
    """Where a server lies that holds the stock, stopped; without a folder it is filled for this once."""
    with tempfile.TemporaryDirectory(prefix="anklang-stock-") as own:
        Path(own).chmod(0o755)  # the server's account walks through
        lies = folder or Path(own) / "pg"
        _fill(lies, customers)
        yield lies


@contextmanager
def copied(stock: Path, settings: tuple[str, ...] = ()) -> Iterator[PostgresServer]:
    """A durable server with these settings ("name=value") on a copy of the stock."""
    with tempfile.TemporaryDirectory(prefix="anklang-copy-", dir=stock.parent) as own:
        Path(own).chmod(0o755)
        subprocess.run(["cp", "--archive", stock, Path(own) / "pg"], check=True)  # with its owner  # noqa: S607
        with PostgresServer(durable=True, folder=Path(own) / "pg") as server:
            server.restart(*settings)
            yield server


def _fill(folder: Path, customers: int) -> None:
    """Without fsync: nothing is lost if the machine falls over, it is begun again."""
    name = name_of(customers)
    with PostgresServer(folder=folder) as quick:
        quick.restart(*GUIDE)
        store = Store(name, folder, environment(folder, quick.url(name)), quick.pid)
        if name not in quick.psql("SELECT datname FROM pg_database").splitlines():
            quick.psql(f"CREATE DATABASE {name}")
            try:
                store.run("manage.py", "migrate", "--verbosity", "0")
                store.run("manage.py", "demo", "--size", "large", "--customers", str(customers))
            except BaseException:
                quick.psql(f"DROP DATABASE {name} WITH (FORCE)")  # half a stock would pass for a whole one
                raise
            quick.psql("VACUUM ANALYZE", database=name)
            say(f"{customers:,} customers: filled")
        else:
            store.run("manage.py", "migrate", "--verbosity", "0")  # filled some time ago, by an older product
        quick.psql("CHECKPOINT")
