"""A picture out of the rows of its table: what is drawn, and what only the table says."""

from typing import Any

import pytest

from crm.dashboard.figures.blocks import Block, Limits, Row
from crm.dashboard.figures.drawing import Drawn, drawn
from crm.dashboard.goal import Target


def block(kind: str, rows: list[Row], **more: object) -> Block:
    values: dict[str, Any] = {
        "code": "x",
        "title": "Kontakte",
        "kind": kind,
        "meaning": "Je Woche.",
        "columns": ("Woche", "Kontakte", "davor", "vor einem Jahr"),
        "rows": tuple(rows),
    }
    return Block(**(values | more))


def row(label: str, *values: float | None, call: str = "", few: bool = False) -> Row:
    shown = tuple("–" if value is None else f"{value:.0f}" for value in values)
    return Row(label=label, values=values, shown=shown, call=call, count_only=few)


def chart(found: Drawn) -> dict[str, Any]:
    assert found.chart is not None
    return found.chart


def test_course_says_its_limits_and_flags_what_lies_beyond_them() -> None:
    rows = [row("KW 1", 12), row("KW 2", None), row("KW 3", 90, call="über der Grenze"), row("KW 4", 14)]
    found = drawn(block("trend", rows, limits=Limits(5, 13.25, 21), target=Target(20)))
    made = chart(found)
    assert (made["lower"], made["mean"], made["upper"], made["goal"]) == ("5", "13,2", "21", "20")
    assert len(made["flags"]) == 1
    assert (made["first"], made["last"], made["call"]) == ("KW 1", "KW 4", "")
    assert found.label == "Kontakte. Je Woche."


def test_target_of_the_company_stands_beside_that_of_the_vision() -> None:
    rows = [row(f"KW {n}", 80.0 + n) for n in range(3)]
    made = chart(drawn(block("trend", rows, target=Target(85, 90), unit="percent")))
    assert made["goal"] == "85\u202f%, die Vision sagt 90\u202f%"


@pytest.mark.parametrize("values", [[], [12], [12, None, 14], [None, None, None, None]])
def test_two_points_are_no_course_and_leave_the_table(values: list[float | None]) -> None:
    assert drawn(block("trend", [row("KW", value) for value in values])).pictured is False


def test_bars_show_the_ten_largest_and_mark_only_what_was_counted_then() -> None:
    made = chart(drawn(block("bars", [row(f"{n}", 20 - n, None, n) for n in range(12)])))
    assert (len(made["rows"]), made["more"]) == (10, 2)
    assert made["marks"] == [(1, "vor einem Jahr")]


def test_shares_fill_the_rail_at_a_hundred_and_few_have_no_bar() -> None:
    made = chart(
        drawn(block("share_bars", [row("Laden", 50.0), row("Brief", None, few=True)], unit="percent"))
    )
    first, few = made["rows"]
    assert (first["bar"].width, few["bar"].width, few["few"]) == (50.0, 0.0, True)


def test_columns_of_nothing_are_no_picture() -> None:
    assert drawn(block("stacked", [row("KW 1", 0, 0), row("KW 2", 0, 0)])).pictured is False


def test_busiest_hour_is_said() -> None:
    week = [row(day, *([0.0] * 24)) for day in ("Montag", "Dienstag")]
    week[1] = row("Dienstag", *([0.0] * 10), 45.0, *([0.0] * 13))
    assert chart(drawn(block("heat", week)))["busiest"] == "am meisten: Dienstag, 10 bis 11 Uhr (45)"
