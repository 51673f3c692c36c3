"""Which ones a sample asks: always the same, spread evenly, and the same sum in Python as in both databases."""

from typing import Any, Final

from django.db.models import BigIntegerField, F, QuerySet, Value
from django.db.models.expressions import CombinedExpression

FACTOR: Final = 2_654_435_761
"""Knuth's multiplicative hash, The Art of Computer Programming 6.4: 2^32 divided by the golden ratio."""
RANGE: Final = 2**32
EVERYBODY: Final = 100


def in_sample(pk: int, *, survey_id: int, share: int) -> bool:
    """Whether the row `pk` belongs to the `share` (percent) of what a survey asks about."""
    return _mark(pk, survey_id) * EVERYBODY < share * RANGE


def sampled(rows: "QuerySet[Any, Any]", *, survey_id: int, share: int) -> "QuerySet[Any, Any]":
    """The same as a condition."""
    if share >= EVERYBODY:
        return rows
    moved = _sum(F("pk"), "+", survey_id)
    mark = _sum(_sum(moved, "*", FACTOR), "%%", RANGE)
    spread_rows: QuerySet[Any, Any] = rows.annotate(sample_mark=mark)
    return spread_rows.filter(sample_mark__lt=-(-share * RANGE // EVERYBODY))


def _sum(left: F | CombinedExpression, sign: str, right: int) -> CombinedExpression:
    """In 64 bits: PostgreSQL takes a plain number for one of 32, and 2^32 for nothing."""
    long = BigIntegerField()
    return CombinedExpression(left, sign, Value(right, output_field=long), output_field=long)


def _mark(pk: int, survey_id: int) -> int:
    return (pk + survey_id) * FACTOR % RANGE
