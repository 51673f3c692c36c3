"""Rows straight into tables: COPY on PostgreSQL, executemany on SQLite. The caller gives the ids."""

# ruff: noqa: S608 - only names of tables and columns stand in the text of a statement

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

from crm.management.stock.portions import portions

AT_ONCE = 20_000

Row = tuple[Any, ...]
Adapt = Callable[[Any], Any]


def write(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row], **same: Any) -> None:
    """Insert `rows`, tuples of `columns` (names of attributes: "customer_id"); `same` is the same in every row.

    Every other column takes the default of its field.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    constant = {
        name: same.get(name, field.get_default())
        for name, field in fields.items()
        if name not in columns and not isinstance(field, models.AutoField)
    }
    tail = tuple(_adapter(fields[name])(value) for name, value in constant.items())
    adapters = [_adapter(fields[name]) for name in columns]
    names = [str(fields[name].column) for name in (*columns, *constant)]
    full = (
        tuple(adapt(value) for adapt, value in zip(adapters, row, strict=True)) + tail
        for row in rows
    )  # fmt: skip
    _insert(model._meta.db_table, names, full)


def store(rows: Sequence[models.Model]) -> None:
    """Insert instances of one model as they are; an id that was not given comes from the database."""
    if not rows:
        return
    fields = rows[0]._meta.concrete_fields
    names = [field.attname for field in fields if not (field.primary_key and rows[0].pk is None)]
    write(type(rows[0]), names, (tuple(getattr(row, name) for name in names) for row in rows))


def remember(model: Any, *, at: str, by: str = "NULL", kind: str = "+", where: str = "TRUE") -> None:
    """One history entry for every row, in one statement; `at` and `by` are SQL over the row `t`."""
    history = model.history.model
    told = [
        field.column
        for field in history._meta.concrete_fields
        if field.attname in {own.attname for own in model._meta.concrete_fields}
    ]
    columns, values = ", ".join(told), ", ".join(f"t.{name}" for name in told)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {history._meta.db_table} ({columns}, history_date, history_type, history_user_id)"
            f" SELECT {values}, {at}, '{kind}', {by} FROM {model._meta.db_table} t WHERE {where} ORDER BY t.id"
        )


def go_on_counting(tables: Sequence[type[models.Model]]) -> None:
    """The next id of each table follows those that were given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


def know_the_rows() -> None:
    """Without statistics of what was just filled in, the first large questions are answered by bad plans."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _insert(table: str, names: Sequence[str], rows: Iterator[Row]) -> None:
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        for some in portions(
            rows, AT_ONCE
        ):  # made before they are sent: whoever makes them may ask the database
            if connection.vendor != "postgresql":
                cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', some)
                continue
            with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                for row in some:
                    copy.write_row(row)


def _adapter(field: Any) -> Adapt:
    """What Django itself would hand to this database for a value of the field."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if connection.vendor == "sqlite":
        if isinstance(field, models.DateTimeField):
            return connection.ops.adapt_datetimefield_value
        if isinstance(field, models.UUIDField):
            return _hex
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _hex(value: Any) -> Any:
    return value.hex if value is not None else None
