"""R7, small here and at full size by `python -m tools.faults r7`: promises 1 to 4 in whatever order things happen."""

import os
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from cases import proofs
from crm.company.calendars import installation
from crm.lib.proofs import Proof
from tests.faults.living import CHECKS, RUNS, STEPS, Living, World

LIFE_RUNS, LIFE_STEPS = int(os.environ.get("LIFE_RUNS", "12")), int(os.environ.get("LIFE_STEPS", "30"))
FULL = "LIFE_RUNS" in os.environ


def _only_broken(promise: int, what: str, *, of: object, broken: "QuerySet[Any]") -> Proof:
    """Without counting what was looked at, which takes as long as looking for what is broken."""
    keys = tuple(str(key) for key in broken.values_list("pk", flat=True)[:3])
    return Proof(promise, what, 0, len(keys), keys)


@pytest.mark.django_db
def test_promises_hold_after_every_step_of_any_life(monkeypatch: pytest.MonkeyPatch) -> None:
    installation()
    Living.world = World.build()
    monkeypatch.setattr(proofs, "counted", _only_broken)
    run_state_machine_as_test(
        Living,
        _min_steps=LIFE_STEPS if FULL else 0,
        settings=settings(
            max_examples=LIFE_RUNS,
            stateful_step_count=LIFE_STEPS,
            deadline=None,
            database=None,
            derandomize=not FULL,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
            print_blob=True,
        ),
    )
    done = ", ".join(f"{name} {count}" for name, count in sorted(STEPS.items()))
    print(
        f"\nR7 on {connection.vendor}: {RUNS['runs']} runs, {sum(STEPS.values())} steps, "
        f"{CHECKS['proofs']} proofs: {done}"
    )
