"""Bearbeiten and Verlauf: nothing typed is lost, nothing is overwritten unseen, every change is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contacts.changing import change_customer
from contacts.models import Customer
from contacts.sources import Origin
from crm.company.models import Role, User
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user(Role.FRONTDESK, first_name="Jonas", last_name="Petersen")


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(customer: Customer, **more: Any) -> dict[str, Any]:
    """What the form sends when nothing is touched, and what is."""
    address = getattr(customer, "address", None)
    fields = (
        "version",
        "kind",
        "salutation",
        "title",
        "first_name",
        "last_name",
        "organisation",
        "reason_text",
        "note",
    )
    data = {name: getattr(customer, name) for name in fields}
    data |= {name: getattr(address, name, "") for name in ("street", "postal_code", "city")}
    data |= {"country": getattr(address, "country", "DE")}
    data |= {"source": customer.source_id or "", "reason": customer.reason_id or ""}
    data |= {f"phone_{place}": phone.raw for place, phone in enumerate(customer.phones.all(), 1)}
    data |= {f"email_{place}": email.raw for place, email in enumerate(customer.emails.all(), 1)}
    return data | more


def post(client: Client, customer: Customer, **more: Any) -> Any:
    return client.post(f"/kunden/{customer.number}/bearbeiten/", typed(customer, **more))


def page(client: Client, customer: Customer, path: str = "") -> str:
    return " ".join(client.get(f"/kunden/{customer.number}/{path}").content.decode().split())


def numbers(customer: Customer) -> list[str]:
    return [phone.raw for phone in customer.phones.all()]


def test_saving_untouched_changes_nothing(client: Client) -> None:
    customer = a_customer(
        "Maier", phone="12", email="u@example.org", city="Lindau", origin=Origin(source=a_source())
    )
    assert post(client, customer).status_code == 302
    customer.refresh_from_db()
    assert (customer.version, customer.history.count(), numbers(customer)) == (1, 1, ["12"])


def test_numbers_are_corrected_added_and_taken_away(client: Client) -> None:
    customer = a_customer("Maier", phone="12")
    form = page(client, customer, "bearbeiten/")
    assert 'name="phone_2"' in form
    assert "Sieht nicht vollständig aus." in form
    post(client, customer, phone_1="0176 04069083", phone_2="08382 940831")
    assert numbers(customer) == ["0176 04069083", "08382 940831"]
    assert not customer.findings.filter(code="phone_doubtful", resolved_at=None).exists()
    customer = Customer.objects.get()
    post(client, customer, phone_1="")
    assert numbers(customer) == ["08382 940831"]


def test_a_note_is_written_shown_and_told_in_the_history(client: Client) -> None:
    customer = a_customer("Maier")
    assert "customer-note" not in page(client, customer)
    post(client, customer, note="Klingelt zweimal.\n\n<Hund> im Hof.")
    content = page(client, customer)
    assert "<p>Klingelt zweimal.</p> <p>&lt;Hund&gt; im Hof.</p>" in content
    assert "Klingelt zweimal." in page(client, customer, "bearbeiten/")


def test_a_salutation_is_never_guessed(client: Client) -> None:
    customer = a_customer("Maier", first_name="Ulrike")
    assert '<option value="" selected>keine Anrede</option>' in page(client, customer, "bearbeiten/")
    post(client, customer, first_name="Ulrike Anna")
    assert Customer.objects.get().salutation == ""


def test_what_is_doubtful_is_saved_and_said_afterwards(client: Client) -> None:
    customer = a_customer("Maier")
    assert post(client, customer, phone_1="12", postal_code="1").status_code == 302
    content = page(client, customer)
    assert "„12“ sieht nicht wie eine vollständige Nummer aus." in content
    assert "„1“ passt nicht zum Land DE." in content


def test_without_a_name_it_says_so_and_keeps_the_rest(client: Client) -> None:
    customer = a_customer("Maier")
    response = post(client, customer, last_name="", city="Lindau")
    content = response.content.decode()
    assert response.status_code == 400
    assert "Bitte geben Sie einen Namen oder eine Firma an." in content
    assert 'value="Lindau"' in content


def test_a_known_source_is_corrected_only_with_a_reason(client: Client, user: User) -> None:
    first, right = a_source("Messe"), a_source("Empfehlung")
    customer = a_customer("Maier", origin=Origin(source=first))
    response = post(client, customer, source=right.pk)
    assert response.status_code == 400
    assert "Bitte sagen Sie, warum sie berichtigt wird." in response.content.decode()
    assert post(client, customer, source=right.pk, why="verhört").status_code == 302
    customer.refresh_from_db()
    assert customer.source == right
    told = page(client, customer, "verlauf/")
    assert "<b>Herkunft:</b> <del>Messe</del> → Empfehlung" in told
    assert "Warum: verhört" in told


def test_a_known_source_is_never_emptied(client: Client) -> None:
    first = a_source("Messe")
    customer = a_customer("Maier", origin=Origin(source=first))
    post(client, customer, source="", why="weg damit")
    customer.refresh_from_db()
    assert customer.source == first


def test_who_is_late_sees_the_differences_and_loses_nothing(client: Client) -> None:
    customer = a_customer("Maier", first_name="Ulrike", phone="0176 04069083", city="Lindau")
    seen = typed(customer)
    other = make_user(first_name="Milan", last_name="Kovač")
    theirs = {"phones": ["08382 940831"], "first_name": "Ulla", "address": {"city": "Bregenz"}}
    change_customer(customer.pk, theirs, expected_version=1, by=other, at=MONDAY + timedelta(hours=1))
    mine = seen | {"first_name": "Ulrike Anna", "title": "Dr."}
    response = client.post(f"/kunden/{customer.number}/bearbeiten/", mine)
    content = " ".join(response.content.decode().split())
    assert response.status_code == 409
    assert "Jemand war schneller. Milan Kovač hat das geändert" in content
    assert "<mark>Ulrike Anna</mark>" in content
    assert Customer.objects.get().first_name == "Ulla"
    for name, value in (
        ("version", "2"),
        ("first_name", "Ulrike Anna"),
        ("title", "Dr."),
        ("city", "Bregenz"),
    ):
        assert f'name="{name}" value="{value}"' in content
    assert 'name="phone_1" value="08382 940831"' in content
    again = mine | {"version": 2, "phone_1": "08382 940831", "city": "Bregenz"}
    assert client.post(f"/kunden/{customer.number}/bearbeiten/", again).status_code == 302
    customer = Customer.objects.get()
    assert (customer.name, numbers(customer), customer.address.city) == (
        "Dr. Ulrike Anna Maier",
        ["08382 940831"],
        "Bregenz",
    )


def test_the_history_tells_who_when_what_and_why(client: Client, user: User) -> None:
    customer = a_customer("Maier", phone="12", by=user)
    post(client, customer, phone_1="0176 04069083", last_name="Mayer", city="Lindau", why="nachgefragt")
    told = page(client, customer, "verlauf/")
    assert "Jonas Petersen" in told
    assert "<b>Nachname:</b> <del>Maier</del> → Mayer" in told
    assert "<b>Telefon:</b> <del>12</del> → 0176 04069083" in told
    assert "<b>Adresse:</b> Lindau" in told
    assert told.index("Warum: nachgefragt") < told.index("legt an")


@pytest.mark.parametrize("changes", [1, 30])
def test_a_long_history_costs_nothing(
    client: Client, user: User, changes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    customer = a_customer("Maier", origin=Origin(source=a_source(), reason=a_reason()))
    for number in range(changes):
        at = MONDAY + timedelta(minutes=number + 1)
        change_customer(
            customer.pk, {"phones": [f"0838294{number:04}"]}, expected_version=None, by=user, at=at
        )
    with django_assert_num_queries(12):  # five of history; one only while the clock has not run yet
        client.get(f"/kunden/{customer.number}/verlauf/")
