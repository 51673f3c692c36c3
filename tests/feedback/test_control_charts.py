"""Limits of an individuals chart, and that only the two rules call a signal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.control_charts import Limits, limits, signal

USUAL = Limits(mean=10.0, lower=7.0, upper=13.0)
STEADY: list[float | None] = [9.0, 11.0] * 6


def test_limits_by_the_mean_moving_range() -> None:
    found = limits([10, 12, 11, 13, 11, 9])  # ranges 2, 1, 2, 2, 2: mean 1.8
    assert found is not None
    assert (found.mean, round(found.lower, 3), round(found.upper, 3)) == (11.0, 6.212, 15.788)


def test_limits_stay_within_what_the_figure_can_reach() -> None:
    found = limits([0.9, 1.0, 0.8, 1.0, 0.9, 1.0], lowest=0, highest=1)
    assert found is not None
    assert found.upper == 1
    assert found.lower > 0


def test_five_values_make_no_limits_and_gaps_are_no_values() -> None:
    assert limits([1, 2, None, 3, 4, None, 5]) is None
    assert limits([1, 2, None, 3, 4, None, 5, 6]) == limits([1, 2, 3, 4, 5, 6])


@pytest.mark.parametrize(
    ("newest", "called"), [(13.0, None), (13.1, "up"), (7.0, None), (6.9, "down"), (10.0, None)]
)
def test_a_point_outside_the_limits_is_a_signal(newest: float, called: str | None) -> None:
    assert signal([*STEADY, newest], USUAL) == called


def test_the_eighth_in_a_row_on_one_side_is_a_signal_the_seventh_is_not() -> None:
    assert signal([9.0, *[11.0] * 7], USUAL) is None
    assert signal([9.0, *[11.0] * 8], USUAL) == "up"
    assert signal([11.0, *[9.0] * 8], USUAL) == "down"
    assert signal([10.0, *[11.0] * 7], USUAL) is None  # on the mean is on no side


def test_without_limits_or_values_nothing_is_called() -> None:
    assert signal([99.0], None) is None
    assert signal([None, None], USUAL) is None


def test_a_gap_at_the_end_leaves_the_newest_value_to_judge() -> None:
    assert signal([10.0, 14.0, None], USUAL) == "up"


@given(st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=20))
def test_the_mean_lies_between_the_limits(values: list[float]) -> None:
    found = limits(values)
    assert found is not None
    assert found.lower <= found.mean <= found.upper


@given(st.floats(-1e6, 1e6), st.integers(6, 20))
def test_a_figure_that_never_moves_calls_nothing(value: float, weeks: int) -> None:
    assert signal([value] * weeks, limits([value] * weeks)) is None
