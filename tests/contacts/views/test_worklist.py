"""The work list of the master data: one finding after the other, mended, declined, put aside, and undone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contacts.models import Asked, Confirmation, Customer
from contacts.rules import in_force
from contacts.sources import Origin
from crm.company.models import User
from tests.factories.company import make_user
from tests.factories.contacts import a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    return make_user(role="backoffice")


@pytest.fixture
def client(keeper: User) -> Client:
    client = Client()
    client.force_login(keeper)
    return client


def page(client: Client, **asked: Any) -> str:
    answer = client.get(reverse("master_data"), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def mend(client: Client, customer: Customer, code: str, **form: Any) -> str:
    """Where it leads."""
    address = reverse("master_data_mend", args=[customer.number])
    answer = client.post(address, {"regel": code, **form})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def undo(client: Client) -> str:
    """Tap the way back that the last act offered; the page it leads to."""
    answer = client.get(reverse("master_data"))
    back = next(str(each.extra_tags) for each in answer.context["messages"] if each.extra_tags)
    return " ".join(client.post(back, follow=True).content.decode().split())


def open_codes(customer: Customer) -> set[str]:
    return set(customer.findings.filter(resolved_at=None).values_list("code", flat=True))


def fresh(customer: Customer) -> Customer:
    return Customer.objects.get(pk=customer.pk)


def known(**more: Any) -> Customer:
    """Somebody of whom nothing is missing, but for what `more` says."""
    origin = Origin(source=a_source(), reason=a_reason())
    facts: dict[str, Any] = {"first_name": "Ulrike", "phone": "0711 80497319", "origin": origin}
    return a_customer(**facts | more)


def test_an_empty_list_is_good_news(client: Client) -> None:
    assert "Kein offener Mangel." in page(client)


def test_the_heaviest_rule_comes_first_with_the_oldest_finding(client: Client) -> None:
    first = a_customer("Maier", origin=Origin(source=a_source(), reason=a_reason()))
    a_customer("Vogt", origin=Origin(source=a_source(), reason=a_reason()))
    content = page(client)
    assert "<h1>Nicht erreichbar</h1>" in content
    assert f"/kunden/{first.number}/" in content
    assert "noch 2 von 2" in content
    assert "„Wie erreichen wir Sie am besten?“" in content


def test_mending_leads_to_the_next_and_counts(client: Client) -> None:
    first = a_customer("Maier", origin=Origin(source=a_source(), reason=a_reason()))
    a_customer("Vogt", origin=Origin(source=a_source(), reason=a_reason()))
    to = mend(client, first, "unreachable", phone="0711 80497319", version=first.version)
    assert to == "/stammdaten/?regel=unreachable"
    assert open_codes(first) == set()
    assert "noch 1 von 2" in page(client, regel="unreachable")


def test_undo_brings_the_gap_back(client: Client) -> None:
    customer = a_customer("Maier", origin=Origin(source=a_source(), reason=a_reason()))
    mend(client, customer, "unreachable", phone="0711 80497319", version=customer.version)
    assert "Zurückgenommen: Maier ist wie vorher." in undo(client)
    assert open_codes(customer) == {"unreachable"}
    assert not customer.phones.exists()


def test_what_is_still_doubtful_stays_on_the_page(client: Client) -> None:
    customer = known(phone="abends")
    to = mend(client, customer, "phone_doubtful", phone="morgens", instead="abends", version=customer.version)
    assert to == f"/stammdaten/?regel=phone_doubtful&kunde={customer.number}"
    assert [phone.raw for phone in customer.phones.all()] == ["morgens"]


def test_one_tap_takes_a_proposal_over_and_one_tap_gives_it_back(client: Client) -> None:
    customer = known(last_name="VON DER HEIDE")
    content = page(client, regel="name_spelling")
    assert "Vorschlag: <b>Ulrike von der Heide</b>" in content
    mend(client, customer, "name_spelling", last_name="von der Heide", version=customer.version)
    assert (fresh(customer).last_name, open_codes(customer)) == ("von der Heide", set())
    undo(client)
    assert (fresh(customer).last_name, open_codes(customer)) == ("VON DER HEIDE", {"name_spelling"})


def test_a_source_is_one_tap_and_can_be_taken_back(client: Client) -> None:
    source = a_source("Empfehlung")
    customer = known(origin=Origin(reason=a_reason()))
    assert "Empfehlung</button>" in page(client, regel="source_missing")
    mend(client, customer, "source_missing", source=source.pk, version=customer.version)
    assert fresh(customer).source == source
    undo(client)
    assert (fresh(customer).source, open_codes(customer)) == (None, {"source_missing"})


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("unreachable", {"phone": ""}),
        ("source_missing", {"origin": Origin()}),
        ("name_incomplete", {"last_name": ""}),
    ],
)
def test_declined_counts_as_known_and_can_be_taken_back(
    client: Client, code: str, facts: dict[str, Any]
) -> None:
    customer = known(**facts)
    mend(client, customer, code, act="declined")
    assert code not in open_codes(customer)
    undo(client)
    assert code in open_codes(customer)


def test_right_as_it_is_holds_until_the_name_changes(client: Client) -> None:
    customer = known(last_name="Test")
    mend(client, customer, "name_test", act="right")
    assert open_codes(customer) == set()
    mend(client, customer, "name_spelling", last_name="xxx", version=customer.version)
    assert open_codes(customer) == {"name_test"}


def test_later_is_tomorrow_and_only_for_me(client: Client, keeper: User) -> None:
    customer = known(phone="")
    mend(client, customer, "unreachable", act="later")
    assert Asked.objects.get().by == keeper
    other = Client()
    other.force_login(make_user(role="lead"))
    assert "noch 1 von 1" in page(other)
    assert "noch 1 von 1" in undo(client)
    mend(client, customer, "unreachable", act="later")
    assert "Kein offener Mangel." in page(client)


def test_confirming_is_one_tap(client: Client) -> None:
    customer = known()
    Customer.objects.update(stale=True)
    customer.findings.create(code="unconfirmed", since=customer.created_at)
    assert "Stimmt alles" in page(client)
    mend(client, customer, "unconfirmed", version=customer.version)
    assert Confirmation.objects.filter(customer=customer, undone_at=None).exists()
    assert open_codes(customer) == set()
    undo(client)
    assert not Confirmation.objects.filter(undone_at=None).exists()


def test_a_firm_gets_somebody_to_speak_with(client: Client) -> None:
    firm = known(
        kind="organisation", organisation="Musikhaus Lind GmbH", first_name="", last_name="", city="Lindau"
    )
    mend(client, firm, "firm_alone", first_name="Anna", last_name="Lind", version=firm.version)
    person = firm.people.get().person
    assert (person.name, person.source, open_codes(firm), open_codes(person)) == (
        "Anna Lind",
        firm.source,
        set(),
        set(),
    )


def test_an_address_is_asked_for_only_where_it_is_needed(client: Client) -> None:
    customer = known()
    customer.address_need = "invoice"
    Customer.objects.filter(pk=customer.pk).update(address_need="invoice")
    customer.findings.create(code="address_missing", since=customer.created_at)
    content = page(client)
    assert "<h1>Anschrift unvollständig</h1>" in content
    form = {"street": "Hafengasse 7", "postal_code": "88131", "city": "Lindau", "country": "DE"}
    mend(client, customer, "address_missing", **form, address_need="invoice", version=customer.version)
    assert open_codes(customer) == set()


def test_an_empty_form_says_what_to_do_and_keeps_the_place(client: Client) -> None:
    customer = known(phone="")
    address = reverse("master_data_mend", args=[customer.number])
    answer = client.post(address, {"regel": "unreachable", "phone": " ", "version": customer.version})
    assert answer.status_code == 400
    assert "Bitte eine Telefonnummer oder eine E-Mail-Adresse eingeben." in answer.content.decode()


def test_whoever_was_slower_is_told(client: Client) -> None:
    customer = known(phone="")
    Customer.objects.update(version=5)
    mend(client, customer, "unreachable", phone="0711 80497319", version=1)
    assert "Jemand war schneller." in page(client)
    assert open_codes(customer) == {"unreachable"}


def test_a_rule_that_is_not_in_force_is_not_there(client: Client) -> None:
    customer = known()
    address = reverse("master_data_mend", args=[customer.number])
    assert client.post(address, {"regel": "horoscope"}).status_code == 404


def test_the_counter_does_not_see_the_list() -> None:
    client = Client()
    client.force_login(make_user(role="frontdesk"))
    assert client.get(reverse("master_data")).status_code == 403
    assert 'href="/stammdaten/"' not in client.get(reverse("capture")).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_however_many(
    client: Client, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        known(last_name=f"Maier{'abc'[number]}", phone="")
    page(client)
    in_force()
    with django_assert_num_queries(QUERIES):
        page(client)


QUERIES = 11
"""Session, person, groups, the line, four of the customer, and three of the bar."""


def test_a_proposal_on_the_page_of_the_customer_leads_back_there(client: Client) -> None:
    customer = known(first_name="ULRIKE", last_name="VON DER HEIDE")
    own = f"/kunden/{customer.number}/"
    assert "Vorschlag: <b>Ulrike von der Heide</b>" in client.get(own).content.decode()
    names = {"first_name": "Ulrike", "last_name": "von der Heide"}
    assert mend(client, customer, "name_spelling", **names, version=customer.version, zu="kunde") == own
    assert fresh(customer).last_name == "von der Heide"
    back = next(str(each.extra_tags) for each in client.get(own).context["messages"] if each.extra_tags)
    assert client.post(back)["Location"] == own
    assert fresh(customer).last_name == "VON DER HEIDE"
