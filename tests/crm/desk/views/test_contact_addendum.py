"""Whoever may read a contact adds to it; both stories and the API tell it."""

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import Addendum
from crm.company.models import Role
from crm.desk.capture import Captured
from crm.desk.voiding import undo
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db
NOTE = {"kind": "note", "text": "Kommt morgen wieder."}


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(make_user(role, first_name="Lena", last_name="Vogt"))
    return client


@pytest.fixture
def recorded() -> Captured:
    make_policy()
    return captured(make_topic(name="Lieferung"), by=make_user(Role.FRONTDESK), at=timezone.now())


def address_of(recorded: Captured) -> str:
    return f"/kontakte/{recorded.contact.client_id}/nachtrag/"


def test_a_colleague_adds_and_both_stories_tell_it(recorded: Captured) -> None:
    assert recorded.case is not None
    assert recorded.contact.customer is not None
    client, address = signed_in(Role.BACKOFFICE), address_of(recorded)
    stories = (f"/vorgaenge/{recorded.case.number}/", f"/kunden/{recorded.contact.customer.number}/")
    assert all(address in client.get(page).content.decode() for page in stories)
    assert client.post(address, NOTE).url == stories[0]  # type: ignore[attr-defined]
    for page in stories:
        content = client.get(page).content.decode()
        assert "Kommt morgen wieder." in content
        assert "von Lena Vogt" in content


def test_an_empty_word_is_refused_and_the_counter_is_where_one_gets_back(recorded: Captured) -> None:
    client, address = signed_in(Role.FRONTDESK), address_of(recorded) + "?von=erfassen"
    refused = client.post(address, NOTE | {"text": " "})
    assert refused.status_code == 400
    assert "Bitte schreiben Sie, was fehlt oder falsch ist." in refused.content.decode()
    assert client.post(address, NOTE).url == "/erfassen/"  # type: ignore[attr-defined]


def test_what_was_taken_back_or_is_confidential_takes_no_more(recorded: Captured) -> None:
    client = signed_in(Role.FRONTDESK)
    undo(recorded.contact, by=recorded.contact.recorded_by, at=timezone.now())
    assert client.post(address_of(recorded), NOTE).status_code == 302
    secret = captured(make_topic(confidential=True), by=make_user(Role.BACKOFFICE), at=timezone.now())
    assert client.get(address_of(secret)).status_code == 404
    assert client.post(address_of(secret), NOTE).status_code == 404
    assert not Addendum.objects.exists()
