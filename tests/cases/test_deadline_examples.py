"""The same answers as other helpdesks give: facts read from their public test suites, in `sla_examples.json`."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.deadlines import due_at, left_seconds, used_seconds
from crm.lib.working_hours import Hours
from crm.lib.working_time import add_working, worked_seconds

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("sla_examples.json").read_text("utf-8"))


def of_kind(*kinds: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in TABLE["cases"] if case["kind"] in kinds]


def hours_of(case: dict[str, Any]) -> Hours:
    calendar = TABLE["calendars"][case["calendar"]]
    begun = at(case.get("start") or case["created"]).year
    closed: dict[str, list[list[str]]] = {day: [] for day in calendar["holidays"]}
    closed |= {
        f"{year}-{day}": [] for day in calendar["yearly_holidays"] for year in range(begun - 1, begun + 2)
    }
    spans = [span.split("-") for span in calendar["spans"].split()]
    return Hours.from_data(calendar["tz"], dict.fromkeys(calendar["days"].split(), spans), closed)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_none_of_the_examples_is_left_out() -> None:
    kinds = [case["kind"] for case in TABLE["cases"]]
    assert {kind: kinds.count(kind) for kind in kinds} == {"due": 6, "worked": 3, "ticket": 6}


@pytest.mark.parametrize("case", of_kind("due", "worked"))
def test_working_time(case: dict[str, Any]) -> None:
    hours, start, seconds = hours_of(case), at(case["start"]), case["working_seconds"]
    if case["kind"] == "due":
        assert add_working(start, seconds, hours) == at(case["due"])
    assert worked_seconds(start, at(case.get("due") or case["end"]), hours) == seconds


@pytest.mark.parametrize("case", of_kind("ticket"))
def test_tickets(case: dict[str, Any]) -> None:
    """A response is owed from the customer's last word on, the first response and the solution from the start."""
    hours, created, expect = hours_of(case), at(case["created"]), case["expect"]
    pauses = [(at(begins), at(ends)) for begins, ends in case.get("pauses", [])]
    events = {name: at(moment) for name, moment in case.get("events", {}).items()}
    dues = []
    for target, since, event in (
        ("first_response", created, "first_response"),
        ("response", events.get("last_customer"), ""),
        ("solution", created, "closed"),
    ):
        minutes = case["sla_minutes"][target]
        if expect.get(f"{target}_due"):
            assert since is not None
            dues.append(due_at(since, minutes * 60, hours, pauses))
            assert dues[-1] == at(expect[f"{target}_due"])
        if f"{target}_minutes" in expect:
            used = used_seconds(created, events[event], hours, pauses)
            assert used == expect[f"{target}_minutes"] * 60
            left = left_seconds(created, events[event], minutes * 60, hours, pauses)
            assert timedelta(seconds=left) == timedelta(minutes=expect[f"{target}_left"])
    assert min(dues, default=None) == (expect["next_escalation"] and at(expect["next_escalation"]))
