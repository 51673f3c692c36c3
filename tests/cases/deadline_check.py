"""R6: generated deadlines against the minute-by-minute oracle. Here a case is judged, and told what it exercises."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import islice

from hypothesis import HealthCheck, given, seed, settings

from cases.deadlines import Step, due_at, explain, step_moment, used_seconds
from crm.lib.working_time import is_working
from tests.cases.generated_deadlines import AUTUMN, PLACES, SPRING, Case, cases, moment
from tests.cases.minute_oracle import Oracle

REGIONS = {"-".join(place[1:]) for place in PLACES}
SITUATIONS = {
    "clock forward",
    "clock back",
    "split day",
    "half day",
    "holiday",
    "pause",
    "several pauses",
    "pause over a clock change",
    "pause over a holiday",
    "created outside hours",
    "step before, another day",
    "step before, same day",
    "step after, another day",
    "step after, same day",
    "due at closing time",
}


def agree(number: int, *, with_seed: int) -> Counter[str]:
    """Judge that many generated cases or a few more, the same number for every place; the situations and regions
    they had. Raises at the first difference.
    """
    seen: Counter[str] = Counter()
    for nth, place in enumerate(PLACES):
        _agree_at(place, -(-number // len(PLACES)), with_seed=with_seed + nth, seen=seen)
    return seen


def _agree_at(place: tuple[str, str, str], number: int, *, with_seed: int, seen: Counter[str]) -> None:
    @seed(with_seed)
    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(case=cases(place))
    def run(case: Case) -> None:
        seen.update(["cases", *covered(case, judge(case))])

    run()


def judge(case: Case) -> datetime:
    """Due moment, what is used, every kind of step and the ledger, all compared with counted minutes."""
    oracle = Oracle(case.place[0], case.spans, case.holidays, case.pauses)
    hours, pauses = case.hours, case.waits
    start, target = moment(case.start), case.target * 60
    counting = list(islice(oracle.counting(case.start), case.target))
    expected_due = counting[-1] + 1

    due = due_at(start, target, hours, pauses)
    assert due == moment(expected_due)
    assert used_seconds(start, due, hours, pauses) == target
    assert used_seconds(start, moment(case.until), hours, pauses) == 60 * oracle.used(case.start, case.until)

    def falls(step: Step) -> datetime:
        return step_moment(step, start=start, due_at=due, target_seconds=target, hours=hours, pauses=pauses)

    def reached(seconds: int) -> datetime:
        """When that much is used: in the counting minute that holds the last of these seconds, at its end."""
        if not seconds:
            return start
        return moment(counting[(seconds - 1) // 60]) + timedelta(seconds=(seconds - 1) % 60 + 1)

    assert falls(Step("before", percent=case.percent)) == reached(target * case.percent // 100)
    assert falls(Step("before", minutes=case.before)) == reached(target - case.before * 60)
    assert falls(Step("at")) == due
    *_, last = islice(oracle.counting(expected_due), case.after)
    assert falls(Step("after", minutes=case.after)) == moment(last + 1)

    told = explain(start=start, target_seconds=target, hours=hours, pauses=pauses, now=moment(case.until))
    rows = [(int(r.start.timestamp()), int(r.end.timestamp())) for r in told.rows if r.what == "counts"]
    assert [minute for begin, end in rows for minute in range(begin // 60, end // 60)] == counting
    assert (told.rows[-1].total, told.rows[-1].end) == (target, due)
    assert told.used == 60 * oracle.used(case.start, min(case.until, expected_due))
    assert told.used + told.left == target
    return due


def covered(case: Case, due: datetime) -> set[str]:
    """What a case exercises, so that nothing R6 names can silently be left out; and where it lies ("DE-BY")."""
    hours, first = case.hours, moment(case.start)
    days = {(first + timedelta(days=n)).date() for n in range((due - first).days + 2)}
    waited = {
        (moment(begin) + timedelta(days=n)).date()
        for begin, end in case.pauses
        if begin < end and moment(begin) < due
        for n in range((end - begin) // 1440 + 2)
    }
    known = {"start": first, "due_at": due, "target_seconds": case.target * 60, "hours": hours}
    before, after = (
        step_moment(step, pauses=case.waits, **known).astimezone(hours.zone).date()  # type: ignore[arg-type]
        for step in (Step("before", minutes=case.before), Step("after", minutes=case.after))
    )
    last = due.astimezone(hours.zone).date()
    closed = {day for day in days | waited if case.holidays.get(day.isoformat()) == []}
    facts = {
        "clock forward": bool(days & set(SPRING)),
        "clock back": bool(days & set(AUTUMN)),
        "split day": any(len(spans) > 1 for spans in case.spans.values()),
        "half day": any(case.holidays.get(day.isoformat()) for day in days),
        "holiday": bool(days & closed),
        "pause": bool(waited),
        "several pauses": len(case.pauses) > 1,
        "pause over a clock change": bool(waited & {*SPRING, *AUTUMN}),
        "pause over a holiday": bool(waited & closed),
        "created outside hours": not is_working(first, hours),
        "step before, another day": before < last,
        "step before, same day": before == last,
        "step after, another day": after > last,
        "step after, same day": after == last,
        "due at closing time": not is_working(due, hours),
    }
    return {name for name, true in facts.items() if true} | {"-".join(case.place[1:])}
