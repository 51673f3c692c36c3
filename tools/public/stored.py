"""The rows of a store, read from outside the product while it serves."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from tools.bench.stores import Store

Ask = Callable[[str], list[tuple[Any, ...]]]
"""Gives the rows of a statement."""
TABLES = {
    True: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    False: "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
}
"""The names of all tables, by whether the store is embedded."""


@contextmanager
def asking(store: Store) -> Iterator[Ask]:
    """Each statement sees what is committed when it is asked."""
    if store.embedded:
        rows = sqlite3.connect(f"file:{store.folder}/anklang.sqlite3?mode=ro", uri=True, isolation_level=None)
        try:
            yield lambda statement: rows.execute(statement).fetchall()
        finally:
            rows.close()
    else:
        with psycopg.connect(store.environment["DATABASE_URL"], autocommit=True) as line:
            yield lambda statement: line.execute(statement).fetchall()


def tables(ask: Ask, store: Store) -> list[str]:
    return [name for (name,) in ask(TABLES[store.embedded])]
