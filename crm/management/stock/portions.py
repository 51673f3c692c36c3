"""An iterator in lists of bounded length, so that what is written at once fits into memory."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def portions(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size`, the last one shorter; none for no rows."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some
