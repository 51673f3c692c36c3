"""The page /kunden/: searching, the newest, those with gaps, and a new one."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contacts.models import Customer, Finding
from contacts.sources import Origin
from crm.company.models import Role, User
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_user
from tests.factories.contacts import a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user(Role.FRONTDESK)


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def complete(last_name: str, **more: Any) -> Customer:
    more = {"phone": "0711 80497319"} | more
    return a_customer(last_name, origin=Origin(source=a_source(), reason=a_reason()), **more)


def page(client: Client, path: str = "/kunden/", **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_newest_stand_first_with_open_cases_and_gaps(client: Client, user: User) -> None:
    make_policy()
    complete("Alt", postal_code="88131", city="Lindau", phone="08382 940831")
    case = captured(make_topic(), by=user, at=timezone.now()).case
    assert case is not None
    assert case.customer is not None
    content = page(client)
    assert content.index("Ulrike Maier") < content.index(">Alt<")
    assert f"K-{case.customer.number}" in content
    assert "88131 Lindau" in content
    assert "1 offen" in content
    assert "2 Mängel" in content
    assert "vollständig" in content


def test_only_those_with_gaps(client: Client) -> None:
    complete("Vollmer")
    a_customer("Luecke")
    content = page(client, maengel="1")
    assert "Luecke" in content
    assert "Vollmer" not in content
    Finding.objects.update(resolved_at=timezone.now())
    assert "Kein Mangel offen." in page(client, maengel="1")


def test_an_empty_house_says_what_to_do(client: Client) -> None:
    content = page(client)
    assert "Noch niemand angelegt." in content
    assert "/kunden/neu/" in content


def test_a_search_says_why_and_leads_to_the_page(client: Client) -> None:
    customer = a_customer("Maier", first_name="Ulrike", phone="0176 04069083")
    content = page(client, q="9083")
    assert f'href="/kunden/{customer.number}/"' in content
    assert "Telefon endet auf 9083" in content
    content = page(client, q="meier")
    assert "klingt wie „meier“" in content
    assert "<mark>Maier</mark>" in content


def test_searching_while_typing_brings_the_lower_part_alone(client: Client) -> None:
    a_customer("Maier")
    fragment = client.get("/kunden/", {"q": "maier"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "<mark>Maier</mark>" in fragment


def test_nobody_found_offers_a_new_one_with_what_was_typed(client: Client) -> None:
    content = page(client, q="anna neumann")
    assert "Niemand gefunden." in content
    assert "/kunden/neu/?q=anna+neumann" in content
    form = page(client, "/kunden/neu/", q="anna neumann")
    assert 'value="Anna"' in form
    assert 'value="Neumann"' in form


@pytest.mark.parametrize("count", [1, 30])
def test_rows_cost_nothing(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        a_customer("Maier", phone="0176 04069083", city="Lindau")
    with django_assert_num_queries(
        8
    ):  # session, user, how many, rows; the bar: work, notices, two for a clock yet to run
        client.get("/kunden/")
    with django_assert_num_queries(7):  # the search has two statements; the clock was looked at a moment ago
        client.get("/kunden/", {"q": "maier"})


def test_a_new_one_is_saved_with_origin_and_history(client: Client, user: User) -> None:
    source, reason = a_source("Messe"), a_reason("Unterricht")
    typed = {"kind": "person", "last_name": "Neumann", "phone": "0176 04069083", "country": "DE"}
    response = client.post("/kunden/neu/", typed | {"source": source.pk, "reason": reason.pk})
    customer = Customer.objects.get()
    assert response["Location"] == f"/kunden/{customer.number}/"
    assert (customer.salutation, customer.source, customer.reason) == ("", source, reason)
    assert customer.history.get().history_user == user
    assert "Neumann ist angelegt." in page(client, f"/kunden/{customer.number}/")


def test_the_same_number_is_a_hint_and_never_blocks(client: Client) -> None:
    known = a_customer("Maier", first_name="Ulrike", phone="0176 04069083")
    a_customer("Fremd", phone="0176 04069084")
    content = page(client, "/kunden/neu/gleiche/", phone="+49 176 04069083")
    assert "Ebenso erreichbar." in content
    assert f"/kunden/{known.number}/" in content
    assert "Fremd" not in content
    assert "Ebenso" not in page(client, "/kunden/neu/gleiche/", phone="0176")
    response = client.post("/kunden/neu/", {"kind": "person", "last_name": "Lind", "phone": "0176/04069083"})
    assert response.status_code == 302
    assert f"Ebenso erreichbar: Ulrike Maier (K-{known.number})." in page(client, response["Location"])


def test_the_same_mail_in_capitals_is_the_same_mail(client: Client) -> None:
    a_customer("Maier", email="u.maier@example.org")
    assert "Maier" in page(client, "/kunden/neu/gleiche/", email="U.Maier@Example.org")


def test_without_a_name_it_says_so_at_the_field(client: Client) -> None:
    response = client.post("/kunden/neu/", {"kind": "person", "phone": "0176 04069083"})
    assert response.status_code == 400
    content = response.content.decode()
    assert "Bitte geben Sie einen Namen oder eine Firma an." in content
    assert 'value="0176 04069083"' in content
    assert not Customer.objects.exists()


def test_what_is_doubtful_is_saved_and_said(client: Client) -> None:
    response = client.post("/kunden/neu/", {"kind": "person", "last_name": "Maier", "phone": "12"})
    content = page(client, response["Location"])
    assert "„12“ sieht nicht wie eine vollständige Nummer aus." in content
    assert "Telefonnummer zweifelhaft" in content


def test_nobody_comes_in_without_signing_in() -> None:
    number = a_customer().number
    for path in ("", "neu/", "neu/gleiche/", f"{number}/", f"{number}/bearbeiten/", f"{number}/verlauf/"):
        response = Client().get(f"/kunden/{path}")
        assert (response.status_code, "/konto/" in response["Location"]) == (302, True)
