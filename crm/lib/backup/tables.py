"""Rows as lines of JSON and back, alike on SQLite and PostgreSQL; and a sum over a table that any order of rows gives.

Sign-ins are no part of it: after a restore everybody signs in anew.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

LEFT_OUT: Final = frozenset({"sessions.Session"})
CHUNK: Final = 1_000
_MODULUS: Final = 2**256


@dataclass(frozen=True)
class Sum:
    """How many rows, and the sum of the SHA-256 of their lines, so that two stores need not agree on an order."""

    rows: int = 0
    total: int = 0

    def plus(self, line: bytes) -> "Sum":
        return Sum(self.rows + 1, (self.total + int.from_bytes(sha256(line).digest(), "big")) % _MODULUS)

    @property
    def checksum(self) -> str:
        return f"{self.total:064x}"


def stored_models() -> list[type[Model]]:
    """Every table with rows of its own, by name."""
    models = apps.get_models(include_auto_created=True)
    own = (model for model in models if model._meta.managed and not model._meta.proxy)
    return sorted((model for model in own if model._meta.label not in LEFT_OUT), key=label)


def label(model: type[Model]) -> str:
    return model._meta.label


def columns(model: type[Model]) -> "list[Field[Any, Any]]":
    return list(model._meta.local_concrete_fields)


def lines(model: type[Model]) -> Iterator[bytes]:
    """Every row of a table as one line of JSON: its columns in their order."""
    names = [field.attname for field in columns(model)]
    rows = rows_of(model).order_by().values_list(*names)
    for row in rows.iterator(chunk_size=CHUNK):
        yield json.dumps(row, default=plain, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def sum_of(model: type[Model]) -> Sum:
    """What is in the database now."""
    total = Sum()
    for line in lines(model):
        total = total.plus(line)
    return total


def insert(model: type[Model], told: Iterable[bytes]) -> Sum:
    """Write the rows of these lines as they are, in portions; nothing is filled in and nobody is asked."""
    fields = columns(model)
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - own names
    total, portion = Sum(), []
    with connection.cursor() as cursor:
        for line in told:
            total = total.plus(line)
            values = zip(fields, json.loads(line), strict=True)
            portion.append([stored(field, value) for field, value in values])
            if len(portion) == CHUNK:
                cursor.executemany(statement, portion)
                portion = []
        if portion:
            cursor.executemany(statement, portion)
    return total


def rows_of(model: type[Model]) -> Any:
    """All rows, whatever a manager hides."""
    return model._base_manager.all()  # noqa: SLF001 - documented, and the only one that hides nothing


def plain(value: Any) -> Any:
    """A value as JSON holds it. Raises TypeError for what has no form there."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"{type(value).__name__} has no form in a backup")


def stored(field: "Field[Any, Any]", value: Any) -> Any:
    """A value out of JSON as the database takes it."""
    return field.get_db_prep_save(field.to_python(value), connection)
