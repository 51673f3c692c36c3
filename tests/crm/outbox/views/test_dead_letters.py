"""Mails that were given up: management looks, the administration sends them again, and it is written down who did."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from crm.company.models import Role
from crm.outbox.models import Notice, Resending
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def given_up(number: int = 1, **facts: Any) -> Notice:
    filled = {
        "medium": Notice.MAIL,
        "address": "gone@example.org",
        "dedupe_key": f"n{number}",
        "subject_key": "case:17",
        "subject": f"Stufe {number}: #17",
        "text": "Die Antwort war fällig.",
        "created_at": NOW,
        "not_before": NOW,
        "attempts": 8,
        "dead_at": NOW,
        "error": "550 unknown",
        **facts,
    }
    return Notice.objects.create(**filled)


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role, first_name="Ada", last_name="Min"))
    return client


def page(client: Client) -> str:
    return " ".join(client.get("/einstellungen/hinweise/").content.decode().split())


def test_it_says_what_was_not_sent_and_why() -> None:
    given_up()
    given_up(2, sent_at=NOW, dead_at=None)
    given_up(3, dropped_at=NOW)
    given_up(4, dead_at=None, attempts=2)
    html = page(signed_in(Role.ADMIN))
    assert "1 E-Mail ging nicht hinaus" in html
    assert "1 E-Mail wartet auf den Versand." in html
    assert "an gone@example.org" in html
    assert "Nach 8 Versuchen aufgegeben: 550 unknown" in html
    assert "Stufe 2" not in html
    assert "Stufe 3" not in html


def test_management_looks_and_cannot_send() -> None:
    letter = given_up()
    boss = signed_in(Role.MANAGEMENT)
    assert "Stufe 1: #17" in page(boss)
    assert "Noch einmal senden" not in page(boss)
    for address in (f"/einstellungen/hinweise/{letter.pk}/", "/einstellungen/hinweise/alle/"):
        assert boss.post(address).status_code == 403
    assert Resending.objects.count() == 0


def test_one_is_sent_again_and_it_is_noted_who_did_it() -> None:
    letter, other = given_up(), given_up(2)
    client = signed_in(Role.ADMIN)
    assert (
        client.post(f"/einstellungen/hinweise/{letter.pk}/").headers["Location"] == "/einstellungen/hinweise/"
    )
    letter.refresh_from_db()
    other.refresh_from_db()
    assert (letter.dead_at, letter.attempts, letter.error, other.dead_at) == (None, 0, "", NOW)
    again = Resending.objects.get()
    assert (again.notice, str(again.by), again.error) == (letter, "Ada Min", "550 unknown")
    html = page(client)
    assert "Noch einmal gesendet" in html
    assert "vorher: 550 unknown" in html
    assert "Ada Min" in html
    client.post(f"/einstellungen/hinweise/{letter.pk}/")
    assert "Jemand war schneller." in page(client)
    assert Resending.objects.count() == 1


def test_all_are_sent_again_at_once_also_those_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm.outbox.views.dead_letters.SHOWN", 2)
    for number in range(5):
        given_up(number)
    client = signed_in(Role.ADMIN)
    assert "Gezeigt sind die neuesten 2." in page(client)
    client.post("/einstellungen/hinweise/alle/")
    assert "5 E-Mails gehen noch einmal hinaus." in page(client)
    assert Notice.objects.filter(dead_at=None, attempts=0).count() == Resending.objects.count() == 5


def test_with_nothing_left_lying_the_page_says_so() -> None:
    assert "Nichts ist liegen geblieben" in page(signed_in(Role.ADMIN))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(Role.ADMIN)
    for number in range(rows):
        given_up(number)
    client.post("/einstellungen/hinweise/alle/")
    for number in range(rows):
        given_up(10 + number)
    page(client)
    with django_assert_num_queries(QUERIES):
        page(client)


QUERIES = 8  # session, person, letters, waiting, sent again; work, notices, installation of the bar
