"""How many rows a list has, counted inside another statement and only so far as anybody reads."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

MOST = 1_000


class Counted(Subquery):
    """The number of rows of a queryset as one value, `MOST` at most: however many there are, it costs the same."""

    empty_result_set_value = 0
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"

    def __init__(self, rows: "QuerySet[Any]", *, along: str = "") -> None:
        """`along`: the column of an index that holds these rows together, which is then walked up to the end."""
        ordered = rows.order_by(along) if along else rows.order_by()
        super().__init__(ordered.values("pk")[:MOST], output_field=IntegerField())
