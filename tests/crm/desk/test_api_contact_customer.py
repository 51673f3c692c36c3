"""Naming the nameless over the API: the same act as on the page, with the same reasons and the same way back."""

import pytest

from cases.models import Attribution, Case
from contacts.models import Contact, Customer, Topic
from contacts.voiding import void_contact
from crm.company.models import Role, User
from feedback.senders import note_sender
from tests.factories.api import Api
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_contact, a_customer

pytestmark = pytest.mark.django_db
TAKEN = ["Dieser Kontakt ist zurückgenommen oder gehört schon jemandem."]


@pytest.fixture
def by() -> User:
    return make_user(Role.BACKOFFICE)


@pytest.fixture
def ulrike() -> Customer:
    return a_customer("Maier", first_name="Ulrike", email="maier@example.org")


@pytest.fixture
def topic() -> Topic:
    make_policy()
    return make_topic()


def address(contact: Contact) -> str:
    return f"contacts/{contact.pk}/customer/"


def nameless(topic: Topic, *, by: User) -> tuple[Contact, Case]:
    said = captured(topic, by=by, at=MONDAY, customer=None, text="Der Steg ist lose.", call_back="0711 222")
    assert said.case is not None
    return said.contact, said.case


def test_contact_and_case_are_named_and_nameless_again(topic: Topic, by: User, ulrike: Customer) -> None:
    contact, case = nameless(topic, by=by)
    api = Api(by)
    named = api.post(address(contact), {"customer": ulrike.pk, "why": " Rief noch einmal an. "})
    assert (named.status_code, named.json()["customer"]) == (200, ulrike.pk)
    row = Attribution.objects.get(contact=contact)
    assert (row.why, row.by, row.case_id) == ("Rief noch einmal an.", by, case.pk)
    assert Case.objects.get().customer == ulrike
    back = api.delete(address(contact))
    assert (back.status_code, back.json()["customer"]) == (200, None)
    assert Case.objects.get().customer is None
    assert api.delete(address(contact)).json() == {
        "non_field_errors": ["Hier gibt es nichts zurückzunehmen."]
    }


def test_the_same_address_is_reason_enough_and_another_needs_words(by: User, ulrike: Customer) -> None:
    contact, stranger = a_contact(None, by=by, at=MONDAY), a_customer("Vogt")
    note_sender(contact, name="Ulrike", reach="maier@example.org")
    api = Api(by)
    unsaid = api.post(address(contact), {"customer": stranger.pk})
    assert (unsaid.status_code, unsaid.json()) == (
        400,
        {"why": ["Bitte schreiben Sie, woran Sie es erkennen."]},
    )
    assert api.post(address(contact), {"customer": ulrike.pk}).status_code == 200
    assert Attribution.objects.get().why == "hat dieselbe E-Mail-Adresse"


def test_what_cannot_be_named_is_refused_by_name_and_nothing_is_written(by: User, ulrike: Customer) -> None:
    theirs, contact = (a_contact(who, by=by, at=MONDAY) for who in (ulrike, None))
    gone = a_contact(None, by=by, at=MONDAY)
    void_contact(gone, by=by, at=MONDAY, reason="Doppelt")
    locked = a_customer("Vogt")
    Customer.everybody.filter(pk=locked.pk).update(standing="locked")
    api, known = Api(by), {"customer": ulrike.pk, "why": "Rief an"}
    assert api.post(address(theirs), known).json() == {"non_field_errors": TAKEN}
    assert api.post(address(gone), known).json() == {"non_field_errors": TAKEN}
    for body in ({"customer": locked.pk}, {"customer": 999_999}):
        answer = api.post(address(contact), {**body, "why": "Rief an"})
        assert answer.json() == {"customer": ["Diese Kundin oder diesen Kunden gibt es nicht."]}
    assert list(api.post(address(contact), {}).json()) == ["customer"]
    assert list(api.post(address(contact), {**known, "why": "x" * 201}).json()) == ["why"]
    assert list(api.post(address(contact), {**known, "case": 1}).json()) == ["case"]
    assert not Attribution.objects.exists()


def test_who_may_not_read_the_contact_finds_nothing(by: User, ulrike: Customer) -> None:
    contact = a_contact(None, by=make_user(Role.ADMIN), at=MONDAY, topic=make_topic(confidential=True))
    api = Api(by)
    assert api.post(address(contact), {"customer": ulrike.pk, "why": "Rief an"}).status_code == 404
    assert api.delete(address(contact)).status_code == 404
    assert not Attribution.objects.exists()
