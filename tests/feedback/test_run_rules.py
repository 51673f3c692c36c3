"""The run rules, and how often they call without a cause, against published run lengths.

Looked up on 22 November 2026: the eight tests at wikiclassic.com/wiki/Nelson_rules and webhelp.micromine.com, the zone
rules at liquisearch.com/western_electric_rules and in Montgomery and Runger, chapter 16 (issuhub.com 5218, page 606).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import erf, sqrt
from typing import Final

import pytest

from feedback.run_rules import CALM, NELSON, WESTERN_ELECTRIC, Rule, broken, signals

UP_AND_DOWN = [0.1, -0.1] * 7


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        (Rule.OUTSIDE, [3.01]),  # one point more than three deviations away
        (Rule.NINE_ON_A_SIDE, [0.1, 0.9] * 4 + [0.5]),  # nine in a row on one side
        (Rule.SIX_RISING, [-0.9, -0.4, 0.1, 0.2, 0.3, 0.9]),  # six in a row, each higher
        (Rule.FOURTEEN_ALTERNATING, UP_AND_DOWN),  # fourteen in a row, up and down
        (Rule.TWO_OF_THREE, [2.1, 0.0, 2.1]),  # two of three beyond two deviations
        (Rule.FOUR_OF_FIVE, [1.1, 1.1, 0.0, 1.1, 1.1]),  # four of five beyond one deviation
        (Rule.FIFTEEN_NEAR, [0.5, 0.2, -0.4] * 5),  # fifteen within one deviation
        (Rule.EIGHT_FAR, [1.5, -1.5] * 4),  # eight beyond one deviation, on both sides
        (Rule.EIGHT_ON_A_SIDE, [0.1, 0.9] * 4),  # Western Electric: eight instead of nine
    ],
)
def test_each_rule_calls_at_its_published_length_and_not_one_earlier(rule: Rule, values: list[float]) -> None:
    mirrored = [-value for value in values]
    assert broken(values, [rule]) == {rule}
    assert broken(mirrored, [rule]) == {rule}
    assert not broken(values[1:], [rule])


def test_two_beyond_on_both_sides_are_no_two_of_three() -> None:
    assert not broken([2.1, 0.0, -2.1], NELSON)
    assert not broken([1.1, -1.1, 1.1, -1.1, 1.1], [Rule.FOUR_OF_FIVE])


def test_a_week_without_a_value_neither_calls_nor_breaks_a_run() -> None:
    values = [0.5, None, *[0.5] * 7]
    assert signals(values, CALM) == [*[set()] * 8, {Rule.EIGHT_ON_A_SIDE}]
    assert signals([None, 4.0, None], CALM) == [set(), {Rule.OUTSIDE}, set()]
    assert broken([], CALM) == set()


ZONES: Final = (-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5)


@pytest.mark.parametrize(
    ("rules", "length"),
    [
        # C. W. Champ and W. H. Woodall, "Exact Results for Shewhart Control Charts with Supplementary Runs Rules",
        # Technometrics 29 (1987), table 1, no shift. The first four were read as "original results" in the examples of
        # R's package spc (xshewhartrunsrules.arl), the last at liquisearch; the three between in no page that opens.
        ((Rule.OUTSIDE,), 370.40),
        ((Rule.OUTSIDE, Rule.TWO_OF_THREE), 225.44),
        ((Rule.OUTSIDE, Rule.FOUR_OF_FIVE), 166.05),
        ((Rule.OUTSIDE, Rule.EIGHT_ON_A_SIDE), 152.73),
        ((Rule.OUTSIDE, Rule.TWO_OF_THREE, Rule.FOUR_OF_FIVE), 132.89),
        ((Rule.OUTSIDE, Rule.TWO_OF_THREE, Rule.EIGHT_ON_A_SIDE), 122.05),
        ((Rule.OUTSIDE, Rule.FOUR_OF_FIVE, Rule.EIGHT_ON_A_SIDE), 105.78),
        (WESTERN_ELECTRIC, 91.75),
    ],
)
def test_false_alarms_are_as_rare_as_published(rules: Sequence[Rule], length: float) -> None:
    assert round(_run_length(rules), 2) == length


def _run_length(rules: Sequence[Rule]) -> float:
    """How many values pass on average until the rules call on normal noise: exactly, as a Markov chain.

    A state is what the rules still remember of the past, with one history that stands for all like it.
    """
    chances = _chances()
    start: list[float] = []
    histories, steps = {_memory(start, rules): start}, dict[object, list[tuple[object, float]]]()
    waiting = [_memory(start, rules)]
    while waiting:
        state = waiting.pop()
        steps[state] = []
        for zone, chance in zip(ZONES, chances, strict=True):
            history = [*histories[state], zone][-8:]
            if broken(history, rules):
                continue
            following = _memory(history, rules)
            if following not in histories:
                histories[following] = history
                waiting.append(following)
            steps[state].append((following, chance))
    lengths = dict.fromkeys(steps, 1.0)
    change = 1.0
    while change > 1e-6:
        change = 0.0
        for state, following in steps.items():
            value = 1.0 + sum(chance * lengths[each] for each, chance in following)
            change, lengths[state] = max(change, abs(value - lengths[state])), value
    return lengths[_memory(start, rules)]


def _memory(history: Sequence[float], rules: Sequence[Rule]) -> object:
    kept: list[object] = []
    if Rule.TWO_OF_THREE in rules:
        kept.append([(value > 2, value < -2) for value in ([0.0] * 2 + [*history])[-2:]])
    if Rule.FOUR_OF_FIVE in rules:
        kept.append([(value > 1, value < -1) for value in ([0.0] * 4 + [*history])[-4:]])
    if Rule.EIGHT_ON_A_SIDE in rules:
        run = 0
        for value in history:
            side = 1 if value > 0 else -1
            run = run + side if run * side > 0 else side
        kept.append(run)
    return repr(kept)


def _chances() -> list[float]:
    """How likely normal noise falls into each zone."""

    def below(edge: float) -> float:
        return (1 + erf(edge / sqrt(2))) / 2

    edges = (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)
    found = [below(edge) for edge in edges]
    return [found[0], *(high - low for low, high in pairwise(found)), 1 - found[-1]]
