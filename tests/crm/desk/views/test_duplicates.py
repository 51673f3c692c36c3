"""Dubletten: the list, two side by side, merged, kept apart and parted again; who may not sees that they may not."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contacts.alike import alike
from contacts.duplicates import sweep_duplicates
from contacts.merging import merge_customers
from contacts.models import Contact, Customer, DuplicatePair, Merge
from contacts.recording import NewCustomer
from crm.company.models import User
from tests.factories.cases import make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import MONDAY, a_customer

pytestmark = pytest.mark.django_db
LIST = "/stammdaten/dubletten/"


@pytest.fixture
def keeper() -> User:
    return make_user("backoffice", first_name="Aylin", last_name="Demir")


@pytest.fixture
def browser(keeper: User) -> Client:
    client = Client()
    client.force_login(keeper)
    return client


def a_pair(
    last_name: str = "Mayer", *, phone: str = "0176 04069083", street: str = "Hafengasse 7"
) -> DuplicatePair:
    known: dict[str, Any] = {"first_name": "Ulrike", "phone": phone, "street": street, "city": "Lindau"}
    one = a_customer("Maier", title="Dr.", **known)
    other = a_customer(last_name, email=f"{last_name}@example.org", **known)
    sweep_duplicates(MONDAY)
    return DuplicatePair.objects.get(one=one, other=other)


def page(browser: Client, address: str, **query: str) -> str:
    return browser.get(address, query).content.decode()


@pytest.mark.parametrize("pairs", [1, 3])
def test_the_list_costs_the_same_however_long(
    browser: Client, pairs: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(pairs):
        a_pair(phone=f"0176 0406908{number}", street=f"Hafengasse {number + 10}")
    page(browser, LIST)
    with django_assert_num_queries(9):
        content = page(browser, LIST)
    assert content.count("data-row") >= pairs
    assert "Name klingt gleich" in content


def test_an_empty_list_says_what_it_is_for(browser: Client) -> None:
    assert "Keine sichere Dublette" in page(browser, LIST)
    for name, words in (
        ("pruefen", "Nichts zu prüfen"),
        ("verschieden", "Noch niemand auseinandergehalten"),
        ("vereint", "Noch nichts zusammengeführt"),
    ):
        assert words in page(browser, LIST, liste=name)


def test_who_is_still_compared_is_counted_as_far_as_it_helps(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.desk.views.duplicates.MOST", 2)
    for expected in ("1 Kunde wird", "2 Kunden werden", "Mehr als 2 Kunden werden"):
        a_customer("Maier")
        assert f"{expected} gerade noch verglichen." in page(browser, LIST)


def test_side_by_side_says_why_and_how_it_will_be(
    browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pair = a_pair()
    page(browser, f"{LIST}{pair.pk}/")
    with django_assert_num_queries(12):
        content = page(browser, f"{LIST}{pair.pk}/")
    for words in (
        "Ist das dieselbe Person?",
        "Gleiche Mobilnummer",
        "Ma<mark>i</mark>er",
        "Ma<mark>y</mark>er",
    ):
        assert words in content
    assert f"als K-{pair.one.number}" in content
    chosen = page(browser, f"{LIST}{pair.pk}/", bleibt=str(pair.other.number), last_name="other")
    assert f"als K-{pair.other.number}" in chosen
    assert "</span>Mayer</td>" in chosen


def test_merging_leads_to_the_next_pair_and_back_again(browser: Client) -> None:
    pair, following = a_pair(), a_pair("Meyer", phone="0176 04069099", street="Seestraße 1")
    versions = {f"version_{row.number}": row.version for row in (pair.one, pair.other)}
    answer = browser.post(f"{LIST}{pair.pk}/", {"bleibt": pair.one.number, "last_name": "other"} | versions)
    assert answer["Location"].startswith(LIST)
    winner, merge = Customer.objects.get(pk=pair.one_id), Merge.objects.get()
    assert (winner.name, winner.emails.count()) == ("Dr. Ulrike Mayer", 1)
    assert not DuplicatePair.objects.filter(pk=pair.pk).exists()
    assert DuplicatePair.objects.filter(pk=following.pk).exists()
    told = page(browser, f"/kunden/{winner.number}/")
    assert f"mit Ulrike Mayer (K-{pair.other.number})" in told
    back = browser.post(f"/stammdaten/zusammengefuehrt/{merge.pk}/trennen/")
    assert back["Location"] == f"/kunden/{pair.other.number}/"
    assert Customer.objects.get(pk=pair.one_id).name == "Dr. Ulrike Maier"
    assert DuplicatePair.objects.filter(pk=pair.pk).exists()


def test_an_older_state_is_not_merged(browser: Client) -> None:
    pair = a_pair()
    versions = {f"version_{row.number}": 99 for row in (pair.one, pair.other)}
    answer = browser.post(f"{LIST}{pair.pk}/", versions, follow=True)
    assert "Jemand hat inzwischen etwas geändert" in answer.content.decode()
    assert not Merge.objects.exists()


def test_not_the_same_is_remembered_and_can_be_taken_back(browser: Client, keeper: User) -> None:
    pair = a_pair()
    browser.post(f"{LIST}{pair.pk}/verschieden/")
    pair.refresh_from_db()
    assert pair.not_same_by == keeper
    assert "Ulrike Mayer" in page(browser, LIST, liste="verschieden")
    Customer.objects.get(pk=pair.one_id)
    sweep_duplicates(MONDAY)
    assert "Ulrike Mayer" not in page(browser, LIST)
    browser.post(f"{LIST}{pair.pk}/verschieden/?doch")
    assert "Ulrike Mayer" in page(browser, LIST)


def test_a_pair_that_a_person_names_is_compared_whatever_the_signs(browser: Client) -> None:
    one, other = a_customer("Maier"), a_customer("Sommer")
    answer = browser.post(
        f"{LIST}melden/", {"one": f"K-{one.number}", "other": str(other.number)}, follow=True
    )
    assert "Ist das dieselbe Person?" in answer.content.decode()
    sweep_duplicates(MONDAY)
    assert DuplicatePair.objects.count() == 1
    wrong = browser.post(f"{LIST}melden/", {"one": "K-1", "other": "abc"}, follow=True)
    assert "gibt es nicht" in wrong.content.decode()


def test_the_counter_sees_that_there_may_be_two_and_may_say_so() -> None:
    pair, porter = a_pair(), Client()
    porter.force_login(make_user("frontdesk"))
    content = page(porter, f"/kunden/{pair.one.number}/")
    assert "Vielleicht doppelt" in content
    assert LIST + str(pair.pk) not in content
    assert porter.get(f"{LIST}{pair.pk}/").status_code == 403
    third = a_customer("Maier")
    porter.post(f"{LIST}melden/", {"one": pair.one.number, "other": third.number})
    assert DuplicatePair.objects.filter(other=third).exists()


def test_the_old_number_leads_on_and_an_open_capture_still_saves(browser: Client, keeper: User) -> None:
    winner, loser, topic = a_customer("Maier"), a_customer("Mayer"), make_topic(make_team((keeper,)))
    merge_customers(winner.pk, loser.pk, by=keeper, at=MONDAY)
    for part in ("", "bearbeiten/", "verlauf/"):
        assert browser.get(f"/kunden/{loser.number}/{part}")["Location"] == f"/kunden/{winner.number}/{part}"
    late = browser.post(f"/kunden/{loser.number}/bearbeiten/", {"last_name": "Mayr"}, follow=True)
    assert "Bitte tragen Sie es dort noch einmal ein." in late.content.decode()
    shown = page(browser, "/erfassen/person/", customer=str(loser.pk))
    assert "Maier" in shown
    body = {
        "client_id": str(uuid4()), "channel": "phone", "outcome": "resolved", "customer": loser.pk,
        "topic": topic.pk, "happened_at": MONDAY.isoformat(), "text": "Saite gerissen.",
    }  # fmt: skip
    assert browser.post("/api/v1/contacts/", body, content_type="application/json").status_code == 201
    assert Contact.objects.get().customer == winner


def test_who_is_typed_in_is_compared_in_one_statement(
    browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pair = a_pair()
    typed = NewCustomer(first_name="Ulrike", last_name="Meier", street="Hafeng. 7", city="Lindau")
    with django_assert_num_queries(1):
        found = alike(typed, limit=5)
    assert {each.customer.pk for each in found} == {pair.one_id, pair.other_id}
    fields = {"first_name": "Ulrike", "last_name": "Meier", "street": "Hafeng. 7", "city": "Lindau"}
    assert "Steht vielleicht schon da" in page(browser, "/kunden/neu/gleiche/", **fields)
    new = {f"new_{name}": value for name, value in fields.items()}
    assert "Gibt es schon" in page(browser, "/erfassen/doppelt/", **new)
    assert page(browser, "/erfassen/doppelt/", new_last_name="Meier").strip() == ""
