"""Writing many rows at once. Django's `bulk_update` says a CASE for each row and column, and takes longer to build it
than the database to answer; here the rows travel as one JSON text."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model, QuerySet


def update_many(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write these fields of saved rows of one model: numbers, texts, moments, or nothing. One statement."""
    if not rows:
        return
    meta = rows[0]._meta
    assert meta.pk is not None
    fields: list[Field[Any, Any]] = [meta.pk, *(meta.get_field(name) for name in names)]  # type: ignore[list-item]
    said = json.dumps([[_plain(field, row) for field in fields] for row in rows])
    quoted = connection.ops.quote_name
    table, columns = quoted(meta.db_table), [quoted(str(field.column)) for field in fields]
    sets = ", ".join(f"{column} = said.{column}" for column in columns[1:])
    values = ", ".join(f"{_value(field, place)} AS {columns[place]}" for place, field in enumerate(fields))
    lines = "jsonb_array_elements(%s::jsonb)" if connection.vendor == "postgresql" else "json_each(%s)"
    sql = (
        f"UPDATE {table} SET {sets} FROM (SELECT {values} FROM {lines} AS line) AS said "  # noqa: S608 - our own names
        f"WHERE {table}.{columns[0]} = said.{columns[0]}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [said])


def _plain(field: "Field[Any, Any]", row: Model) -> Any:
    value = field.get_db_prep_save(getattr(row, field.attname), connection)
    return value if value is None or isinstance(value, int | str) else value.isoformat()


def _value(field: "Field[Any, Any]", place: int) -> str:
    if connection.vendor == "postgresql":
        return f"(line.value ->> {place})::{field.cast_db_type(connection)}"
    return f"json_extract(line.value, '$[{place}]')"


def delete_many(rows: "QuerySet[Any]") -> int:
    """Delete rows of one table in one statement, without asking what hangs on them and without history.

    For acts that have looked themselves. How many went.
    """
    return int(rows.order_by()._raw_delete(rows.db))  # noqa: SLF001 - Django's own way for rows nothing points at
