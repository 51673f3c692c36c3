from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.models import Affiliation, Channel, Customer
from crm.company.models import User
from crm.desk.person import look_up
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
    with django_assert_num_queries(5):
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
