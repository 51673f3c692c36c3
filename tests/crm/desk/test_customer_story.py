"""The story of a customer: contacts, cases with their promise, voices, what was taken back, what is confidential."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cases.lifecycle import close
from contacts.models import Customer
from contacts.voiding import void_contact
from crm.company.models import Role, User
from crm.company.permissions import viewer_of
from crm.desk.customer_story import PER_PAGE, Story, story
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import MONDAY, a_contact, a_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user(Role.FRONTDESK, first_name="Jonas", last_name="Petersen")


def told(customer: Customer | None, user: User, *, page: int = 1) -> Story:
    assert customer is not None
    now = timezone.now()
    viewer = viewer_of(user, today=now.date())
    return story(customer, viewer=viewer, now=now, tz=timezone.get_current_timezone(), page=page)


def test_a_contact_says_what_about_how_and_by_whom(user: User) -> None:
    customer = a_customer()
    a_contact(customer, by=user, topic=make_topic(name="Saiten und Pflege"), text="Carbonsaiten empfohlen.")
    a_contact(customer, by=user, at=MONDAY + timedelta(hours=1), direction="out", channel="phone")
    entries = told(customer, user).entries
    assert [(each.head, each.did, each.channel, each.text) for each in entries] == [
        ("Antwort", "Jonas Petersen hat sich gemeldet", "phone", ""),
        ("Saiten und Pflege", "sofort gelöst von Jonas Petersen", "shop", "Carbonsaiten empfohlen."),
    ]


def test_a_case_says_its_promise_and_then_how_it_ended(user: User) -> None:
    make_policy()
    opened_at = timezone.now() - timedelta(minutes=5)
    done = captured(make_topic(), by=user, at=opened_at, voice="complaint", text="Griffbrett hebt sich")
    assert done.case is not None
    shown = told(done.contact.customer, user)
    assert [case.number for case in shown.open_cases] == [done.case.number]
    entry = shown.entries[0]
    assert entry.case is not None
    assert entry.voice is not None
    assert (entry.head, entry.opens, entry.voice[1]) == (done.case.title, True, "complaint")
    assert entry.case.words.startswith("Frist ")
    close(
        done.case.pk,
        result="Neu verleimt",
        not_informed_reason="war dabei",
        cause="Leim gealtert",
        measure="Warmleim",
        by=user,
        at=timezone.now(),
    )
    shown = told(done.contact.customer, user)
    assert shown.open_cases == []
    assert shown.entries[0].case is not None
    assert shown.entries[0].case.state == "solved"


def test_an_overdue_case_is_late(user: User) -> None:
    make_policy()
    done = captured(make_topic(), by=user, at=timezone.now() - timedelta(days=10))
    case = told(done.contact.customer, user).open_cases[0]
    assert case.state == "late"
    assert case.words.endswith("überfällig")


def test_what_was_taken_back_stays_and_is_marked(user: User) -> None:
    customer = a_customer()
    contact = a_contact(customer, by=user, topic=make_topic())
    void_contact(contact, by=user, at=MONDAY)
    assert [each.void for each in told(customer, user).entries] == [
        "Storno: zurückgenommen von Jonas Petersen"
    ]


def test_outsiders_see_of_a_confidential_case_only_number_and_promise(user: User) -> None:
    make_policy()
    hidden = make_topic(make_team(name="Personal"), name="Mitarbeitende", confidential=True)
    recorder = make_user()
    done = captured(hidden, by=recorder, at=timezone.now(), text="Er war grob zu mir.\nZweimal.")
    assert done.case is not None
    customer = done.contact.customer
    joined = captured(
        None, by=recorder, at=timezone.now(), case=done.case.pk, text="Noch etwas dazu.", client_id=uuid4()
    )
    a_contact(customer, by=recorder, topic=hidden, text="Sofort geklärt.")
    outside, inside = told(customer, user), told(customer, recorder)
    assert [(each.head, each.text, each.channel, each.did) for each in outside.entries] == [
        ("Vertraulich", "", "", "")
    ]
    assert [(case.number, case.matter, case.seen) for case in outside.open_cases] == [
        (done.case.number, "Vertraulich", False)
    ]
    assert outside.open_cases[0].words == inside.open_cases[0].words
    assert {each.text for each in inside.entries} == {
        "Er war grob zu mir.\nZweimal.",
        joined.contact.text,
        "Sofort geklärt.",
    }


def test_a_partner_sees_what_they_said_for_the_firm(user: User) -> None:
    firm = a_customer("", kind="organisation", organisation="Musikhaus Maier OHG")
    person = a_customer("Vogt", first_name="Ines")
    a_contact(firm, by=user, topic=make_topic(), spoke_with=person)
    assert told(person, user).entries[0].did == "für Musikhaus Maier OHG, sofort gelöst von Jonas Petersen"
    assert told(firm, user).entries[0].did == "mit Ines Vogt, sofort gelöst von Jonas Petersen"


def test_the_story_turns_its_pages(user: User) -> None:
    customer = a_customer()
    for number in range(PER_PAGE + 1):
        a_contact(customer, by=user, at=MONDAY + timedelta(minutes=number))
    first, second = told(customer, user), told(customer, user, page=2)
    assert (len(first.entries), first.older) == (PER_PAGE, 2)
    assert (len(second.entries), second.older) == (1, None)
    assert second.entries[0].at == MONDAY
