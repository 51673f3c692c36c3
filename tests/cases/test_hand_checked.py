"""Deadlines worked out by hand, read from `hand_checked.md`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cases.deadlines import Step, due_at, step_moment, used_seconds
from crm.lib.working_hours import WEEKDAYS, Hours

TEXT = Path(__file__).with_name("hand_checked.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]] for line in TEXT.splitlines() if line.startswith("| ")
]


def spans(text: str) -> list[list[str]]:
    return [span.split("-") for span in text.split()]


def hours(row: list[str]) -> Hours:
    _name, zone, week, closed, half = row
    open_on: dict[str, list[list[str]]] = {}
    for part in week.split("; "):
        days, _blank, times = part.partition(" ")
        first, _dash, last = days.partition("-")
        since, until = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        open_on |= dict.fromkeys(WEEKDAYS[since : until + 1], spans(times))
    special: dict[str, list[list[str]]] = {day: [] for day in closed.split()}
    for each in half.split(", ") if half else ():
        day, _blank, times = each.partition(" ")
        special[day] = spans(times)
    return Hours.from_data(zone, open_on, special)


CALENDARS = {row[0]: hours(row) for row in ROWS if len(row) == 5 and row[0] != "name"}
CASES = [row for row in ROWS if len(row) == 8 and row[0].isdigit()]


def seconds(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 3600 + int(minute) * 60


@dataclass(frozen=True)
class Row:
    """One line of the table, with its calendar."""

    calendar: Hours
    start: datetime
    pauses: list[tuple[datetime, datetime]]

    @classmethod
    def of(cls, cells: list[str]) -> Row:
        calendar = CALENDARS[cells[1]]
        pairs = [each.split(" > ") for each in cells[4].split(", ")] if cells[4] else []
        pauses = [(moment(begin, calendar), moment(end, calendar)) for begin, end in pairs]
        return cls(calendar, moment(cells[2], calendar), pauses)


def moment(text: str, calendar: Hours) -> datetime:
    if text.endswith("Z"):
        return datetime.fromisoformat(text)
    local = datetime.fromisoformat(text).replace(tzinfo=calendar.zone)
    assert local.replace(fold=1).utcoffset() == local.utcoffset(), (
        f"{text} comes twice or never: say it in UTC"
    )
    return local.astimezone(UTC)


def step(text: str) -> Step:
    if text == "at":
        return Step("at")
    if text.endswith("%"):
        return Step("before", percent=int(text.removesuffix("%")))
    return Step("before" if text[0] == "-" else "after", minutes=seconds(text[1:]) // 60)


@pytest.mark.parametrize("cells", CASES, ids=[f"{row[0]}: {row[7]}" for row in CASES])
def test_by_hand(cells: list[str]) -> None:
    _no, _calendar, _start, target, _pauses, placed, expected, _why = cells
    row = Row.of(cells)
    facts: dict[str, Any] = {"hours": row.calendar, "pauses": row.pauses}
    if target.startswith("until "):
        end = moment(target.removeprefix("until "), row.calendar)
        assert used_seconds(row.start, end, **facts) == seconds(expected)
        return
    due = due_at(row.start, seconds(target), **facts)
    assert used_seconds(row.start, due, **facts) == seconds(target)
    if placed:
        due = step_moment(step(placed), start=row.start, due_at=due, target_seconds=seconds(target), **facts)
    assert due == moment(expected, row.calendar)


def test_the_table_is_read_whole() -> None:
    assert [int(row[0]) for row in CASES] == list(range(1, 116))
    assert len(CALENDARS) == 11
    assert {row[1] for row in CASES} == set(CALENDARS)
