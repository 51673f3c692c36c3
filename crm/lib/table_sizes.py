"""Tells the database how large its tables are, after many rows came at once: it plans its statements by that.

PostgreSQL finds out by itself, but only some minutes later; SQLite never does.
"""

from collections.abc import Iterable
from typing import Final

from django.db import connection, models

_ROWS_LOOKED_AT: Final = 1_000  # of each index: enough to know it, and quick however large it is


def tell_sizes(tables: Iterable[type[models.Model]]) -> None:
    """Two statements more than there are tables, at most."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {_ROWS_LOOKED_AT}")
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")
