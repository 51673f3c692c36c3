"""Small builders for the constraints that hold our promises in the database."""

from django.db.models import CheckConstraint, Q


def holds(name: str, condition: Q) -> CheckConstraint:
    """A CHECK that every row must satisfy."""
    return CheckConstraint(name=name, condition=condition)


def one_of(name: str, field: str, values: list[str]) -> CheckConstraint:
    """A CHECK that a code is one of those the product knows."""
    return holds(name, Q(**{f"{field}__in": values}))
