"""Durations as histogram rows: periods add up, and their median follows without going back to the facts."""

from collections.abc import Mapping, Sequence
from typing import Final

LAST: Final = "le:inf"
"""The bucket without an upper edge."""


def name(edge: int) -> str:
    """The bucket that ends with `edge` (included), as a dimension of stored figures."""
    return f"le:{edge}"


def bucket(value: float, edges: Sequence[int]) -> str:
    """The bucket of one value; `edges` are the upper edges in rising order."""
    return next((name(edge) for edge in edges if value <= edge), LAST)


def quantile(counts: Mapping[str, int], share: float, edges: Sequence[int]) -> float | None:
    """The value below which `share` (0 to 1) of all lies, in the unit of the edges; None without any.

    Inside a bucket values are taken as evenly spread (linear interpolation); of the last, open bucket nothing
    but its lower edge is known, so the answer is never more than the highest edge.
    """
    total = sum(counts.values())
    if not total:
        return None
    wanted, passed, lower = share * total, 0, 0
    for edge in edges:
        here = counts.get(name(edge), 0)
        if here and passed + here >= wanted:
            return lower + (edge - lower) * max(wanted - passed, 0) / here
        passed, lower = passed + here, edge
    return float(lower)
