"""What the counter stores about a new customer and a contact, and in how few statements."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.models import Affiliation, Contact, Customer, EmailAddress, PhoneNumber, SearchEntry
from contacts.recording import NewCustomer, create_customer
from contacts.rules import in_force
from contacts.sources import Origin
from crm.company.company_facts import home_country
from crm.company.models import User
from crm.lib.acts import Refused
from crm.lib.history import save_as
from tests.factories.contacts import MONDAY, a_campaign, a_contact, a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db

EVERYTHING: dict[str, Any] = {
    "salutation": "ms",
    "title": "Dr.",
    "first_name": "Ulrike",
    "last_name": "Maier",
    "organisation": "Musikhaus Lind",
    "phone": "0711/80497319",
    "email": "Ulrike.Maier@example.de",
    "street": "Seestraße 3",
    "postal_code": "88131",
    "city": "Lindau",
}


@pytest.fixture
def clerk() -> User:
    user = User(username="jana")
    save_as(user, by=None, at=MONDAY)
    return user


def open_codes(customer: Customer) -> set[str]:
    return set(customer.findings.filter(resolved_at=None).values_list("code", flat=True))


def test_a_new_customer_costs_few_statements(
    clerk: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    home_country()  # asked once a minute
    in_force()  # so are these
    with django_assert_num_queries(13):  # the thirteenth looks for the firm
        customer, doubts = create_customer(NewCustomer(**EVERYTHING), by=clerk, at=MONDAY)
    assert doubts == []
    customer.refresh_from_db()
    assert customer.name == "Dr. Ulrike Maier"
    assert str(customer.address) == "Seestraße 3, 88131 Lindau"
    assert [(phone.raw, phone.e164) for phone in customer.phones.all()] == [
        ("0711/80497319", "+4971180497319")
    ]
    assert customer.emails.get().normalised == "ulrike.maier@example.de"


def test_a_private_customer_costs_twelve(
    clerk: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    home_country()
    in_force()
    with django_assert_num_queries(12):
        create_customer(NewCustomer(**EVERYTHING | {"organisation": ""}), by=clerk, at=MONDAY)


def test_numbers_are_given_one_after_the_other() -> None:
    first, second = a_customer(), a_customer()
    assert second.number == first.number + 1


def test_each_row_has_one_history_entry_of_the_act(clerk: User) -> None:
    customer = a_customer(by=clerk, **{**EVERYTHING, "organisation": ""} | {"last_name": "Maier"})
    rows: list[Any] = [customer, customer.phones.get(), customer.emails.get(), customer.address]
    for row in rows:
        entry = row.history.get()
        assert (entry.history_type, entry.history_user, entry.history_date) == ("+", clerk, MONDAY)


def test_an_unknown_origin_is_an_open_finding() -> None:
    customer = a_customer()
    assert open_codes(customer) == {"unreachable", "source_missing", "reason_missing"}
    assert customer.findings.values_list("since", flat=True).distinct().get() == MONDAY


def test_a_known_origin_is_no_finding() -> None:
    source, reason = a_source("Zeitschrift"), a_reason("Reparatur")
    customer = a_customer(phone="0711 80497319", origin=Origin(source=source, reason=reason))
    customer.refresh_from_db()
    assert (customer.source, customer.reason, open_codes(customer)) == (source, reason, set())


def test_a_campaign_names_the_source() -> None:
    campaign = a_campaign("SAITE11")
    origin = Origin(campaign=campaign, reason_text="Geige für die Tochter")
    customer = a_customer(phone="0711 80497319", origin=origin)
    assert (customer.source, customer.campaign, open_codes(customer)) == (campaign.source, campaign, set())


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("phone", "0711-MUSIK", "phone_doubtful"),
        ("email", "ulrike.maier(at)example.de", "email_doubtful"),
        ("postal_code", "8813", "postcode_doubtful"),
    ],
)
def test_a_doubtful_value_is_stored_said_and_found(field: str, value: str, code: str) -> None:
    customer, doubts = create_customer(NewCustomer(last_name="Maier", **{field: value}), by=None, at=MONDAY)
    assert [(doubt.code, doubt.field) for doubt in doubts] == [(code, field)]
    assert f"„{value}“" in doubts[0].message
    assert code in open_codes(customer)
    stored = {
        *PhoneNumber.objects.values_list("raw", "e164"),
        *EmailAddress.objects.values_list("raw", "normalised"),
        *Customer.objects.filter(address__isnull=False).values_list("address__postal_code", "title"),
    }
    assert stored == {(value, "")}


def test_names_are_stored_as_typed_but_for_spaces_around() -> None:
    customer = a_customer(last_name="  van der  Berg-O’Hara ", first_name=" éva\t")
    customer.refresh_from_db()
    assert (customer.last_name, customer.first_name) == ("van der  Berg-O’Hara", "éva")


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({}, {"last_name"}),
        ({"last_name": "   "}, {"last_name"}),
        ({"last_name": "Ma\0ier"}, {"last_name"}),
        ({"last_name": "Ma\ud800ier"}, {"last_name"}),
        ({"last_name": "x" * 81}, {"last_name"}),
        ({"last_name": "Maier", "phone": "1" * 61, "email": "\0"}, {"phone", "email"}),
        ({"last_name": "Maier", "kind": "robot"}, {"kind"}),
        ({"last_name": "Maier", "country": "DEU"}, {"country"}),
    ],
)
def test_what_no_field_can_hold_is_refused_by_name(typed: dict[str, str], fields: set[str]) -> None:
    with pytest.raises(Refused) as refused:
        create_customer(NewCustomer(**typed), by=None, at=MONDAY)
    assert set(refused.value.messages) == fields
    assert Customer.objects.count() == SearchEntry.objects.count() == 0


def test_somebody_named_only_by_a_firm_is_that_firm() -> None:
    firm = a_customer("", organisation="Musikhaus Lind")
    assert (firm.kind, firm.name, firm.sort_name) == ("organisation", "Musikhaus Lind", "musikhaus lind")


@pytest.mark.parametrize("typed", ["Müller & Söhne", "MUELLER und SOEHNE"])
def test_a_person_of_a_known_firm_speaks_for_it(typed: str) -> None:
    firm = a_customer("", organisation="Müller & Söhne")
    person = a_customer("Maier", organisation=typed)
    link = Affiliation.objects.get()
    assert (link.person, link.organisation) == (person, firm)
    assert link.history.count() == 1


def test_two_firms_of_one_name_leave_it_open() -> None:
    a_customer("", organisation="Musikhaus Lind")
    a_customer("", organisation="Musikhaus Lind")
    a_customer("Maier", organisation="Musikhaus Lind")
    assert Affiliation.objects.count() == 0


def test_a_contact_is_one_insert(clerk: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    customer = a_customer()
    with django_assert_num_queries(1):
        contact = a_contact(customer, by=clerk, text=" Saiten gekauft ")
    contact.refresh_from_db()
    assert (contact.customer, contact.recorded_by, contact.text) == (customer, clerk, " Saiten gekauft ")
    assert contact.encounter == contact.client_id


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"happened_at": MONDAY + timedelta(minutes=1)}, "happened_at"),
        ({"outcome": "resolved"}, "topic"),
        ({"text": "a\0b"}, "text"),
        ({"campaign_code": "x" * 31}, "campaign_code"),
        ({"channel": "smoke"}, "channel"),
    ],
)
def test_what_cannot_be_a_fact_is_refused(clerk: User, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        a_contact(None, by=clerk, **facts)
    assert list(refused.value.messages) == [field]
    assert Contact.objects.count() == 0
