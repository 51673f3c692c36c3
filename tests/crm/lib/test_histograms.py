"""The median out of buckets lies where the values themselves put it, as exactly as a bucket is wide."""

import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.lib.histograms import LAST, bucket, quantile

EDGES = (1, 5, 10, 60)


@pytest.mark.parametrize(
    ("value", "name"), [(0, "le:1"), (1, "le:1"), (1.01, "le:5"), (60, "le:60"), (60.5, LAST)]
)
def test_an_edge_belongs_to_the_bucket_it_closes(value: float, name: str) -> None:
    assert bucket(value, EDGES) == name


def test_values_of_a_bucket_are_spread_evenly() -> None:
    assert quantile({"le:1": 2, "le:5": 4, "le:10": 2}, 0.5, EDGES) == 3.0
    assert quantile({"le:1": 2, "le:5": 4, "le:10": 2}, 0.9, EDGES) == 8.0


def test_nothing_has_no_median_and_the_open_bucket_only_a_lower_edge() -> None:
    assert quantile({}, 0.5, EDGES) is None
    assert quantile({LAST: 3}, 0.5, EDGES) == 60.0


@given(st.lists(st.floats(0, 60), min_size=1, max_size=50))
def test_the_median_falls_into_its_bucket(values: list[float]) -> None:
    counts = Counter(bucket(value, EDGES) for value in values)
    found = quantile(counts, 0.5, EDGES)
    lower = statistics.median_low(values)
    upper = EDGES[[f"le:{edge}" for edge in EDGES].index(bucket(lower, EDGES))]
    assert found is not None
    assert found <= upper
    assert bucket(found, EDGES) == bucket(lower, EDGES) or found == max(
        0, *[e for e in EDGES if e < upper], 0
    )
