from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case, Status
from contacts.models import Void
from crm.company.models import User
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    make_policy()
    return make_user()


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_it_asks_nothing_and_a_second_tap_changes_nothing(client: Client, user: User) -> None:
    contact = captured(make_topic(name="Lieferung"), by=user, at=timezone.now()).contact
    address = f"/erfassen/{contact.client_id}/storno/"
    first, second = client.post(address, follow=True), client.post(address, follow=True)
    assert Void.objects.get().by == user
    assert Case.objects.get().status == Status.RESOLVED
    for page in (first, second):
        assert "Zurückgenommen: Telefon, Lieferung." in page.content.decode()
        assert f"{contact.client_id}/storno/" not in page.content.decode()


def test_the_entry_of_somebody_else_stays(client: Client) -> None:
    contact = captured(make_topic(), by=make_user(), at=timezone.now()).contact
    assert client.post(f"/erfassen/{contact.client_id}/storno/").status_code == 403
    assert not Void.objects.exists()


def test_yesterdays_entry_is_listed_without_undo(client: Client, user: User) -> None:
    contact = captured(make_topic(), by=user, at=timezone.now() - timedelta(days=1)).contact
    assert f"{contact.client_id}/storno/" not in client.get("/erfassen/").content.decode()
    assert client.post(f"/erfassen/{contact.client_id}/storno/").status_code == 403


def test_nothing_is_taken_back_by_a_link_or_an_unknown_id(client: Client, user: User) -> None:
    contact = captured(make_topic(), by=user, at=timezone.now()).contact
    assert client.get(f"/erfassen/{contact.client_id}/storno/").status_code == 405
    assert client.post(f"/erfassen/{uuid4()}/storno/").status_code == 404
    assert not Void.objects.exists()
