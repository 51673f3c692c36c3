"""A sweep leaves a heartbeat on the real clock, whatever happens in it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from structlog.testing import capture_logs

from crm.outbox.models import Heartbeat
from crm.outbox.sweeping import SweepResult, run_sweep

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def sweeps_three(_now: datetime) -> SweepResult:
    return SweepResult(handled=3, failed=1)


def breaks(_now: datetime) -> SweepResult:
    raise ValueError("Ulrike Maier, 0176 0406908")


def test_the_heartbeat_carries_the_real_time_and_the_counts() -> None:
    assert run_sweep("mail", sweeps_three, LONG_AGO) == SweepResult(handled=3, failed=1)
    row = Heartbeat.objects.get(sweep="mail")
    assert abs(timezone.now() - row.ran_at) < timedelta(seconds=10)
    assert (row.handled, row.failed, row.error) == (3, 1, "")


def test_a_broken_round_leaves_a_heartbeat_that_says_so_without_personal_data() -> None:
    with capture_logs() as lines:
        result = run_sweep("mail", breaks, LONG_AGO)
    row = Heartbeat.objects.get(sweep="mail")
    assert abs(timezone.now() - row.ran_at) < timedelta(seconds=10)
    assert row.error == result.error
    assert row.error.startswith("ValueError (outbox/test_sweeping.py:")
    assert [(line["event"], line["sweep"]) for line in lines] == [("sweep_failed", "mail")]


def test_the_next_good_round_clears_the_error() -> None:
    run_sweep("mail", breaks, LONG_AGO)
    run_sweep("mail", sweeps_three, LONG_AGO)
    assert Heartbeat.objects.get().error == ""


def test_a_sweep_sees_the_time_it_is_given() -> None:
    seen: list[datetime] = []

    def looks(now: datetime) -> SweepResult:
        seen.append(now)
        return SweepResult()

    run_sweep("mail", looks, LONG_AGO)
    assert seen == [LONG_AGO]
