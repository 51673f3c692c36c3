from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.case_rules import change_rules
from cases.lifecycle import close, merge
from cases.models import Case
from contacts.models import Affiliation, Channel, Customer
from contacts.recording import NewCustomer
from crm.company.models import Role, User
from crm.desk.person import look_up
from crm.desk.voiding import undo
from crm.lib.acts import Refused
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import MONDAY, a_contact, a_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user()


def test_it_says_where_when_and_about_what_they_were_here_last(user: User) -> None:
    customer = a_customer(postal_code="88131", city="Lindau", phone="0176 04069083")
    a_contact(customer, by=user, topic=make_topic(name="Rechnung"), at=MONDAY - timedelta(days=40))
    strings = make_topic(name="Saiten und Pflege")
    a_contact(customer, by=user, topic=strings, channel=Channel.PHONE, at=MONDAY - timedelta(days=21))
    person = look_up(customer.pk, user=user, now=MONDAY)
    assert person is not None
    assert (person.town, person.phone, person.reachable) == ("88131 Lindau", "0176\xa004069083", True)
    assert person.last == "Zuletzt am Telefon, vor 3 Wochen: Saiten und Pflege"
    assert person.open_cases == []


def test_nobody_and_somebody_new(user: User) -> None:
    assert look_up(4711, user=user, now=MONDAY) is None
    person = look_up(a_customer().pk, user=user, now=MONDAY)
    assert person is not None
    assert (person.last, person.reachable) == ("Noch kein Kontakt erfasst", False)


def test_a_confidential_matter_stays_unsaid(user: User) -> None:
    make_policy()
    hidden = make_topic(make_team(name="Personal"), name="Mitarbeitende", confidential=True)
    captured_ = captured(hidden, by=make_user(), at=MONDAY)
    customer = captured_.contact.customer
    assert customer is not None
    outside = look_up(customer.pk, user=user, now=MONDAY)
    recorder = look_up(customer.pk, user=captured_.contact.recorded_by, now=MONDAY)
    assert outside is not None
    assert recorder is not None
    assert [(case.number, case.matter, case.team) for case in outside.open_cases] == [
        (captured_.case.number if captured_.case else 0, "Vertraulich", "Personal")
    ]
    assert [case.matter for case in recorder.open_cases] == ["Mitarbeitende"]
    assert outside.last == recorder.last == "Zuletzt am Telefon, gerade eben: Vertraulich"


def test_an_organisation_names_its_people(user: User) -> None:
    firm = a_customer("", kind="organisation", organisation="Musikhaus Maier OHG")
    member = a_customer("Vogt", first_name="Ines")
    Affiliation.objects.get_or_create(person=member, organisation=firm)
    person = look_up(firm.pk, user=user, now=MONDAY)
    assert person is not None
    assert person.people == [member]


