"""Which topics rise against their own normal: the newest week beside the weeks before, as an exact test. Pure.

If nothing changed, each contact of a topic falls into the newest week with the share of all contacts that this week
has: a busy week lifts every topic and calls none. So of the topic's contacts of all weeks together the number in the
newest is binomial, and the chance of so many or more is exact, also for small numbers and without an estimate of the
usual rate (J. Przyborowski and H. Wilenski, "Homogeneity of Results in Testing Samples from Poisson Series", Biometrika
31, 1940). Weeks of real topics stray more than chance alone; what they stray too much (Pearson's dispersion) shrinks
the counts before they are judged. False alarms are measured by `python -m tools.trends`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, floor, lgamma, log
from typing import Final

BASE_WEEKS: Final = 12
"""So many weeks before the newest say what is normal."""
ALARM: Final = 1 / 1000
"""A chance as small as this calls."""
FEWEST: Final = 5
"""Less in a week is told by nobody as a trend."""
NOTHING: Final = 1e-18
"""A share of a sum that no longer changes it, as exact as numbers are kept."""


@dataclass(frozen=True)
class Rise:
    """`now` contacts in the newest week where `usual` were to be expected; `chance` of so many by accident."""

    now: int
    usual: float
    chance: float


def rise(counts: Sequence[int], totals: Sequence[int]) -> Rise | None:
    """A topic's contacts per week beside those of all topics, oldest first, the newest week last.

    None while nothing rises, or while there is no normal yet (less than twelve weeks before).
    """
    counts, totals = counts[-BASE_WEEKS - 1 :], totals[-BASE_WEEKS - 1 :]
    now, before = counts[-1], sum(counts[:-1])
    whole = sum(totals)
    if len(counts) <= BASE_WEEKS or now < FEWEST or not sum(totals[:-1]) or not totals[-1]:
        return None
    usual = before * totals[-1] / sum(totals[:-1])
    if now <= usual:
        return None
    share = totals[-1] / whole
    strays = _dispersion(counts[:-1], totals[:-1])
    chance = _at_least(floor(now / strays), round((now + before) / strays), share)
    return Rise(now, usual, chance) if chance <= ALARM else None


def _dispersion(counts: Sequence[int], totals: Sequence[int]) -> float:
    """By how much the weeks stray more than chance alone (variance over mean); 1 at least."""
    rate = sum(counts) / sum(totals)
    if not rate:
        return 1.0
    squares = [
        (count - rate * total) ** 2 / (rate * total)
        for count, total in zip(counts, totals, strict=True)
        if total
    ]
    return max(1.0, sum(squares) / max(len(squares) - 1, 1))


def _at_least(number: int, of: int, share: float) -> float:
    """The chance of at least `number` in `of` trials."""
    if number <= 0 or share >= 1:
        return 1.0
    chance = 0.0
    for each in range(number, of + 1):
        more = _exactly(each, of, share)
        chance += more
        if each > of * share and more <= chance * NOTHING:  # each further one is smaller still
            break
    return min(1.0, chance)


def _exactly(number: int, of: int, share: float) -> float:
    ways = lgamma(of + 1) - lgamma(number + 1) - lgamma(of - number + 1)
    return exp(ways + number * log(share) + (of - number) * log(1 - share))
