"""How many rows a list has, counted inside another statement and only so far as anybody reads."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

MOST = 1_000


class Counted(Subquery):
    """The number of rows of a queryset as one value, `MOST` at most: however many there are, it costs the same."""

    empty_result_set_value = 0
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"

    def __init__(self, rows: "QuerySet[Any]") -> None:
        super().__init__(rows.order_by().values("pk")[:MOST], output_field=IntegerField())
