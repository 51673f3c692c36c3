import pytest

from crm.lib.charts_bars import THINNEST, Bar, bars
from crm.lib.charts_columns import columns, largest_first
from crm.lib.charts_hours import hours

Values = list[float | None]


def test_bars_are_long_as_the_greatest_of_all_times() -> None:
    assert bars([(20, 40, None), (10, 0, 5)]) == (Bar(50.0, (100.0, None)), Bar(25.0, (0.0, 12.5)))


def test_bars_of_shares_fill_the_rail_at_a_hundred() -> None:
    assert bars([(87.2,), (None,)], whole=100) == (Bar(87.2, ()), Bar(0.0, ()))


def test_bars_show_what_is_there_however_little_it_is() -> None:
    assert [bar.width for bar in bars([(1000,), (1,), (0,)])] == [100.0, THINNEST, 0.0]


@pytest.mark.parametrize("rows", [[], [()], [(None,)], [(0,), (0,)]])
def test_bars_of_nothing_have_no_length(rows: list[tuple[float | None, ...]]) -> None:
    assert all(bar.width == 0 for bar in bars(rows))


def test_columns_stand_on_each_other() -> None:
    drawn = columns([(10, 30), (20, None)])
    first, above, beside = drawn.pieces
    assert first.y + first.height == 190
    assert above.y + above.height == pytest.approx(first.y, abs=0.1)
    assert above.y == pytest.approx(14.0)
    assert beside.number == 1
    assert beside.height == pytest.approx(first.height * 2, abs=0.1)
    assert drawn.middles == (190.5, 491.5)
    assert [value for _y, value in drawn.ticks] == [0.0, 20.0, 40.0]


def test_columns_keep_the_largest_parts_and_add_up_the_others() -> None:
    rows: list[Values] = [[1, 20, 3, 9], [2, 30, None, 9]]
    assert largest_first(rows, most=3) == ([1, 3], [[20, 9, 4.0], [30, 9, 2.0]])
    assert largest_first(rows, most=4) == ([0, 1, 2, 3], rows)
    assert largest_first([[0, 4, None], [None, 5, 0]], most=4) == ([1], [[4], [5]])


def test_hours_leave_out_the_night_unless_something_happened() -> None:
    week: list[Values] = [[0.0] * 24 for _day in range(7)]
    week[2][10], week[2][14] = 4, 16
    drawn = hours(week)
    assert [hour for _x, hour in drawn.heads] == list(range(8, 19))
    small, large = drawn.spots
    assert (large.busiest, small.busiest) == (True, False)
    assert small.side == pytest.approx(large.side / 2, abs=0.1)
    assert small.y + small.side / 2 == pytest.approx(large.y + large.side / 2, abs=0.1)
    week[6][2] = 1
    assert [hour for _x, hour in hours(week).heads] == list(range(2, 19, 2))


def test_hours_may_begin_later_than_at_midnight() -> None:
    drawn = hours([[None, 3.0, 1.0]] * 7, since=8)
    [spot] = [spot for spot in drawn.spots if spot.busiest]
    assert (spot.hour, drawn.heads[0][1]) == (9, 8)
    assert spot.x + spot.side / 2 == pytest.approx(drawn.heads[1][0], abs=0.2)  # under its own word


def test_hours_of_nothing_are_an_empty_week() -> None:
    drawn = hours([[None] * 24] * 7)
    assert (drawn.spots, len(drawn.days)) == ((), 7)
