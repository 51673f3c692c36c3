"""How sure a figure of a survey is: intervals that hold the true value 95 times of 100. Pure: no Django, no clock.

Sources: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927), 209-212;
R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), 857-872,
method 3. The variance of a Net Promoter Score is that of a trinomial difference: B. Rocks, Interval Estimation for the
"Net Promoter Score", The American Statistician 70 (2016), 365-372.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Final

Z95: Final = NormalDist().inv_cdf(0.975)
"""1.959964: so many standard deviations each way hold 95 %."""


@dataclass(frozen=True)
class Interval:
    """A figure, and between which bounds the true one lies."""

    value: float
    lower: float
    upper: float


def wilson(successes: int, of: int, *, z: float = Z95) -> Interval | None:
    """A share (0 to 1) with Wilson's score interval; None where nobody was asked. Raises ValueError for more
    successes than were tried."""
    if not 0 <= successes <= of:
        raise ValueError(f"{successes} of {of}")
    if not of:
        return None
    share, square = successes / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    width = z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    # At the ends the bound is exact, and rounding must not carry it past them.
    lower = 0.0 if successes == 0 else max(middle - width, 0.0)
    upper = 1.0 if successes == of else min(middle + width, 1.0)
    return Interval(share, lower, upper)


def nps(promoters: int, passives: int, detractors: int, *, z: float = Z95) -> Interval | None:
    """Net Promoter Score (-100 to 100) with its interval; None where nobody answered.

    Var = (p + d - (p - d)²) / n, exactly that of one answer that counts +1, 0 or -1.
    """
    number = promoters + passives + detractors
    if not number:
        return None
    score = (promoters - detractors) / number
    width = z * sqrt(nps_variance(promoters, passives, detractors))
    return Interval(100 * score, 100 * max(score - width, -1.0), 100 * min(score + width, 1.0))


def nps_variance(promoters: int, passives: int, detractors: int) -> float:
    """Of the score on the scale from -1 to 1. Raises ZeroDivisionError where nobody answered."""
    number = promoters + passives + detractors
    up, down = promoters / number, detractors / number
    return max(up + down - (up - down) ** 2, 0.0) / number
