"""R6: generated deadlines against a minute-by-minute oracle, 0 differences.

ANKLANG_R6_CASES sets their number (2,000), ANKLANG_R6_SEED repeats a run; seed and coverage are printed.
"""

import os
import platform
import random
import time
from collections import Counter
from datetime import datetime, timedelta
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, seed, settings

from cases.deadlines import Step, due_at, explain, step_moment, used_seconds
from tests.cases.generated_deadlines import AUTUMN, PLACES, SPRING, Case, cases, moment
from tests.cases.minute_oracle import Oracle

CASES = int(os.environ.get("ANKLANG_R6_CASES", "2000"))
SEED = int(os.environ.get("ANKLANG_R6_SEED") or random.SystemRandom().randrange(2**32))


def check(case: Case) -> datetime:
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
    """What a case exercises, so that nothing R6 names can silently be left out."""
    first = moment(case.start)
    days = {(first + timedelta(days=n)).date() for n in range((due - first).days + 2)}
    facts = {
        "clock forward": bool(days & set(SPRING)),
        "clock back": bool(days & set(AUTUMN)),
        "split day": any(len(spans) > 1 for spans in case.spans.values()),
        "half day": any(case.holidays.get(day.isoformat()) for day in days),
        "holiday": any(case.holidays.get(day.isoformat()) == [] for day in days),
        "pause": any(begin < end and moment(begin) < due for begin, end in case.pauses),
        "several pauses": len(case.pauses) > 1,
    }
    return {name for name, true in facts.items() if true} | {"-".join(case.place[1:])}


def test_generated_deadlines_agree_with_the_minute_oracle(capsys: pytest.CaptureFixture[str]) -> None:
    seen: Counter[str] = Counter()

    @seed(SEED)
    @settings(max_examples=CASES, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(case=cases())
    def run(case: Case) -> None:
        seen.update(["cases", *covered(case, check(case))])

    began = time.perf_counter()
    try:
        run()
    finally:
        took = time.perf_counter() - began
        regions = {name: count for name, count in seen.items() if "-" in name}
        situations = {name: count for name, count in seen.items() if "-" not in name}
        with capsys.disabled():
            print(  # noqa: T201 - the seed belongs into the output of every run
                f"\nR6: seed {SEED}, {len(regions)} regions, {situations}, {took:.0f} s, "
                f"Python {platform.python_version()}, {platform.machine()}"
            )
    if CASES >= 1000:
        assert set(regions) == {"-".join(place[1:]) for place in PLACES}
        assert len(situations) == 8
        assert min(situations.values()) >= CASES // 50
