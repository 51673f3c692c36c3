"""Which ones a sample asks: always the same, spread evenly, and the same sum in Python as in both databases."""

from typing import Any, Final

from django.db.models import BigIntegerField, F, QuerySet, Value
from django.db.models.expressions import CombinedExpression, Expression

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
    moved = CombinedExpression(F("pk"), "+", Value(survey_id), output_field=BigIntegerField())
    spread = CombinedExpression(moved, "*", Value(FACTOR), output_field=BigIntegerField())
    mark: Expression = CombinedExpression(spread, "%%", Value(RANGE), output_field=BigIntegerField())
    spread_rows: QuerySet[Any, Any] = rows.annotate(sample_mark=mark)
    return spread_rows.filter(sample_mark__lt=-(-share * RANGE // EVERYBODY))


def _mark(pk: int, survey_id: int) -> int:
    return (pk + survey_id) * FACTOR % RANGE
