"""R6 in small: 0 differences over 2,000 cases, or as many as ANKLANG_R6_CASES says; ANKLANG_R6_SEED repeats a run.

`python -m tools.faults r6` is the same at 50,000.
"""

import os
import platform
import random
import time
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from cases import deadlines
from cases.deadlines import PauseSpan
from crm.lib.working_hours import Hours
from tests.cases import deadline_check
from tests.cases.deadline_check import REGIONS, SITUATIONS, agree, judge
from tests.cases.generated_deadlines import Case

CASES = int(os.environ.get("ANKLANG_R6_CASES", "2000"))
SEED = int(os.environ.get("ANKLANG_R6_SEED") or random.SystemRandom().randrange(2**32))


def test_generated_deadlines_agree_with_the_minute_oracle(capsys: pytest.CaptureFixture[str]) -> None:
    began = time.perf_counter()
    with capsys.disabled():
        print(f"\nR6: seed {SEED}, Python {platform.python_version()}, {platform.machine()}")  # noqa: T201
        seen = agree(CASES, with_seed=SEED)
        told = {name: seen[name] for name in ("cases", *sorted(SITUATIONS))}
        print(f"R6: {told}, {time.perf_counter() - began:.0f} s")  # noqa: T201 - a run says its figures
    if CASES >= 2000:
        assert set(seen) == {"cases", *REGIONS, *SITUATIONS}
        assert min(seen[name] for name in SITUATIONS) >= CASES // 100


def test_a_deadline_a_minute_late_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline_check, "due_at", a_minute_late)
    with pytest.raises(AssertionError):
        judge(
            Case(
                place=("Europe/Berlin", "DE", "BY"),
                spans={"mon": [["08:00", "12:00"]]},
                holidays={},
                start=0,
                target=60,
                pauses=[],
                percent=75,
                before=15,
                after=15,
                until=600,
            )
        )


def a_minute_late(start: datetime, target: int, hours: Hours, pauses: Sequence[PauseSpan]) -> datetime:
    return deadlines.due_at(start, target, hours, pauses) + timedelta(minutes=1)
