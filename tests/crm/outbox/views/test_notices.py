"""Hinweise in the browser: mine, the newest first; opening one marks it read and leads to its case."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from crm.company.models import Role, User
from crm.outbox.models import Notice

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def lena() -> User:
    return User.objects.create(username="lena", first_name="Lena", last_name="Vogt")


@pytest.fixture
def lenas(lena: User) -> Client:
    """Her browser, signed in."""
    client = Client()
    client.force_login(lena)
    return client


def told(user: User, subject: str, **facts: Any) -> Notice:
    filled = {
        "medium": Notice.APP,
        "recipient": user,
        "dedupe_key": f"{user.pk}:{subject}",
        "subject_key": "case:17",
        "subject": subject,
        "text": "Die Antwort war fällig.",
        "path": "/hinweise/",
        "created_at": NOW,
        "not_before": NOW,
        **facts,
    }
    return Notice.objects.create(**filled)


def given_up(subject: str = "Stufe 3: #17") -> Notice:
    facts = {"medium": Notice.MAIL, "address": "gone@example.org", "recipient": None, "attempts": 8}
    return told(User(pk=0), subject, dead_at=NOW, error="550 unknown", **facts)


def page(client: Client, address: str = "/hinweise/") -> str:
    return client.get(address).content.decode()


def test_the_page_shows_mine_the_newest_first(lenas: Client, lena: User) -> None:
    told(lena, "Stufe 1: #17", created_at=NOW - timedelta(hours=1))
    told(lena, "Stufe 2: #17")
    told(User.objects.create(username="milan"), "Stufe 1: #99")
    html = page(lenas)
    assert html.index("Stufe 2: #17") < html.index("Stufe 1: #17")
    assert "#99" not in html


def test_the_unread_are_marked_by_a_word(lenas: Client, lena: User) -> None:
    told(lena, "a", read_at=NOW)
    assert (page(lenas).count("ungelesen"), "Alles gelesen." in page(lenas)) == (0, True)
    told(lena, "b")
    assert "Einer ist noch ungelesen." in page(lenas)
    assert page(lenas).count('<span class="state state-soon"') == 1


def test_no_notice_is_said_kindly(lenas: Client) -> None:
    assert "Wenn ein Vorgang Sie braucht, steht es hier." in page(lenas)


def test_opening_marks_read_and_leads_there(lenas: Client, lena: User) -> None:
    notice = told(lena, "a", path="/vorgaenge/17/")
    response = lenas.post(f"/hinweise/{notice.pk}/")
    assert (response.status_code, response.headers["Location"]) == (302, "/vorgaenge/17/")
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.mark.parametrize(
    "path", ["", "//evil.example.org/", "https://evil.example.org/", "javascript:alert(1)"]
)
def test_opening_never_leads_away_from_us(lenas: Client, lena: User, path: str) -> None:
    notice = told(lena, "a", path=path)
    assert lenas.post(f"/hinweise/{notice.pk}/").headers["Location"] == "/hinweise/"


def test_nobody_opens_the_notice_of_another(lenas: Client) -> None:
    notice = told(User.objects.create(username="milan"), "a")
    assert lenas.post(f"/hinweise/{notice.pk}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_looking_marks_nothing(lenas: Client, lena: User) -> None:
    notice = told(lena, "a")
    page(lenas)
    assert lenas.get(f"/hinweise/{notice.pk}/").status_code == 405
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_read_at_once(lenas: Client, lena: User) -> None:
    told(lena, "a")
    told(lena, "b")
    assert lenas.post("/hinweise/gelesen/").headers["Location"] == "/hinweise/"
    assert Notice.objects.filter(read_at=None).count() == 0


def test_a_long_list_has_pages(lenas: Client, lena: User) -> None:
    for number in range(31):
        told(lena, f"n{number:02}", created_at=NOW + timedelta(minutes=number))
    assert ("n30" in page(lenas), "n00" in page(lenas)) == (True, False)
    assert "n00" in page(lenas, "/hinweise/?page=2")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    lenas: Client, lena: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lena.role = Role.ADMIN
    lena.save()
    for number in range(rows):
        told(lena, f"n{number}")
        given_up(f"d{number}")
    page(lenas)
    with django_assert_num_queries(QUERIES):
        page(lenas)


QUERIES = 10  # three of them for the bar


def test_without_signing_in_there_is_nothing_to_see(lena: User) -> None:
    notice = told(lena, "a")
    for response in (Client().get("/hinweise/"), Client().post(f"/hinweise/{notice.pk}/")):
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/konto/login/")


def test_only_the_administration_is_led_to_dead_letters(lenas: Client, lena: User) -> None:
    given_up()
    assert "/einstellungen/hinweise/" not in page(lenas)
    lena.role = Role.ADMIN
    lena.save()
    html = page(lenas)
    assert "1 E-Mail ging nicht hinaus." in html
    assert 'href="/einstellungen/hinweise/"' in html
