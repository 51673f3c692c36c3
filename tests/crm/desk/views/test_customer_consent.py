"""Consent at the customer's page: one tap, with how we know; the newest word is shown."""

import pytest
import time_machine
from django.test import Client

from contacts.models import Consent, Customer
from crm.company.models import User
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return make_user(role="frontdesk")


@pytest.fixture
def desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def tap(desk: Client, customer: Customer, **sent: str) -> str:
    with time_machine.travel(MONDAY, tick=False):
        page = desk.post(f"/kunden/{customer.number}/umfrage/", sent, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def test_a_yes_and_then_a_no_are_two_rows_and_the_newest_is_shown(desk: Client, person: User) -> None:
    customer = a_customer()
    untouched = desk.get(f"/kunden/{customer.number}/").content.decode()
    assert "Noch nicht gefragt, also fragen wir nicht." in untouched
    assert "seit 24.11.2025, am Telefon" in tap(desk, customer, survey="yes", source=" am Telefon ")
    html = tap(desk, customer, survey="no", source="im Laden")
    assert "seit 24.11.2025, im Laden" in html
    assert "Notiert: wird nicht gefragt." in html
    rows = Consent.objects.filter(customer=customer).order_by("pk")
    assert [(row.state, row.source, row.by) for row in rows] == [
        ("given", "am Telefon", person),
        ("withdrawn", "im Laden", person),
    ]


def test_news_of_a_wish_are_asked_for_apart(desk: Client) -> None:
    customer = a_customer()
    assert (
        "Noch nicht gefragt, also schreiben wir nicht."
        in desk.get(f"/kunden/{customer.number}/").content.decode()
    )
    html = tap(desk, customer, news="yes", source="am Telefon")
    assert "Notiert: bekommt Nachricht." in html
    assert "Noch nicht gefragt, also fragen wir nicht." in html
    privacy = desk.get(f"/kunden/{customer.number}/datenschutz/").content.decode()
    assert 'name="news" value="no"' in privacy
    assert 'name="survey"' not in privacy
    tap(desk, customer, news="no", source="im Laden")
    assert [(row.purpose, row.state) for row in Consent.objects.order_by("pk")] == [
        ("news", "given"),
        ("news", "withdrawn"),
    ]


def test_saying_the_same_again_adds_nothing(desk: Client) -> None:
    customer = a_customer()
    for _ in range(3):
        tap(desk, customer, survey="yes", source="im Laden")
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"survey": "perhaps", "source": "im Laden"}, "Bitte tippen Sie Ja oder Nein."),
        ({"survey": "yes", "source": " "}, "Bitte schreiben Sie, woher wir das wissen."),
        ({"survey": "yes", "source": "x" * 121}, "höchstens 120 Zeichen"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    desk: Client, sent: dict[str, str], said: str
) -> None:
    assert said in tap(desk, a_customer(), **sent)
    assert not Consent.objects.exists()
