"""Counts as rows of (label, number): an app says what falls under which label, the database counts.

All tallies have the same two columns, so those of several apps travel in one statement.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.db.models.expressions import Combinable

Tally = QuerySet[Any, Any]


class Figure(NamedTuple):
    """One number of one period: `span` counts the periods from 0. Rates keep both halves."""

    span: int
    code: str
    dimension: str
    numerator: int
    denominator: int | None


def tally(rows: QuerySet[Any, Any], label: Combinable | str) -> Tally:
    """`rows` counted under `label`; a plain word counts them all."""
    words = Value(label) if isinstance(label, str) else label
    labelled: Tally = rows.order_by().annotate(label=words).values("label")
    counted: Tally = labelled.annotate(n=Count("pk")).values_list("label", "n")
    return counted


def read(*tallies: Tally) -> Counter[str]:
    """All tallies in one statement; a label that nothing falls under reads 0."""
    first, *others = tallies
    counted: Counter[str] = Counter()
    for label, number in first.union(*others, all=True) if others else first:
        counted[label] += number
    return counted


def span(field: str, bounds: Sequence[datetime] | Sequence[date]) -> Case:
    """In which of the periods between neighbouring `bounds` a row lies, from 0.

    For rows between the first bound and the last (not included). Plain comparisons: the same on both stores,
    and right on days of 23 and 25 hours.
    """
    return Case(
        *(When(**{f"{field}__lt": bound}, then=Value(number)) for number, bound in enumerate(bounds[1:-1])),
        default=Value(max(len(bounds) - 2, 0)),
        output_field=IntegerField(),
    )


def added_up(code: str, rows: Iterable[tuple[int, Iterable[str], int, int | None]]) -> list[Figure]:
    """Figures of `code` out of grouped counts (span, dimensions, numerator, denominator).

    Each count goes into every dimension it names. The denominator is None in all rows or in none.
    """
    above: Counter[tuple[int, str]] = Counter()
    below: Counter[tuple[int, str]] = Counter()
    for at, dimensions, numerator, denominator in rows:
        for dimension in dimensions:
            above[at, dimension] += numerator
            if denominator is not None:
                below[at, dimension] += denominator
    return [
        Figure(at, code, dimension, number, below.get((at, dimension)))
        for (at, dimension), number in above.items()
    ]
