"""The same answers as other helpdesks give: cases read from their public test suites."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.deadlines import due_at, left_seconds, used_seconds
from crm.lib.working_hours import Hours
from crm.lib.working_time import add_working, worked_seconds

EXAMPLES = Path(__file__).parents[3] / "shared" / "data" / "sla" / "sla_examples.json"
TABLE: dict[str, Any] = (
    json.loads(EXAMPLES.read_text()) if EXAMPLES.exists() else {"calendars": {}, "cases": []}
)


def of_kind(*kinds: str) -> list[Any]:
    cases = [pytest.param(case, id=case["id"]) for case in TABLE["cases"] if case["kind"] in kinds]
    absent = pytest.mark.skip(reason=f"the example table {EXAMPLES.name} is not beside this repository")
    return cases or [pytest.param({}, marks=absent)]


def hours_of(case: dict[str, Any]) -> Hours:
    calendar = TABLE["calendars"][case["calendar"]]
    years = range(
        at(case.get("start") or case["created"]).year - 1, at(case.get("start") or case["created"]).year + 2
    )
    closed: dict[str, list[list[str]]] = {day: [] for day in calendar["holidays"]}
    closed |= {f"{year}-{day}": [] for day in calendar["yearly_holidays"] for year in years}
    return Hours.from_data(calendar["tz"], calendar["hours"], closed)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("case", of_kind("due", "worked"))
def test_working_time(case: dict[str, Any]) -> None:
    hours, start, seconds = hours_of(case), at(case["start"]), case["working_seconds"]
    if case["kind"] == "due":
        assert add_working(start, seconds, hours) == at(case["due"])
    assert worked_seconds(start, at(case.get("due") or case["end"]), hours) == seconds


@pytest.mark.parametrize("case", of_kind("ticket"))
def test_tickets(case: dict[str, Any]) -> None:
    hours, start, expect = hours_of(case), at(case["created"]), case["expect"]
    pauses = [(at(begins), at(ends)) for begins, ends in case.get("pauses", [])]
    checked = 0
    for target, event in (("first_response", "first_response"), ("solution", "closed")):
        minutes = case["sla_minutes"][target]
        if expect.get(f"{target}_due"):
            assert due_at(start, minutes * 60, hours, pauses) == at(expect[f"{target}_due"])
            checked += 1
        if f"{target}_minutes" in expect:
            until = at(case["events"][event])
            assert used_seconds(start, until, hours, pauses) == expect[f"{target}_minutes"] * 60
            left = left_seconds(start, until, minutes * 60, hours, pauses)
            assert timedelta(seconds=left) == timedelta(minutes=expect[f"{target}_left"])
            checked += 1
    assert checked > 0
