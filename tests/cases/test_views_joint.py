"""The pages for merging, parting, splitting and linking: what may be chosen, and late saves that keep the choice."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from cases.lifecycle import add_note, hand_over, merge
from cases.models import Case, CaseLink, CaseMerge, Status
from contacts.models import Topic
from crm.company.models import User
from tests.cases.pages import MONDAY, opened, signed_in, text_of
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir")


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy()
    return make_topic(make_team((clerk,)))


@pytest.fixture
def case(topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk, text="Der Steg.")


@pytest.fixture
def twin(case: Case, topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk, customer=case.customer_id, text="Die Rechnung.")


@pytest.fixture
def browser(clerk: User) -> Client:
    return signed_in(clerk)


def address(case: Case, act: str) -> str:
    return f"/vorgaenge/{case.number}/{act}/"


def test_merging_offers_the_open_cases_of_the_customer_one_may_change(
    browser: Client, case: Case, twin: Case, topic: Topic, clerk: User
) -> None:
    elsewhere = opened(make_topic(make_team()), by=make_user(), customer=case.customer_id, text="Woanders.")
    stranger = opened(topic, by=clerk, text="Fremd.")
    said = text_of(browser.get(address(case, "zusammenfuehren")))
    assert f"#{twin.number} Die Rechnung." in said
    assert elsewhere.title not in said
    assert stranger.title not in said


def test_merged_by_the_page_and_parted_again(browser: Client, case: Case, twin: Case) -> None:
    data = {"other": twin.pk, "version": case.version}
    there = browser.post(address(case, "zusammenfuehren"), data, follow=True)
    assert f"nimmt #{twin.number} hier auf" in text_of(there)
    gone = browser.get(f"/vorgaenge/{twin.number}/")
    assert f"mit #{case.number} zusammengeführt und geht dort weiter. Wieder trennen" in text_of(gone)
    assert "Wieder öffnen" not in text_of(gone)
    twin.refresh_from_db()
    browser.post(address(twin, "trennen"), {"version": twin.version})
    twin.refresh_from_db()
    assert twin.status == Status.OPEN


def test_nothing_to_merge_or_split_is_said_instead_of_an_empty_form(browser: Client, case: Case) -> None:
    merging, splitting = (browser.get(address(case, act)) for act in ("zusammenfuehren", "abtrennen"))
    assert "gibt es keinen anderen offenen Vorgang." in text_of(merging)
    assert "Hier gibt es nichts abzutrennen" in text_of(splitting)
    assert browser.post(address(case, "zusammenfuehren"), {"version": case.version}).status_code == 400


def test_a_late_merge_is_refused_with_what_changed_and_keeps_the_choice(
    browser: Client, case: Case, twin: Case, clerk: User
) -> None:
    seen = case.version
    hand_over(case.pk, team=case.team, owner=clerk, by=clerk, at=MONDAY)
    page = browser.post(address(case, "zusammenfuehren"), {"other": twin.pk, "version": seen})
    assert page.status_code == 409
    assert "Jemand war schneller. Aylin Demir hat" in text_of(page)
    assert "die Zuständigkeit geändert" in text_of(page)
    assert re.search(rf'value="{twin.pk}"[^>]* checked', page.content.decode())
    assert not CaseMerge.objects.exists()


def test_splitting_offers_contacts_and_notes_but_not_the_first(
    browser: Client, case: Case, clerk: User
) -> None:
    contact = captured(None, by=clerk, at=MONDAY, case=case.pk, text="Und die Rechnung?").contact
    note = add_note(case.pk, text="Beleg liegt bei", by=clerk, at=MONDAY)
    said = text_of(browser.get(address(case, "abtrennen")))
    assert "Telefon, 10:00: Und die Rechnung?" in said
    assert "Aylin Demir, 10:00: Beleg liegt bei" in said
    assert "Der Steg." not in said.partition("Diese Kontakte")[2]
    case.refresh_from_db()
    data = {"contacts": [contact.pk], "notes": [note.pk], "version": case.version}
    there = browser.post(address(case, "abtrennen"), data, follow=True)
    new = Case.objects.latest("pk")
    assert f"Aylin Demir trennt #{new.number} von hier ab" in text_of(there)
    assert f"Abgetrennt von #{case.number}" in text_of(browser.get(f"/vorgaenge/{new.number}/"))


def test_linking_by_number_and_taking_it_back(browser: Client, case: Case, twin: Case) -> None:
    browser.post(address(case, "verknuepfen"), {"other": f" #{twin.number} ", "kind": "duplicate"})
    assert CaseLink.objects.get().other == twin
    assert f"#{twin.number}" in text_of(browser.get(address(case, "verknuepfung-loesen")))
    browser.post(address(case, "verknuepfung-loesen"), {"other": twin.pk})
    assert not CaseLink.objects.exists()


@pytest.mark.parametrize("number", ["99999", "abc", ""])
def test_a_number_that_is_none_is_said(browser: Client, case: Case, number: str) -> None:
    page = browser.post(address(case, "verknuepfen"), {"other": number, "kind": "related"})
    assert page.status_code == 400
    assert not CaseLink.objects.exists()


def test_what_came_from_the_other_case_says_so_in_the_story(
    browser: Client, case: Case, twin: Case, clerk: User
) -> None:
    merge(case.pk, take_in=twin.pk, by=clerk, at=MONDAY)
    said = text_of(browser.get(f"/vorgaenge/{case.number}/"))
    assert f"#{twin.number} angelegt" in said
    assert "„Die Rechnung.“" in said
