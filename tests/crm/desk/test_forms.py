from datetime import UTC, datetime, time, timedelta

import pytest

from crm.desk.forms import happened_at

TEN_IN_BERLIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("how", "clock", "ago"),
    [
        ("now", None, timedelta()),
        ("15", None, timedelta(minutes=15)),
        ("60", time(8, 0), timedelta(hours=1)),
        ("earlier", time(8, 30), timedelta(hours=1, minutes=30)),
        ("earlier", time(10, 0), timedelta()),
        ("earlier", time(18, 0), timedelta(hours=16)),  # not yet today: it was yesterday evening
        ("earlier", None, timedelta()),
    ],
)
def test_vorhin_counts_back_from_the_opening_on_the_wall_clock(
    how: str, clock: time | None, ago: timedelta
) -> None:
    assert happened_at(TEN_IN_BERLIN, how=how, clock=clock) == TEN_IN_BERLIN - ago