@pytest.mark.parametrize("contacts", [1, 30])
def test_a_long_history_costs_nothing(
    user: User, contacts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    customer: Customer = a_customer(phone="0176 04069083")
    for _contact in range(contacts):
        a_contact(customer, by=user, topic=make_topic())
    with django_assert_num_queries(6):
        look_up(customer.pk, user=user, now=MONDAY)


def test_a_case_opened_in_this_very_visit_is_offered_last(user: User) -> None:
    make_policy()
    first = captured(make_topic(), by=user, at=MONDAY)
    customer, visit = first.contact.customer, first.contact.encounter
    assert customer is not None
    older = captured(make_topic(), by=user, at=MONDAY - timedelta(days=2), customer=customer.pk)
    person = look_up(customer.pk, user=user, now=MONDAY, visit=visit)
    assert person is not None
    assert first.case is not None
    assert older.case is not None
    assert [(case.number, case.just_opened) for case in person.open_cases] == [
        (older.case.number, False),
        (first.case.number, True),
    ]


def solved(user: User, *, days_ago: int, customer: int | None = None) -> Case:
    known = {} if customer is None else {"customer": customer}
    at = MONDAY - timedelta(days=days_ago)
    case = captured(make_topic(), by=user, at=at, **known).case
    assert case is not None
    return close(case.pk, result="Fertig", not_informed_reason="war da", by=user, at=at)


def test_a_case_solved_lately_is_offered_after_the_open_ones(user: User) -> None:
    make_policy()
    case = solved(user, days_ago=13)
    assert case.customer_id is not None
    solved(user, days_ago=15, customer=case.customer_id)
    person = look_up(case.customer_id, user=user, now=MONDAY)
    assert person is not None
    assert [(each.number, each.solved) for each in person.open_cases] == [(case.number, True)]
    running = captured(make_topic(), by=user, at=MONDAY, customer=case.customer_id).case
    person = look_up(case.customer_id, user=user, now=MONDAY)
    assert person is not None
    assert running is not None
    assert [each.number for each in person.open_cases] == [running.number, case.number]


@pytest.mark.parametrize(
    ("known", "reachable"),
    [
        ({}, False),
        ({"email": "u.maier@example.org"}, True),
        ({"street": "Hafengasse 7"}, False),
        ({"street": "Hafengasse 7", "city": "Lindau"}, True),
    ],
)
def test_the_counter_means_by_reachable_what_the_findings_mean(
    user: User, known: dict[str, Any], reachable: bool
) -> None:
    make_policy()
    customer = a_customer(**known)
    person = look_up(customer.pk, user=user, now=MONDAY)
    assert person is not None
    assert person.reachable is reachable
    case = captured(make_topic(), by=user, at=MONDAY, customer=customer.pk, picks_up=not reachable).case
    assert case is not None
    if not reachable:
        with pytest.raises(Refused):
            captured(make_topic(), by=user, at=MONDAY, customer=customer.pk)
    typed = NewCustomer(last_name="Neu", **known)
    if reachable:
        assert captured(make_topic(), by=user, at=MONDAY, new_customer=typed).case is not None
    else:
        with pytest.raises(Refused):
            captured(make_topic(), by=user, at=MONDAY, new_customer=typed)


def test_what_is_about_the_same_topic_is_offered_first(user: User) -> None:
    make_policy()
    wanted = solved(user, days_ago=12)
    known: dict[str, Any] = {"by": user, "customer": wanted.customer_id}
    solved(user, days_ago=3, customer=wanted.customer_id)
    running = [captured(topic, at=MONDAY, **known).case for topic in (make_topic(), wanted.topic)]
    numbers = [case.number for case in running if case is not None]
    plain = look_up(wanted.customer_id or 0, user=user, now=MONDAY)
    chosen = look_up(wanted.customer_id or 0, user=user, now=MONDAY, topic=wanted.topic_id)
    assert plain is not None
    assert chosen is not None
    assert [case.number for case in plain.open_cases][:2] == numbers
    assert [case.number for case in chosen.open_cases] == [*numbers[::-1], wanted.number]
    browser = Client()
    browser.force_login(user)
    with time_machine.travel(MONDAY, tick=False):
        page = browser.get(
            f"/erfassen/?customer={wanted.customer_id}&topic={wanted.topic_id}"
        ).content.decode()
    assert page.index(f'data-number="{numbers[1]}"') < page.index(f'data-number="{numbers[0]}"')


def test_a_confidential_case_is_no_better_known_by_its_topic(user: User) -> None:
    make_policy()
    secret = make_topic(confidential=True)
    first = captured(make_topic(), by=user, at=MONDAY).case
    assert first is not None
    captured(secret, by=make_user(), at=MONDAY, customer=first.customer_id)
    person = look_up(first.customer_id or 0, user=user, now=MONDAY, topic=secret.pk)
    assert person is not None
    assert [(case.matter == "Vertraulich", case.topic is None) for case in person.open_cases] == [
        (False, False),
        (True, True),
    ]


def test_how_long_is_the_rule_of_the_company(user: User) -> None:
    make_policy()
    case = solved(user, days_ago=3)
    assert case.customer_id is not None
    change_rules({"reopen_days": 2}, by=make_user(Role.ADMIN), at=MONDAY)
    person = look_up(case.customer_id, user=user, now=MONDAY)
    assert person is not None
    assert person.open_cases == []


def test_what_was_merged_or_cancelled_is_not_offered(user: User) -> None:
    make_policy()
    first = captured(make_topic(), by=user, at=MONDAY).case
    assert first is not None
    gone = captured(make_topic(), by=user, at=MONDAY, customer=first.customer_id).case
    assert gone is not None
    merge(first.pk, take_in=gone.pk, by=user, at=MONDAY)
    person = look_up(first.customer_id or 0, user=user, now=MONDAY)
    assert person is not None
    assert [each.number for each in person.open_cases] == [first.number]


def test_the_counter_offers_to_open_it_again_and_undo_restores_the_closing(user: User) -> None:
    make_policy()
    with time_machine.travel(MONDAY, tick=False):
        case = solved(user, days_ago=3)
        browser = Client()
        browser.force_login(user)
        said = browser.get(f"/erfassen/?customer={case.customer_id}").content.decode()
        assert f"Gehört zu #{case.number} (wieder öffnen)" in said
        contact = captured(None, by=user, at=MONDAY, case=case.pk, text="Schnarrt wieder.").contact
        case.refresh_from_db()
        assert (case.status, case.deadlines.filter(round=2).count()) == ("open", 2)
        assert case.events.latest("pk").verb == "reopened"
        undo(contact, by=user, at=MONDAY)
        case.refresh_from_db()
        assert case.status == "resolved"
