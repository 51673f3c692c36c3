"""The page of one customer: who, how and why they came, gaps and their questions, ways to reach them, with whom."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contacts.changing import change_customer
from contacts.models import Affiliation, Customer, Finding, Touch
from contacts.sources import Origin
from crm.company.models import Role, User
from crm.lib.history import create_many_as
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_campaign, a_contact, a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user(Role.FRONTDESK)


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, customer: Customer) -> str:
    response = client.get(f"/kunden/{customer.number}/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def open_codes(customer: Customer) -> set[str]:
    return set(Finding.objects.filter(customer=customer, resolved_at=None).values_list("code", flat=True))


def test_the_head_says_who_where_and_since_when(client: Client) -> None:
    customer = a_customer(
        "Maier",
        first_name="Ulrike",
        salutation="ms",
        postal_code="88131",
        city="Lindau",
        street="Hafengasse 7",
    )
    content = page(client, customer)
    assert f"K-{customer.number} · 88131 Lindau · Kundin seit November 2025" in content
    assert "Wie und warum sie zu uns kam" in content
    assert f'href="/erfassen/?customer={customer.pk}"' in content
    assert "Hafengasse 7<br>88131 Lindau" in content


def test_without_salutation_nobody_is_guessed(client: Client) -> None:
    content = page(client, a_customer("Maier", first_name="Ulrike"))
    assert "bei uns seit November 2025" in content
    assert "Herkunft und Anlass" in content
    assert "Kundin" not in content.replace("Kundinnen", "")


def test_the_path_begins_with_the_first_source_that_stands(client: Client) -> None:
    campaign = a_campaign("SB19-3", source=a_source("Zeitschrift"))
    origin = Origin(campaign=campaign, reason=a_reason("Instrument kaufen"), reason_text="für die Hochschule")
    customer = a_customer("Maier", phone="0176 04069083", origin=origin)
    for place, name in enumerate(("Messe", "Empfehlung")):
        Touch.objects.create(
            customer=customer, at=MONDAY + timedelta(days=40 * place + 40), source=a_source(name)
        )
    content = page(client, customer)
    places = [
        content.index(words)
        for words in (
            "Zeitschrift, November 2025",
            "Instrument kaufen",
            "Messe, Januar 2026",
            "Empfehlung, Februar 2026",
        )
    ]
    assert places == sorted(places)
    assert "Anzeige SB19-3, Code SB19-3" in content
    assert "Herkunft, steht fest" in content
    assert "„für die Hochschule“" in content
    assert "Vollständig, nichts fehlt." in content


def test_one_tap_answers_the_missing_questions(client: Client, user: User) -> None:
    source, reason = a_source("Empfehlung"), a_reason("Reparatur")
    customer = a_customer("Maier", phone="0176 04069083")
    content = page(client, customer)
    assert "„Wie sind Sie auf uns gekommen?“" in content
    assert "2 Mängel. Zusammen etwa eine Minute." in content
    assert "6 Regeln erfüllt" in content
    assert 'aria-label="73 % vollständig"' in content  # reachable weighs more than each question
    client.post(f"/kunden/{customer.number}/antwort/", {"source": source.pk})
    client.post(f"/kunden/{customer.number}/antwort/", {"reason": reason.pk})
    customer.refresh_from_db()
    assert (customer.source, customer.reason, open_codes(customer)) == (source, reason, set())
    assert customer.history.first().history_user == user
    assert not customer.touches.exists()


def test_they_may_not_know_and_nobody_asks_again(client: Client) -> None:
    customer = a_customer(phone="0176 04069083")
    client.post(f"/kunden/{customer.number}/antwort/", {"source": "declined"})
    content = page(client, customer)
    assert "Wie sind Sie auf uns gekommen?" not in content
    assert "nicht bekannt oder nicht gesagt" in content
    assert open_codes(customer) == {"reason_missing"}


def test_an_answer_never_replaces_the_first(client: Client) -> None:
    first = a_source("Messe")
    customer = a_customer(origin=Origin(source=first))
    client.post(f"/kunden/{customer.number}/antwort/", {"source": a_source("Internet").pk})
    customer.refresh_from_db()
    assert customer.source == first
    assert not customer.touches.exists()


@pytest.mark.parametrize("answer", ["0", "4711", "x", "99999999999999999999"])
def test_an_answer_that_does_not_exist_is_not_found(client: Client, answer: str) -> None:
    customer = a_customer(phone="0176 04069083")
    assert client.post(f"/kunden/{customer.number}/antwort/", {"source": answer}).status_code == 404
    assert open_codes(customer) == {"source_missing", "reason_missing"}


def test_what_is_doubtful_leads_to_the_form(client: Client) -> None:
    customer = a_customer("Maier", phone="12", email="halb@", postal_code="1", city="Lindau")
    content = page(client, customer)
    for label in ("Telefonnummer zweifelhaft", "E-Mail-Adresse zweifelhaft", "Postleitzahl zweifelhaft"):
        assert f'{label}</span><a href="/kunden/{customer.number}/bearbeiten/">Bearbeiten</a>' in content
    assert "tel:" not in content
    assert "mailto:" not in content


def test_somebody_nobody_can_reach_is_a_gap_until_there_is_a_way(client: Client) -> None:
    customer = a_customer("Maier", postal_code="88131", city="Lindau")
    path = f"/kunden/{customer.number}/bearbeiten/"
    assert f'Nicht erreichbar</span><a href="{path}">Bearbeiten</a>' in page(client, customer)
    change_customer(customer.pk, {"emails": ["u.maier@example.org"]}, expected_version=1, by=None, at=MONDAY)
    assert "Nicht erreichbar" not in page(client, customer)


def test_ways_to_reach_them_are_links(client: Client) -> None:
    content = page(client, a_customer("Maier", phone="0176 04069083", email="U.Maier@example.org"))
    assert 'href="tel:+4917604069083"' in content
    assert 'href="mailto:u.maier@example.org"' in content


def test_partners_lead_both_ways(client: Client) -> None:
    firm = a_customer("", kind="organisation", organisation="Musikhaus Maier OHG")
    person = a_customer("Vogt", first_name="Ines")
    create_many_as([Affiliation(person=person, organisation=firm, role="Einkauf")], by=None, at=MONDAY)
    assert f'<a href="/kunden/{person.number}/">Ines Vogt</a>, Einkauf' in page(client, firm)
    assert f'<a href="/kunden/{firm.number}/">Musikhaus Maier OHG</a>, Einkauf' in page(client, person)


def test_peoples_text_is_no_markup(client: Client) -> None:
    evil = '<script>alert("x")</script>'
    origin = Origin(source=a_source(evil), reason_text=evil)
    customer = a_customer(evil, organisation=evil, phone=evil[:50], city=evil, origin=origin)
    a_reason(evil)
    a_contact(customer, by=make_user(), topic=make_topic(name=evil), text=evil)
    for path in ("", "bearbeiten/", "verlauf/"):
        content = client.get(f"/kunden/{customer.number}/{path}").content.decode()
        assert "<script>alert" not in content
        assert "&lt;script&gt;" in content


@pytest.mark.parametrize("number", [4711, 10**30])
def test_an_unknown_number_is_not_found(client: Client, number: int) -> None:
    assert [
        client.get(f"/kunden/{number}/{path}").status_code for path in ("", "bearbeiten/", "verlauf/")
    ] == [404] * 3


@pytest.mark.parametrize("contacts", [1, 300])
def test_a_long_story_costs_nothing(
    client: Client, user: User, contacts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_policy()
    topic = make_topic()
    opened = captured(topic, by=user, at=timezone.now() - timedelta(hours=1))
    customer = opened.contact.customer
    assert customer is not None
    a_source()
    a_reason()
    for number in range(contacts - 1):
        a_contact(customer, by=user, topic=topic, at=MONDAY - timedelta(minutes=number))
    with django_assert_num_queries(11):  # one of them only while the clock has not run yet
        client.get(f"/kunden/{customer.number}/")


def test_who_speaks_for_a_firm_is_one_tap_from_a_call(client: Client) -> None:
    firm = a_customer("", kind="organisation", organisation="Musikschule Allgäu", phone="0831 562180")
    speaks = a_customer("Sander", first_name="Birgit", phone="0176 04069083")
    Affiliation.objects.get_or_create(person=speaks, organisation=firm)
    client.force_login(make_user())
    assert 'href="tel:+4917604069083"' in client.get(f"/kunden/{firm.number}/").content.decode()
    assert 'href="tel:+49831562180"' not in client.get(f"/kunden/{speaks.number}/").content.decode()
