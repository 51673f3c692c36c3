"""Tables are filled without their indexes and foreign keys, which are then made of all rows at once.

A million rows looked up one by one in eight parents cost more than the rows themselves; made at the end, an index is
sorted and a foreign key is checked by one join. Primary keys and unique constraints stay: they are what is looked up.
The caller's transaction holds it together: after an error everything is as it was.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, models

_FOREIGN_KEYS: Final = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY conrelid::regclass::text, conname
"""
_INDEXES: Final = """
    SELECT format('DROP INDEX %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
    FROM pg_index i
    WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisprimary
      AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
    ORDER BY i.indexrelid::regclass::text
"""
_OF_SQLITE: Final = """
    SELECT 'DROP INDEX "' || name || '"', sql FROM sqlite_master
    WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(%s)) ORDER BY name
"""
_MEMORY: Final = "SET LOCAL maintenance_work_mem = '256MB'"

Taken = list[tuple[str, str]]
"""How each is taken away, and how it is made again."""


@contextmanager
def unindexed(
    filled: Sequence[type[models.Model]], *, report: Callable[[str], None] = lambda _line: None
) -> Iterator[None]:
    """Inside the block these tables and their histories have no index and no foreign key that could be spared."""
    tables = [model._meta.db_table for model in _with_history(filled)]
    with connection.cursor() as cursor:
        taken = _postgres(cursor, tables) if connection.vendor == "postgresql" else _sqlite(cursor, tables)
        for away, _again in taken:
            cursor.execute(away)
        yield
        for number, (_away, again) in enumerate(taken, 1):
            cursor.execute(again)
            if number % 25 == 0:
                report(f"{number} von {len(taken)} Indizes und Verweisen.")


def _postgres(cursor: Any, tables: list[str]) -> Taken:
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks still to come cannot be altered
    cursor.execute(_MEMORY)
    cursor.execute(_FOREIGN_KEYS, [tables])
    keys = cursor.fetchall()
    cursor.execute(_INDEXES, [tables])
    indexes = cursor.fetchall()
    return [*indexes, *keys]


def _sqlite(cursor: Any, tables: list[str]) -> Taken:
    cursor.execute(_OF_SQLITE, [json.dumps(tables)])
    return list(cursor.fetchall())


def _with_history(filled: Sequence[type[models.Model]]) -> Iterator[type[models.Model]]:
    for model in filled:
        yield model
        if hasattr(model, "history"):
            yield model.history.model
