"""A topic rises against its own normal, not against a quiet company; false alarms are as rare as the page says."""

from math import comb

import pytest

from feedback.rising import ALARM, _at_least, rise
from tools.trends import poisson, share, straying

STEADY = [5] * 12
ALL = [200] * 13


def test_three_times_as_many_as_usual_rises_and_says_from_what() -> None:
    found = rise([*STEADY, 16], ALL)
    assert found is not None
    assert (found.now, found.usual) == (16, 5.0)
    assert found.chance < ALARM


@pytest.mark.parametrize(
    ("counts", "totals"),
    [
        ([*STEADY, 8], ALL),  # more, but no more than chance
        ([*STEADY, 16], [*ALL[:-1], 640]),  # everything came three times as often
        ([0] * 12 + [4], ALL),  # too few to speak of
        ([5] * 11 + [16], ALL[1:]),  # eleven weeks are no normal yet
        ([0, 30] * 6 + [24], ALL),  # a topic that always jumps
        ([*STEADY, 16], [0] * 12 + [16]),  # nothing to compare with
    ],
)
def test_what_does_not_rise(counts: list[int], totals: list[int]) -> None:
    assert rise(counts, totals) is None


def test_the_chance_is_exact() -> None:
    by_hand = sum(comb(20, k) * 0.25**k * 0.75 ** (20 - k) for k in range(9, 21))
    assert _at_least(9, 20, 0.25) == pytest.approx(by_hand, rel=1e-12)
    assert (_at_least(0, 20, 0.25), _at_least(3, 2, 0.5)) == (1.0, 0.0)


@pytest.mark.parametrize("number", [480, 560, 700])
def test_the_chance_among_many_is_exact_too(number: int) -> None:
    by_hand = sum(comb(2000, k) * 3 ** (2000 - k) for k in range(number, 2001)) / 4**2000
    assert _at_least(number, 2000, 0.25) == pytest.approx(by_hand, rel=1e-9)


def test_false_alarms_stay_below_what_the_page_says_and_true_ones_are_found() -> None:
    assert max(share(mean, 400, draw=draw) for mean in (5, 20) for draw in (poisson, straying)) <= 0.01
    assert share(20, 200, draw=poisson, lift=3.0) > 0.9
