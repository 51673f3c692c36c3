"""One counted statement about a promise of the product: how many rows were looked at, how many break it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Proof:
    """`promise` is its number in the list of promises; `what` says in German what each row keeps (a text
    of the catalogue)."""

    promise: int
    what: str
    checked: int
    broken: int
    examples: tuple[str, ...] = ()


def counted(promise: int, what: str, *, of: "QuerySet[Any]", broken: "QuerySet[Any]") -> Proof:
    """Count both, and name up to three broken rows by key. `broken` is a part of `of`."""
    keys = tuple(str(key) for key in broken.order_by("pk").values_list("pk", flat=True)[:3])
    return Proof(promise, what, of.count(), broken.count() if keys else 0, keys)
