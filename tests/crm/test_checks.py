"""Mistakes of set-up are said by name, and a complete installation hears nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.checks import run_checks
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from cases.models import Policy
from crm.checks import (
    calendars_are_confirmed,
    installation_is_complete,
    one_process_has_one_web_worker,
    ping_is_an_address,
    secret_is_long,
)
from crm.company.models import Calendar, CalendarVersion, Role, Site, Team, User
from tests.factories.company import OFFICE_HOURS, make_site

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def missing() -> set[str | None]:
    return {message.id for message in installation_is_complete(databases=["default"])}


@pytest.mark.parametrize(
    ("workers", "redis", "said"),
    [(1, "", []), (4, "redis://broker:6379/0", []), (2, "", ["crm.E001"])],
)
def test_several_web_workers_need_redis(
    settings: Settings, workers: int, redis: str, said: list[str]
) -> None:
    settings.WEB_WORKERS, settings.REDIS_URL = workers, redis
    assert [message.id for message in one_process_has_one_web_worker()] == said


@pytest.mark.parametrize(("length", "said"), [(50, []), (49, ["crm.E002"])])
def test_going_live_needs_a_long_secret(settings: Settings, length: int, said: list[str]) -> None:
    settings.SECRET_KEY = "x" * length
    assert [message.id for message in secret_is_long()] == said
    assert [found.id for found in run_checks() if found.id == "crm.E002"] == []
    live = run_checks(include_deployment_checks=True)
    assert [found.id for found in live if found.id == "crm.E002"] == said


@pytest.mark.parametrize(
    ("address", "said"),
    [("", []), ("https://monitor.example.org/x", []), ("file:///etc/passwd", ["crm.E003"])],
)
def test_the_sign_of_life_goes_to_a_web_address(settings: Settings, address: str, said: list[str]) -> None:
    settings.PING_URL = address
    assert [found.id for found in run_checks() if found.id == "crm.E003"] == said
    assert [message.id for message in ping_is_an_address()] == said


@pytest.mark.django_db
def test_an_empty_installation_lacks_everything() -> None:
    assert missing() == {"crm.W001", "crm.W003", "crm.W004", "crm.W005"}


@pytest.mark.django_db
def test_each_gap_of_a_complete_installation_is_said_alone() -> None:
    boss = User.objects.create(username="leitung", role=Role.MANAGEMENT)
    lead, deputy = User.objects.create(username="lead"), User.objects.create(username="deputy")
    calendar = Calendar.objects.create(name="Lindau")
    CalendarVersion.objects.create(calendar=calendar, number=1, spans=OFFICE_HOURS, valid_from=NOW)
    site = Site.objects.create(name="Lindau", calendar=calendar)
    team = Team.objects.create(name="Zentrale", site=site, lead=lead, deputy=deputy, is_fallback=True)
    policy = Policy.objects.create(name="Alles andere", position=9, catch_all=True)
    assert missing() == set()

    changes: list[tuple[Any, dict[str, Any], str]] = [
        (team, {"is_fallback": False}, "crm.W001"),
        (lead, {"is_active": False}, "crm.W002"),
        (deputy, {"is_active": False}, "crm.W002"),
        (boss, {"is_active": False}, "crm.W003"),
        (policy, {"catch_all": False}, "crm.W004"),
    ]
    for row, change, said in changes:
        kept = {field: getattr(row, field) for field in change}
        type(row).objects.filter(pk=row.pk).update(**change)
        assert missing() == {said}
        type(row).objects.filter(pk=row.pk).update(**kept)


@pytest.mark.django_db
def test_a_rule_without_conditions_is_no_catch_all_until_it_says_so() -> None:
    Policy.objects.create(name="Alles andere", position=1)
    assert "crm.W004" in missing()
    Policy.objects.create(name="Wirklich alles", position=2, catch_all=True)
    assert "crm.W004" not in missing()


@pytest.mark.django_db
@pytest.mark.parametrize("newer", ["", "dashboard"], ids=["a new database", "that of an older version"])
def test_before_every_migration_is_done_nothing_is_asked(monkeypatch: pytest.MonkeyPatch, newer: str) -> None:
    done = MigrationRecorder(connections["default"]).applied_migrations()
    older = {step: row for step, row in done.items() if newer not in ("", step[0])}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _self: older)
    assert missing() == set()


def test_without_a_database_at_hand_nothing_is_asked() -> None:
    assert installation_is_complete(databases=None) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "said"),
    [(datetime(2026, 9, 30, 9, tzinfo=UTC), []), (datetime(2026, 10, 1, 9, tzinfo=UTC), ["crm.W006"])],
)
def test_from_october_on_the_next_year_is_asked_for(today: datetime, said: list[str]) -> None:
    make_site()
    with time_machine.travel(today, tick=False):
        assert [found.id for found in calendars_are_confirmed(databases=["default"])] == said
        assert calendars_are_confirmed(databases=None) == []
