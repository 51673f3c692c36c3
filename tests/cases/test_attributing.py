"""A nameless message is given to a customer after checking, with its case, and taken back again."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from cases.attributing import attribute, take_back_attribution
from cases.models import Attribution, Case, CaseEvent
from contacts.models import Contact, Customer, Topic
from contacts.voiding import void_contact
from crm.company.models import Role, User
from crm.lib.acts import Refused
from feedback.first_contact_days import changed_days
from feedback.models import PublicSender
from feedback.senders import note_sender, suggested
from tests.cases.pages import BERLIN
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_user
from tests.factories.contacts import a_contact, a_customer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=BERLIN)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def by() -> User:
    return make_user(Role.BACKOFFICE)


@pytest.fixture
def topic() -> Topic:
    make_policy()
    return make_topic()


@pytest.fixture
def ulrike() -> Customer:
    return a_customer("Maier", first_name="Ulrike", phone="08382 940831", email="maier@example.org")


def nameless_case(topic: Topic, *, by: User) -> tuple[Contact, Case]:
    said = captured(
        topic, by=by, at=NOW, customer=None, text="Der Steg ist lose.", call_back="maier@example.org"
    )
    assert said.case is not None
    return said.contact, said.case


def test_contact_and_case_get_the_customer_and_lose_them_again(
    topic: Topic, by: User, ulrike: Customer
) -> None:
    contact, case = nameless_case(topic, by=by)
    answered = captured(topic, by=by, at=NOW, case=case.pk, direction="out", text="Wir kümmern uns.").contact
    attribute(contact.pk, ulrike.pk, why="Rief an", by=by, at=LATER)
    assert set(Contact.objects.filter(customer=ulrike)) == {contact, answered}
    case.refresh_from_db()
    assert (case.customer, case.version) == (ulrike, 3)
    later = captured(topic, by=by, at=LATER, case=case.pk, direction="out", text="Fertig.").contact
    assert later.customer == ulrike
    take_back_attribution(answered.pk, by=by, at=LATER)
    case.refresh_from_db()
    assert case.customer is None
    assert not Contact.objects.filter(customer=ulrike).exists()
    assert not Attribution.objects.filter(undone_at=None).exists()
    verbs = CaseEvent.objects.filter(case=case).order_by("pk").values_list("verb", flat=True)
    assert [verb for verb in verbs if "attributed" in verb] == ["attributed", "unattributed"]


def test_it_is_refused_where_somebody_is_known_or_nobody_says_why(
    topic: Topic, by: User, ulrike: Customer
) -> None:
    contact, _case = nameless_case(topic, by=by)
    named = a_contact(ulrike, by=by, topic=topic, at=NOW)
    gone = a_contact(by=by, topic=topic, at=NOW)
    void_contact(gone, by=by, at=NOW)
    for pk, why in ((contact.pk, " "), (named.pk, "Rief an"), (gone.pk, "Rief an"), (0, "Rief an")):
        with pytest.raises(Refused):
            attribute(pk, ulrike.pk, why=why, by=by, at=LATER)
    with pytest.raises(Refused):
        attribute(contact.pk, 0, why="Rief an", by=by, at=LATER)
    with pytest.raises(Refused):
        take_back_attribution(named.pk, by=by, at=LATER)
    assert not Attribution.objects.exists()


def test_it_stays_once_the_customer_came_to_the_case_themselves(
    topic: Topic, by: User, ulrike: Customer
) -> None:
    contact, case = nameless_case(topic, by=by)
    attribute(contact.pk, ulrike.pk, why="Rief an", by=by, at=LATER)
    captured(topic, by=by, at=LATER, case=case.pk, customer=ulrike.pk, text="Danke!")
    with pytest.raises(Refused, match="Seither"):
        take_back_attribution(contact.pk, by=by, at=LATER)
    contact.refresh_from_db()
    assert contact.customer == ulrike


def test_the_day_of_the_contact_is_counted_again(topic: Topic, by: User, ulrike: Customer) -> None:
    contact = a_contact(by=by, topic=topic, at=NOW - timedelta(days=40))
    Contact.objects.filter(pk=contact.pk).update(received_at=NOW - timedelta(days=40))
    since = NOW - timedelta(days=1)
    assert changed_days(since, before=LATER, tz=BERLIN) == []
    attribute(contact.pk, ulrike.pk, why="Rief an", by=by, at=NOW)
    assert contact.recorded_at.date() in changed_days(since, before=LATER, tz=BERLIN)


@pytest.mark.parametrize(
    ("reach", "why"),
    [
        ("Maier@Example.org", "hat dieselbe E-Mail-Adresse"),
        ("0049 8382 940831", "hat dieselbe Telefonnummer"),
    ],
)
def test_only_exactly_the_same_number_or_address_is_suggested(
    topic: Topic, by: User, ulrike: Customer, reach: str, why: str
) -> None:
    a_customer("Maier", first_name="Ulrike", phone="08382 940832")
    contact = a_contact(by=by, topic=topic, at=NOW)
    note_sender(contact, name="Ulrike Maier", reach=reach)
    assert [(each.customer, each.why) for each in suggested(contact)] == [(ulrike, why)]


def text(response: Any) -> str:
    return str(response.content.decode())


def test_one_tap_on_the_suggestion_and_one_to_undo(
    topic: Topic, by: User, ulrike: Customer, client: Client
) -> None:
    client.force_login(by)
    contact, case = nameless_case(topic, by=by)
    if not PublicSender.objects.filter(contact=contact).exists():
        note_sender(contact, name="", reach="maier@example.org")
    address = f"/kontakte/{contact.client_id}/kunde/"
    assert "hat dieselbe E-Mail-Adresse" in text(client.get(f"/vorgaenge/{case.number}/"))
    assert "Gehört dazu" in text(client.get(address))
    done = client.post(address, {"customer": ulrike.number})
    assert (done.status_code, done["Location"]) == (302, f"/vorgaenge/{case.number}/")
    assert Attribution.objects.get().why == "hat dieselbe E-Mail-Adresse"
    assert "später zugeordnet" in text(client.get(f"/kunden/{ulrike.number}/"))
    assert client.post(f"{address}zurueck/").status_code == 302
    contact.refresh_from_db()
    assert contact.customer is None


def test_somebody_found_by_searching_needs_a_reason_and_the_choice_is_kept(
    topic: Topic, by: User, ulrike: Customer, client: Client
) -> None:
    client.force_login(by)
    contact, _case = nameless_case(topic, by=by)
    other = a_customer("Zeller", first_name="Frida")
    address = f"/kontakte/{contact.client_id}/kunde/"
    refused = client.post(address, {"customer": other.number, "q": "Zeller", "why": ""})
    assert refused.status_code == 400
    assert "woran Sie es erkennen" in text(refused)
    assert f'value="{other.number}" checked' in text(refused)
    assert client.post(address, {"customer": other.number, "why": "Rechnung 4711"}).status_code == 302
    assert Attribution.objects.get().customer == other
