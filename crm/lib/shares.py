"""How sure a share is."""

from math import sqrt
from typing import Final

Z_95: Final = 1.96


def interval(part: int, whole: int) -> tuple[float, float] | None:
    """The 95 % interval of a share, from 0 to 1; None of nothing. Source: E. B. Wilson's score interval."""
    if whole < 1:
        return None
    share, spread = part / whole, Z_95**2 / whole
    middle = (share + spread / 2) / (1 + spread)
    half = Z_95 * sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)
