"""Which patterns on a control chart are more than noise: the rules of Nelson and of Western Electric. Pure.

Values are standard deviations from the centre, oldest first; a period without a value is left out.

Sources: L. S. Nelson, "The Shewhart Control Chart: Tests for Special Causes", Journal of Quality Technology 16 (1984),
pages 237 to 239; Western Electric Company, Statistical Quality Control Handbook (1956), pages 25 to 28.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final


class Rule(StrEnum):
    OUTSIDE = "outside"
    NINE_ON_A_SIDE = "nine_on_a_side"
    SIX_RISING = "six_rising"
    FOURTEEN_ALTERNATING = "fourteen_alternating"
    TWO_OF_THREE = "two_of_three"
    FOUR_OF_FIVE = "four_of_five"
    FIFTEEN_NEAR = "fifteen_near"
    EIGHT_FAR = "eight_far"
    EIGHT_ON_A_SIDE = "eight_on_a_side"


NELSON: Final = (
    Rule.OUTSIDE,
    Rule.NINE_ON_A_SIDE,
    Rule.SIX_RISING,
    Rule.FOURTEEN_ALTERNATING,
    Rule.TWO_OF_THREE,
    Rule.FOUR_OF_FIVE,
    Rule.FIFTEEN_NEAR,
    Rule.EIGHT_FAR,
)
"""Nelson's tests 1 to 8, in his order."""
WESTERN_ELECTRIC: Final = (Rule.OUTSIDE, Rule.TWO_OF_THREE, Rule.FOUR_OF_FIVE, Rule.EIGHT_ON_A_SIDE)
"""The four zone rules. They differ from Nelson's in the length of the run: eight instead of nine."""
CALM: Final = (Rule.OUTSIDE, Rule.EIGHT_ON_A_SIDE)
"""What our pages colour: the zone rules between call too often where few things are counted."""


def broken(deviations: Sequence[float | None], rules: Iterable[Rule]) -> set[Rule]:
    """The rules that the newest value breaks, together with those before it."""
    known = [value for value in deviations if value is not None]
    return {rule for rule in rules if known and _CHECKS[rule](known)}


def signals(deviations: Sequence[float | None], rules: Sequence[Rule]) -> list[set[Rule]]:
    """The same for every period; nothing for one without a value."""
    return [
        broken(deviations[: number + 1], rules) if value is not None else set()
        for number, value in enumerate(deviations)
    ]


def _outside(values: Sequence[float]) -> bool:
    return abs(values[-1]) > 3  # noqa: PLR2004


def _some_beyond(beyond: float, *, some: int, last: int) -> Callable[[Sequence[float]], bool]:
    """So many of the last on one side, further out than `beyond`; the newest is one of them."""

    def check(values: Sequence[float]) -> bool:
        newest = values[-last:]
        if values[-1] > beyond:
            return sum(value > beyond for value in newest) >= some
        return values[-1] < -beyond and sum(value < -beyond for value in newest) >= some

    return check


def _rising(values: Sequence[float]) -> bool:
    """Six in a row, each higher than the one before, or each lower."""
    steps = [later - earlier for earlier, later in pairwise(values[-6:])]
    return len(steps) == 5 and (min(steps) > 0 or max(steps) < 0)  # noqa: PLR2004


def _alternating(values: Sequence[float]) -> bool:
    """Fourteen in a row, up and down by turns."""
    steps = [later - earlier for earlier, later in pairwise(values[-14:])]
    return len(steps) == 13 and all(one * next_one < 0 for one, next_one in pairwise(steps))  # noqa: PLR2004


def _near(values: Sequence[float]) -> bool:
    """Fifteen in a row within one standard deviation: too calm to be true."""
    newest = values[-15:]
    return len(newest) == 15 and all(abs(value) < 1 for value in newest)  # noqa: PLR2004


def _far(values: Sequence[float]) -> bool:
    """Eight in a row, none within one standard deviation: two things are mixed."""
    newest = values[-8:]
    return len(newest) == 8 and all(abs(value) > 1 for value in newest)  # noqa: PLR2004


_CHECKS: Final[dict[Rule, Callable[[Sequence[float]], bool]]] = {
    Rule.OUTSIDE: _outside,
    Rule.NINE_ON_A_SIDE: _some_beyond(0, some=9, last=9),
    Rule.SIX_RISING: _rising,
    Rule.FOURTEEN_ALTERNATING: _alternating,
    Rule.TWO_OF_THREE: _some_beyond(2, some=2, last=3),
    Rule.FOUR_OF_FIVE: _some_beyond(1, some=4, last=5),
    Rule.FIFTEEN_NEAR: _near,
    Rule.EIGHT_FAR: _far,
    Rule.EIGHT_ON_A_SIDE: _some_beyond(0, some=8, last=8),
}
