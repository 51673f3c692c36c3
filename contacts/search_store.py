"""The parts of the candidate search that PostgreSQL and SQLite say differently. Everything else is one SQL."""
# ruff: noqa: S608 - only names of ours stand in the text of a statement, every value is a parameter

import json
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.db import connection

MOST_READ: Final = 1_000


class Sql(NamedTuple):
    """A piece of SQL and its parameters."""

    text: str
    params: list[Any]


class AnyOf(NamedTuple):
    parts: "Sequence[Tree]"


class AllOf(NamedTuple):
    parts: "Sequence[Tree]"


Tree = str | AnyOf | AllOf


class Texts(NamedTuple):
    """Where to look for fragments: the table and its column of customer ids."""

    table: str
    customer: str
    condition: Sql


def with_fragments(tree: Tree) -> Texts:
    """Customers whose text holds the fragments, found by an index of trigrams."""
    if connection.vendor == "postgresql":
        return Texts("contacts_searchentry f", "f.customer_id", _like(tree))
    condition = Sql("contacts_searchtext MATCH %s", [_match(tree)])
    return Texts("contacts_searchtext f", "f.rowid", condition)


def first_of(texts: Texts, where: str, most: int) -> str:
    """A SELECT of the `most` lowest ids among these texts; SQLite finds them in this order.

    PostgreSQL reads every text before it sorts, so it stops at the first `MOST_READ` that fit. That this number is
    asked for keeps its planner from reading the whole table in the hope of an early end.
    """
    found = f"SELECT {texts.customer} AS id FROM {texts.table} WHERE {where}"
    if connection.vendor == "postgresql":
        return f"SELECT id FROM ({found} LIMIT (SELECT {MOST_READ})) texts_read ORDER BY id LIMIT {most}"
    return f"{found} ORDER BY id LIMIT {most}"


def is_among(column: str, values: Sequence[str]) -> Sql:
    """Whether a value is one of many, as one parameter, and without the planner weighing each of them."""
    if connection.vendor == "postgresql":
        # One text: as an array the driver writes each value by itself, which took longer than to look for them.
        return Sql(f"{column} IN (SELECT unnest(string_to_array(%s, E'\\n')))", ["\n".join(values)])
    return Sql(f"{column} IN (SELECT value FROM json_each(%s))", [json.dumps(values)])


def joined(parts: Sequence[Sql], joint: str) -> Sql:
    """The parts in brackets, joined by " AND " or " OR "."""
    return Sql(
        f"({joint.join(part.text for part in parts)})", [value for part in parts for value in part.params]
    )


def _like(tree: Tree) -> Sql:
    if isinstance(tree, str):
        for sign in "\\%_":
            tree = tree.replace(sign, f"\\{sign}")
        return Sql("f.text LIKE %s", [f"%{tree}%"])
    return joined([_like(part) for part in tree.parts], " OR " if isinstance(tree, AnyOf) else " AND ")


def _match(tree: Tree) -> str:
    if isinstance(tree, str):
        return '"' + tree.replace('"', '""') + '"'
    joint = " OR " if isinstance(tree, AnyOf) else " AND "
    return f"({joint.join(_match(part) for part in tree.parts)})"
