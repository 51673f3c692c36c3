"""A condition that PostgreSQL asks of each row in the order that is wanted, instead of joining everything first."""

from django.db.models import BooleanField, Case, Exists, Value, When


def one_by_one(condition: Exists) -> Case:
    """The same rows as the bare condition; for a list that is ordered by an index and ends after one page.

    As a join the planner takes hardly any row to be left, reads all there are and sorts them: 150 ms instead of one.
    """
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
