"""A worker's own clock: silent while wake-ups arrive, at work when they stop."""

from datetime import timedelta
from time import monotonic, sleep

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from crm.celery import Entry
from crm.outbox.heartbeat import beat
from crm.outbox.own_clock import OwnClock, look, patience

ENTRY = Entry("escalations", "cases.escalation.sweep_escalations", 2)


class Sweeps:
    """Stands for `wake_up`; `away` as if the database were."""

    def __init__(self, *, away: bool = False) -> None:
        self.woken: list[str] = []
        self._away = away

    def __call__(self, entry: Entry) -> None:
        if self._away:
            raise OperationalError("server closed the connection")
        self.woken.append(entry.name)


def ran(ago: timedelta) -> None:
    beat(ENTRY.name, ran_at=timezone.now() - ago, took_ms=1, handled=0, failed=0)


@pytest.mark.django_db
def test_it_is_silent_while_rounds_come_in_time() -> None:
    ran(patience(ENTRY) - timedelta(seconds=2))
    sweeps = Sweeps()
    assert look(ENTRY, sweep=sweeps) is False
    assert sweeps.woken == []


@pytest.mark.django_db
@pytest.mark.parametrize("ago", [None, patience(ENTRY) + timedelta(seconds=1)])
def test_it_sweeps_when_a_round_is_overdue(ago: timedelta | None) -> None:
    if ago is not None:
        ran(ago)
    sweeps = Sweeps()
    assert look(ENTRY, sweep=sweeps) is True
    assert sweeps.woken == ["escalations"]


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_after_the_database_was_away() -> None:
    assert look(ENTRY, sweep=Sweeps(away=True)) is False
    sweeps = Sweeps()
    assert look(ENTRY, sweep=sweeps) is True
    assert sweeps.woken == ["escalations"]


@pytest.mark.django_db(transaction=True)
def test_its_threads_carry_out_a_sweep_and_end() -> None:
    clock = OwnClock((Entry("pauses", "cases.lifecycle.sweep_pauses", 1),))
    clock.start()
    give_up = monotonic() + 20
    while monotonic() < give_up and not _pauses_ran():
        sleep(0.05)
    clock.stop()
    assert _pauses_ran()


def _pauses_ran() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM outbox_heartbeat WHERE sweep = 'pauses'")
        return bool(cursor.fetchone()[0])
