"""Statements whose SQL is worked out once for each shape, since that costs more than many answers.

    def _open_of(shown: str, *, owner: Slot) -> QuerySet[Case]:
        return Case.objects.filter(owner=owner, status=shown)

    OPEN_OF = Kept(_open_of, owner=BigIntegerField())
    OPEN_OF.rows("open", owner=7)

What stands before the slots is the shape: hashable, few different ones, part of the text. A slot is a value put in
when the statement is said. Never ask for the language or the clock while building: the text outlives the request.
"""

from collections.abc import Callable, Hashable, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, Field, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from crm.lib.reading_copy import reading_from

Row = TypeVar("Row")
SHAPES = 128  # kept per statement; the rarest is worked out anew


class Slot(Expression):
    """A value that is known when the statement is said; on the right side of a condition, never None."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def get_group_by_cols(self) -> list[Any]:
        return []


class Kept(Generic[Row]):
    """One statement. `build` gets the shape and a `Slot` for each of `slots`, and gives the queryset."""

    def __init__(self, build: "Callable[..., QuerySet[Any, Row]]", **slots: "Field[Any, Any]") -> None:
        self._build = build
        self._slots = slots
        self._statement = lru_cache(maxsize=SHAPES)(self._worked_out)

    def rows(self, *shape: Hashable, **values: Any) -> list[Row]:
        """What the queryset would give, in one statement. Prefetching is left to the caller.

        A whole number that no column can hold fits nothing.
        """
        if values.keys() != self._slots.keys():
            raise TypeError(f"a value for each of {sorted(self._slots)}, not {sorted(values)}")
        statement = self._statement(*shape)
        if statement is None or any(_too_large(value) for value in values.values()):
            return []
        ready = {
            name: self._slots[name].get_db_prep_value(value, connection) for name, value in values.items()
        }
        return statement.rows(ready)

    def _worked_out(self, *shape: Hashable) -> "_Statement[Row] | None":
        """None: nothing can ever fit, so nobody needs to ask."""
        queryset = self._build(*shape, **{name: Slot(name, field) for name, field in self._slots.items()})
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        return _Statement(
            queryset, cast("_Said", queryset.query.chain(_Said)), compiler, *_with_constants(sql, params)
        )


class _Said(Query):
    """A query that is compiled already."""

    compiled: SQLCompiler

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> SQLCompiler:
        return self.compiled


@dataclass(frozen=True)
class _Statement(Generic[Row]):
    queryset: "QuerySet[Any, Row]"
    query: _Said
    compiler: SQLCompiler
    sql: str
    params: Sequence[Any]
    _converters: list[Any] = field(default_factory=list)

    def rows(self, values: dict[str, Any]) -> list[Row]:
        """Django's own reading of the rows; each time on copies, since threads share what is kept."""
        params = tuple(values[each.name] if isinstance(each, Slot) else each for each in self.params)
        compiler = copy(self.compiler)
        compiler.connection = connections[reading_from()]
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, params)  # type: ignore[method-assign]
        compiler.get_converters = self._converters_of  # type: ignore[method-assign, assignment]
        query = copy(self.query)
        query.compiled = compiler
        said = type(self.queryset)(self.queryset.model, query, using=compiler.connection.alias)
        said._fields = self.queryset._fields  # type: ignore[attr-defined]
        read: Any = self.queryset._iterable_class  # noqa: SLF001 - the rows as the queryset itself would give them
        return list(read(said))

    def _converters_of(self, columns: Any) -> Any:
        """What turns the columns into values of Python is the same each time."""
        if not self._converters:
            self._converters.append(self.compiler.get_converters(columns))
        return self._converters[0]


def _too_large(value: Any) -> bool:
    return isinstance(value, int) and abs(value) > BigIntegerField.MAX_BIGINT


def _with_constants(sql: str, params: Sequence[Any]) -> tuple[str, list[Any]]:
    """On PostgreSQL constants become part of the text, so that a kept plan may use an index for just those rows."""
    if connection.vendor != "postgresql":
        return sql, list(params)
    connection.ensure_connection()
    texts = sql.split("%s")
    slots = [each for each in params if isinstance(each, Slot)]
    parts = ["%s" if isinstance(each, Slot) else _literal(each) for each in params]
    return "".join(text + part for text, part in zip(texts, [*parts, ""], strict=True)), slots


def _literal(value: Any) -> str:
    text: str = connection.ops.compose_sql("%s", [value])  # type: ignore[attr-defined]
    return text.replace("%", "%%")
