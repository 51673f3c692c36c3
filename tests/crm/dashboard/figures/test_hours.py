"""The hours of the week: what is drawn stands under the hour in which it happened."""

from crm.dashboard.figures.drawing import drawn
from crm.dashboard.figures.hours import heat

CELLS = {(1, 7): 2, (1, 9): 25, (4, 12): 8, (7, 20): 1}


def test_a_week_that_begins_in_the_morning_is_drawn_under_its_own_hours() -> None:
    chart = drawn(heat(CELLS, code="hours", title="Wann", meaning="")).chart
    assert chart is not None
    assert {(spot.day + 1, spot.hour): spot.value for spot in chart["hours"].spots} == CELLS
    assert chart["busiest"] == "am meisten: Montag, 9 bis 10 Uhr (25)"


def test_the_table_behind_it_names_the_same_hours() -> None:
    block = heat(CELLS, code="hours", title="Wann", meaning="")
    monday = dict(zip(block.columns[1:], block.rows[0].shown, strict=True))
    assert (monday["7 Uhr"], monday["8 Uhr"], monday["9 Uhr"]) == ("2", "0", "25")
