"""The interval of a share holds the share, and narrows with more of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.lib.shares import interval


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(90, 100, 0.8256, 0.9448), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)]
)
def test_known_intervals(part: int, whole: int, low: float, high: float) -> None:
    assert interval(part, whole) == pytest.approx((low, high), abs=5e-5)


def test_nothing_has_no_interval() -> None:
    assert interval(0, 0) is None


@given(st.integers(1, 10_000), st.data())
def test_the_share_lies_inside_and_more_makes_it_surer(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    found, surer = interval(part, whole), interval(part * 4, whole * 4)
    assert found is not None
    assert surer is not None
    assert -1e-9 <= found[0] - 1e-9 <= part / whole <= found[1] + 1e-9 <= 1 + 2e-9
    assert surer[1] - surer[0] < found[1] - found[0]
