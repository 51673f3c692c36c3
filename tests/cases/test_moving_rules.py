"""Properties of moving: never later than promised, never broken backwards, and always what the new version computes."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import moving_rules
from cases.deadlines import due_at
from cases.models import Deadline, DeadlineKind, Outcome, PolicyVersion
from cases.moving_rules import CALENDAR, POLICY, Target, fate
from crm.company.models import CalendarVersion
from crm.lib.working_hours import Hours
from tests.cases.generated_deadlines import Case, cases, moment

BERLIN = ("Europe/Berlin", "DE", "BY")
OLD, NEW = 1, 2
HOURS: dict[int, Hours] = {}


@pytest.fixture(autouse=True)
def generated_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving_rules, "hours_of", HOURS.__getitem__)


def deadline(case: Case, kind: str) -> Deadline:
    """As it was armed with the old version, its waits counted where it waits."""
    start, seconds = moment(case.start), case.target * 60
    waits = case.waits if kind == DeadlineKind.RESOLUTION else []
    return Deadline(
        kind=kind,
        started_at=start,
        target_seconds=seconds,
        due_at=due_at(start, seconds, case.hours, waits),
        promised_at=due_at(start, seconds, case.hours),
        calendar_version_id=OLD,
    )


@pytest.mark.parametrize("kind", [DeadlineKind.FIRST_RESPONSE, DeadlineKind.RESOLUTION])
@pytest.mark.parametrize("what", [POLICY, CALENDAR])
@settings(max_examples=60, deadline=None)
@given(
    case=cases(BERLIN),
    other=cases(BERLIN),
    more=st.tuples(st.integers(1, 2400), st.booleans(), st.integers(0, 6000)),
)
def test_a_move_keeps_every_promise_and_can_be_computed_anew(
    kind: str, what: str, case: Case, other: Case, more: tuple[int, bool, int]
) -> None:
    minutes, said, later = more
    HOURS.update({OLD: case.hours, NEW: other.hours})
    row = deadline(case, kind)
    now = moment(case.start) + timedelta(minutes=later)
    waits = case.waits if kind == DeadlineKind.RESOLUTION else []
    if what == POLICY:
        target = Target(POLICY, PolicyVersion(first_response_minutes=minutes, resolution_minutes=minutes))
    else:
        target = Target(CALENDAR, CalendarVersion(pk=NEW))
    after = fate(row, target, pauses=case.waits, said=said, now=now)
    if not after.moves:
        assert (after.due_at, after.target_seconds) == (row.due_at, row.target_seconds)
    else:
        assert after.target_seconds is not None
        hours = HOURS[NEW if what == CALENDAR else OLD]
        assert after.due_at == due_at(row.started_at, after.target_seconds, hours, waits)
        assert after.due_at > now
    if kind == DeadlineKind.FIRST_RESPONSE:
        assert after.due_at <= row.promised_at
    elif said:
        assert after.due_at <= max(row.due_at, row.promised_at)
    compared = (after.due_at > row.due_at) - (after.due_at < row.due_at)
    assert compared == {Outcome.EARLIER: -1, Outcome.LATER: 1}.get(after.outcome, 0)
    if row.due_at <= now:
        assert after.outcome == Outcome.OVER
