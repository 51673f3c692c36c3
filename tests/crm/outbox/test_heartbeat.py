"""A clock that stands is seen within two minutes; one that has just been wound up is not blamed."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from crm.celery import TIMETABLE, entry_of
from crm.company.models import Installation
from crm.outbox import heartbeat
from crm.outbox.heartbeat import LABELS, beat, has_just_run, late_sweeps, limit, pulses
from crm.outbox.watchdog import WARNINGS, watchdog_sentence

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)  # 15:00 in Berlin
NAMES = [entry.name for entry in TIMETABLE]


@pytest.fixture(autouse=True)
def _old_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process has been running for a week."""
    monkeypatch.setattr(heartbeat, "process_age", lambda: timedelta(days=7))


def beat_all(at: datetime, **errors: str) -> None:
    for name in NAMES:
        beat(name, ran_at=at, took_ms=5, handled=0, failed=0, error=errors.get(name, ""))


def late_names() -> list[str]:
    return [pulse.entry.name for pulse in late_sweeps(NOW)]


def test_all_is_well_while_every_sweep_beats() -> None:
    beat_all(NOW - timedelta(seconds=20))
    assert [pulse.state for pulse in pulses(NOW)] == ["ok"] * len(NAMES)
    assert watchdog_sentence(NOW) == ""


def test_a_stop_is_seen_within_two_minutes() -> None:
    beat_all(NOW - timedelta(seconds=119))
    assert late_names() == ["escalations", "jobs", "missed_calls", "mail", "ping"]


def test_each_sweep_is_late_only_past_its_own_limit() -> None:
    beat_all(NOW)
    entry = entry_of("pauses")
    beat("pauses", ran_at=NOW - limit(entry), took_ms=1, handled=0, failed=0)
    assert late_names() == []
    beat("pauses", ran_at=NOW - limit(entry) - timedelta(seconds=1), took_ms=1, handled=0, failed=0)
    assert late_names() == ["pauses"]


def test_the_warning_says_since_when() -> None:
    beat_all(NOW - timedelta(minutes=19))
    assert watchdog_sentence(NOW) == "Die Uhr steht. Seit 14:41 wurde keine Frist geprüft."


def test_mail_that_stands_does_not_claim_that_the_clock_does() -> None:
    beat_all(NOW)
    beat("mail", ran_at=NOW - timedelta(minutes=19), took_ms=1, handled=0, failed=0)
    assert watchdog_sentence(NOW) == "Die Post steht. Seit 14:41 ging keine E-Mail hinaus."


def test_a_sweep_that_runs_and_breaks_warns_too() -> None:
    beat_all(NOW, escalations="OperationalError")
    assert [pulse.state for pulse in pulses(NOW)] == ["broken", *["ok"] * (len(NAMES) - 1)]
    assert watchdog_sentence(NOW) == "Die Uhr hakt. Fristen lassen sich gerade nicht prüfen."


def test_after_a_restart_old_heartbeats_are_not_late_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    beat_all(NOW - timedelta(days=3))
    monkeypatch.setattr(heartbeat, "process_age", lambda: timedelta(seconds=20))
    assert [pulse.state for pulse in pulses(NOW)] == ["waiting"] * len(NAMES)
    monkeypatch.setattr(heartbeat, "process_age", lambda: timedelta(seconds=91))
    assert late_names() == ["escalations", "jobs", "missed_calls", "mail", "ping"]


def test_a_sweep_that_never_ran_is_late_once_the_installation_is_old_enough() -> None:
    assert late_names() == []
    installation = Installation.objects.create(created_at=NOW - timedelta(seconds=50))
    assert late_names() == []
    installation.created_at = NOW - timedelta(days=1)
    installation.save()
    assert late_names() == NAMES
    assert watchdog_sentence(NOW) == "Die Uhr steht. Es wurde noch keine Frist geprüft."


def test_a_sweep_has_just_run_for_half_its_rhythm_unless_it_broke() -> None:
    entry = entry_of("pauses")
    assert has_just_run(entry, now=NOW) is False
    beat_all(NOW - timedelta(seconds=29))
    assert has_just_run(entry, now=NOW) is True
    assert has_just_run(entry, now=NOW + timedelta(seconds=1)) is False
    beat_all(NOW - timedelta(seconds=29), pauses="ValueError")
    assert has_just_run(entry, now=NOW) is False


def test_the_state_costs_one_query_once_every_sweep_has_run(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    beat_all(NOW)
    with django_assert_num_queries(1):
        watchdog_sentence(NOW)


def test_every_sweep_has_words_for_people() -> None:
    assert set(LABELS) == set(WARNINGS) == set(NAMES)
