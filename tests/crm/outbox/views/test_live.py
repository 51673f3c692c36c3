"""A page that stays open learns of new notices and of a standing clock, and otherwise costs next to nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from crm.celery import TIMETABLE
from crm.company.models import Role, User
from crm.lib.live import live_version, seen_count
from crm.outbox import heartbeat
from crm.outbox.heartbeat import beat
from crm.outbox.models import Heartbeat, Notice
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _running_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "process_age", lambda: timedelta(days=7))
    for entry in TIMETABLE:
        beat(entry.name, ran_at=timezone.now(), took_ms=1, handled=0, failed=0)


@pytest.fixture
def lena() -> User:
    return make_user()


@pytest.fixture
def lenas(lena: User) -> Client:
    client = Client()
    client.force_login(lena)
    return client


def tell(user: User, number: int, **facts: Any) -> None:
    filled = {"created_at": LONG_AGO, "not_before": LONG_AGO, **facts}
    Notice.objects.create(
        medium=Notice.APP,
        recipient=user,
        dedupe_key=f"n{number}:{user.pk}",
        subject_key="case:17",
        subject=f"Hinweis {number}",
        text="",
        **filled,
    )


def stop_the_clock(name: str = "escalations") -> None:
    Heartbeat.objects.filter(sweep=name).update(ran_at=LONG_AGO)
    cache.clear()


def test_nothing_new_is_an_empty_answer(lenas: Client, lena: User) -> None:
    tell(lena, 1)
    response = lenas.get("/hinweise/stand/?v=1-0")
    assert (response.status_code, response.content) == (204, b"")
    assert "no-store" in response["Cache-Control"]


def test_a_new_notice_changes_the_count_and_is_said_once(lenas: Client, lena: User) -> None:
    for number in range(3):
        tell(lena, number)
    html = lenas.get("/hinweise/stand/?v=1-0").content.decode()
    assert 'data-count="3" hx-get="/hinweise/stand/?v=3-0"' in html
    assert '<span hx-swap-oob="innerHTML:#live-said">2 neue Hinweise</span>' in html
    assert 'aria-label="3 neue Hinweise"' in html


def test_a_notice_that_was_read_elsewhere_is_not_announced(lenas: Client) -> None:
    html = lenas.get("/hinweise/stand/?v=1-0").content.decode()
    assert '<span id="notice-count" hx-swap-oob="true">\n</span>' in html or "bar-count" not in html
    assert '<span hx-swap-oob="innerHTML:#live-said"></span>' in html


def test_a_standing_clock_reaches_a_page_that_is_open(lenas: Client) -> None:
    assert lenas.get("/hinweise/stand/?v=0-0").status_code == 204
    stop_the_clock()
    response = lenas.get("/hinweise/stand/?v=0-0")
    html = response.content.decode()
    assert "Die Uhr steht." in html
    assert 'role="alert"' in html
    version = html.partition("?v=")[2].partition('"')[0]
    assert lenas.get(f"/hinweise/stand/?v={version}").status_code == 204


@pytest.mark.parametrize(("role", "status"), [(Role.FRONTDESK, 204), (Role.LEAD, 204), (Role.ADMIN, 200)])
def test_what_only_the_administration_can_mend_disturbs_nobody_else(role: str, status: int) -> None:
    client = Client()
    client.force_login(make_user(role))
    stop_the_clock("ping")
    assert client.get("/hinweise/stand/?v=0-0").status_code == status


def test_every_page_starts_with_what_it_shows(lenas: Client, lena: User) -> None:
    tell(lena, 1)
    html = lenas.get("/hinweise/").content.decode()
    assert 'data-count="1" hx-get="/hinweise/stand/?v=1-0"' in html
    assert '<p class="visually-hidden" id="live-said" role="status"></p>' in html


@pytest.mark.parametrize("version", ["", "-", "x-0", "99999999999999-0", "²-0", "1-0<b>", "-5-0"])
def test_a_version_that_makes_no_sense_gets_the_whole_answer(lenas: Client, version: str) -> None:
    assert lenas.get("/hinweise/stand/", {"v": version}).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_asking_costs_one_statement_of_its_own(
    lenas: Client, lena: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        tell(lena, number)
    lenas.get("/hinweise/stand/")  # the heartbeats are kept for some seconds
    with django_assert_num_queries(3):  # session, person, count
        assert lenas.get(f"/hinweise/stand/?v={rows}-0").status_code == 204


def test_a_version_changes_with_the_count_and_with_the_words() -> None:
    assert live_version(3, "") == "3-0"
    assert len({live_version(3, "a"), live_version(3, "b"), live_version(4, "a"), "3-0"}) == 4
    assert [seen_count(each) for each in ("3-0", "", "-1-0", "9999999999-0")] == [3, 0, 0, 0]
