"""Answering from the page of a case: through the one door, open to everybody, saved once."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from cases.models import Case, DeadlineKind, DeadlineState, Status
from contacts.models import Affiliation, Contact, Direction
from contacts.recording import NewCustomer
from crm.company.models import Role, User
from crm.lib.history import save_as
from tests.cases.pages import MONDAY, local, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import a_customer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user()


@pytest.fixture
def case(clerk: User) -> Case:
    make_policy(first_response=240, resolution=960)
    topic = make_topic(make_team((clerk,), name="Werkstatt"))
    return opened(topic, by=clerk, at=local("2026-03-02 09:00"))


def address(case: Case) -> str:
    return f"/vorgaenge/{case.number}/kontakt/"


def typed(**more: object) -> dict[str, object]:
    said = {"client_id": uuid4(), "opened_at": MONDAY.isoformat(), "direction": "out", "channel": "email"}
    return said | {"text": "Der Steg ist morgen fertig."} | more


def test_the_first_answer_keeps_the_promise(case: Case, clerk: User) -> None:
    page = signed_in(clerk).post(address(case), typed(), follow=True)
    said = case.links.get(opened_case=False).contact
    assert (said.direction, said.channel, said.customer) == (Direction.OUT, "email", case.customer)
    promise = case.deadlines.get(kind=DeadlineKind.FIRST_RESPONSE)
    assert (promise.state, promise.met_at) == (DeadlineState.MET, MONDAY)
    assert "„Der Steg ist morgen fertig.“" in text_of(page)


def test_anybody_may_add_what_the_customer_said(case: Case) -> None:
    porter = signed_in(make_user(Role.FRONTDESK))
    porter.post(address(case), typed(direction="in", channel="shop", text="Fragt nach dem Steg."))
    assert case.links.get(opened_case=False).contact.direction == Direction.IN
    case.refresh_from_db()
    assert case.status == Status.OPEN


def test_sent_twice_it_is_there_once(case: Case, clerk: User) -> None:
    browser, same = signed_in(clerk), typed()
    browser.post(address(case), same)
    assert browser.post(address(case), same).status_code == 302
    assert Contact.objects.filter(direction=Direction.OUT).count() == 1


def test_changed_after_it_was_saved_it_becomes_a_second_one_when_sent_again(case: Case, clerk: User) -> None:
    browser, first = signed_in(clerk), typed()
    browser.post(address(case), first)
    page = browser.post(address(case), first | {"text": "Doch erst Mittwoch."})
    assert page.status_code == 400
    assert "Der erste Versand ist angekommen und gespeichert." in text_of(page)
    assert "Doch erst Mittwoch." in page.content.decode()
    fresh = page.context["form"]["client_id"].value()
    assert str(first["client_id"]) != fresh
    browser.post(address(case), first | {"text": "Doch erst Mittwoch.", "client_id": fresh})
    assert Contact.objects.filter(direction=Direction.OUT).count() == 2


def test_without_words_nothing_is_saved(case: Case, clerk: User) -> None:
    page = signed_in(clerk).post(address(case), typed(text="  "))
    assert page.status_code == 400
    assert "Bitte schreiben Sie, was gesagt wurde." in text_of(page)
    assert Contact.objects.filter(direction=Direction.OUT).count() == 0


def test_at_a_firm_one_says_with_whom_one_spoke(clerk: User) -> None:
    make_policy()
    firm = NewCustomer(kind="organisation", organisation="Musikschule Allgäu", phone="0831 12345")
    case = opened(make_topic(make_team((clerk,))), by=clerk, new_customer=firm)
    partner, stranger = a_customer("Sander", first_name="Beate"), a_customer("Fremd")
    assert case.customer is not None
    save_as(Affiliation(person=partner, organisation=case.customer), by=clerk, at=MONDAY)
    browser = signed_in(clerk)
    assert "Beate Sander" in text_of(browser.get(address(case)))
    assert "Fremd" not in text_of(browser.get(address(case)))
    assert browser.post(address(case), typed(spoke_with=stranger.pk)).status_code == 400
    page = browser.post(address(case), typed(spoke_with=partner.pk), follow=True)
    assert "gesprochen mit Beate Sander" in text_of(page)


def test_from_outside_of_a_confidential_case_one_may_add_but_not_read(clerk: User) -> None:
    make_policy()
    secret = make_topic(make_team(), confidential=True)
    firm = NewCustomer(kind="organisation", organisation="Musikschule Allgäu", phone="0831 12345")
    case = opened(secret, by=make_user(), new_customer=firm, text="Herr Klotz war grob")
    partner = a_customer("Sander", first_name="Beate")
    assert case.customer is not None
    save_as(Affiliation(person=partner, organisation=case.customer), by=clerk, at=MONDAY)
    browser = signed_in(clerk)
    form = browser.get(address(case)).content.decode()
    for hidden in ("Klotz", "Sander", "Allgäu"):
        assert hidden not in form
    assert browser.post(address(case), typed(direction="in")).status_code == 302
    assert case.links.count() == 2


def test_somebody_must_be_signed_in(case: Case) -> None:
    assert Client().post(address(case), typed()).status_code == 302
    assert case.links.count() == 1
