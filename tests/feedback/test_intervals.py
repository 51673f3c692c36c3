"""Intervals against published numbers; each line names where it is printed."""

from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.intervals import Interval, nps, nps_variance, wilson

pytestmark = pytest.mark.any_store
NEWCOMBE = (
    "Newcombe 1998, Statistics in Medicine 17, Table I, method 3 (Wilson without continuity correction); read on"
    " 22 November 2026 in several public test suites that cite the table, not in the article, which is not open"
)
GOLF = "codegolf.stackexchange.com/questions/105389, test cases for z = 1.96"


@pytest.mark.parametrize(
    ("successes", "of", "lower", "upper", "source"),
    [
        (81, 263, 0.2553, 0.3662, NEWCOMBE),
        (15, 148, 0.0624, 0.1605, NEWCOMBE),
        (0, 20, 0.0000, 0.1611, NEWCOMBE),
        (1, 29, 0.0061, 0.1718, NEWCOMBE),
    ],
)
def test_wilson_as_newcombe_printed_it(
    successes: int, of: int, lower: float, upper: float, source: str
) -> None:
    found = wilson(successes, of)
    assert found is not None
    assert (round(found.lower, 4), round(found.upper, 4)) == (lower, upper), source


@pytest.mark.parametrize(
    ("successes", "others", "lower", "upper"),
    [
        (0, 1, 0.0, 0.7934567085261071),
        (1, 0, 0.20654329147389294, 1.0),
        (1, 1, 0.09452865480086611, 0.905471345199134),
        (1, 10, 0.016231752262825982, 0.3773646254862038),
        (10, 1, 0.6226353745137962, 0.9837682477371741),
        (10, 90, 0.05522854161313612, 0.1743673043676654),
        (25, 75, 0.17545094003724265, 0.3430464637007583),
        (50, 50, 0.40382982859014716, 0.5961701714098528),
        (0, 100, 0.0, 0.03699480747600191),
    ],
)
def test_wilson_to_ten_places(successes: int, others: int, lower: float, upper: float) -> None:
    found = wilson(successes, successes + others, z=1.96)
    assert found is not None
    assert [found.lower, found.upper] == pytest.approx([lower, upper], abs=1e-10), GOLF


def test_a_third_each_gives_the_rule_of_thumb_of_320_over_the_root() -> None:
    """A. Engelhardt, Net Promoter Score confidence intervals 2, cybaea.net 2016: the whole width is about 320 / √n."""
    found = nps(100, 100, 100)
    assert found is not None
    assert found.value == 0
    assert found.upper - found.lower == pytest.approx(320 / sqrt(300), rel=0.001)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_the_variance_is_that_of_the_answers_themselves(up: int, middle: int, down: int) -> None:
    number = up + middle + down
    found = nps(up, middle, down)
    if not number:
        assert found is None
        return
    mean = (up - down) / number
    spread = (up * (1 - mean) ** 2 + middle * mean**2 + down * (-1 - mean) ** 2) / number
    assert nps_variance(up, middle, down) == pytest.approx(spread / number, abs=1e-12)
    assert found is not None
    assert -100 <= found.lower <= found.value + 1e-9 <= found.upper + 2e-9 <= 100 + 2e-9


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_lies_within_its_bounds(successes: int, others: int) -> None:
    found = wilson(successes, successes + others)
    if successes + others == 0:
        assert found is None
    else:
        assert found is not None
        assert 0 <= found.lower <= found.value <= found.upper <= 1


def test_more_successes_than_tries_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)
    assert wilson(0, 0) is None
    assert nps(1, 0, 0) == Interval(100, 100, 100)
