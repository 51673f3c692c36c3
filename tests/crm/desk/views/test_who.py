from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from crm.company.models import User
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_user
from tests.factories.contacts import a_customer, a_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user()


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_hits_are_marked_and_five_are_shown_first(client: Client) -> None:
    for number in range(7):
        a_customer("Maier", first_name=f"Ulrike{number}")
    content = client.get("/erfassen/suche/", {"q": "maier"}).content.decode()
    assert content.count('role="option"') == 5
    assert "<mark>Maier</mark>" in content
    assert "2 weitere Treffer" in content
    assert "Neu: „maier“ anlegen" in content
    everybody = client.get("/erfassen/suche/", {"q": "maier", "alle": "1"}).content.decode()
    assert everybody.count('role="option"') == 7


def test_searching_anew_lets_go_of_the_person_chosen_before(client: Client) -> None:
    content = client.get(
        "/erfassen/suche/", {"q": "niemand", "who": "known", "customer": "1"}
    ).content.decode()
    assert "Niemand gefunden." in content
    assert '<div id="fragen" hx-swap-oob="innerHTML"></div>' in content.replace("\n", "")
    assert "act-join" not in content


def test_the_person_comes_with_open_case_and_question(client: Client) -> None:
    make_policy()
    a_source("Messe")
    case = captured(make_topic(name="Reparatur"), by=make_user(), at=timezone.now() - timedelta(hours=1)).case
    assert case is not None
    content = client.get("/erfassen/person/", {"customer": str(case.customer_id)}).content.decode()
    assert 'aria-selected="true"' in content
    assert f"Zu Vorgang #{case.number} hinzufügen" in content
    assert "„Wie sind Sie auf uns gekommen?“" in content
    assert "data-unreachable" not in content


def test_somebody_nobody_can_reach_is_marked(client: Client) -> None:
    assert (
        "data-unreachable" in client.get("/erfassen/person/", {"customer": a_customer().pk}).content.decode()
    )
    assert "data-unreachable" in client.get("/erfassen/person/", {"who": "nameless"}).content.decode()


def test_new_is_prefilled(client: Client) -> None:
    content = client.get(
        "/erfassen/person/", {"who": "new", "q": "anna neumann 0171 234567"}
    ).content.decode()
    for name, value in (("first_name", "Anna"), ("last_name", "Neumann"), ("phone", "0171 234567")):
        assert f'name="new_{name}"' in content
        assert f'value="{value}"' in content


def test_a_number_that_somebody_has_is_said_before_saving(client: Client) -> None:
    known = a_customer("Maier", first_name="Ulrike", phone="0176 04069083")
    content = client.get("/erfassen/doppelt/", {"new_phone": "0176/04069083"}).content.decode()
    assert "Gibt es schon: <b>Ulrike Maier</b>" in content
    assert f'value="{known.pk}"' in content
    assert client.get("/erfassen/doppelt/", {"new_phone": "0176"}).content.strip() == b""
    assert client.get("/erfassen/doppelt/", {"new_email": "nobody@example.org"}).content.strip() == b""


def test_fragments_only_answer_reading(client: Client) -> None:
    assert [client.post(f"/erfassen/{name}/").status_code for name in ("suche", "person", "antworten")] == [
        405
    ] * 3


@pytest.mark.parametrize("customers", [1, 20])
def test_a_search_costs_two_statements_beside_session_and_user(
    client: Client, customers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(customers):
        a_customer("Maier", first_name=f"Ulrike{number}")
    with django_assert_num_queries(2 + 2):
        client.get("/erfassen/suche/", {"q": "maier"})
