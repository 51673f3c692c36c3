from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from crm.company.models import User
from crm.desk.recent import entry_of, newest_of
from crm.desk.voiding import undo
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_contact, a_customer

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def user() -> User:
    return make_user()


def test_my_last_five_the_newest_first_in_words(user: User) -> None:
    customer = a_customer("Maier", first_name="Ulrike")
    for hours in range(5):
        a_contact(customer, by=user, topic=make_topic(name=f"Thema {hours}"), at=MONDAY - hours * HOUR)
    a_contact(by=user, at=MONDAY + HOUR)
    a_contact(by=make_user(), at=MONDAY + 2 * HOUR)
    entries = newest_of(user, now=MONDAY + HOUR)
    assert [(entry.who, entry.what) for entry in entries] == [
        ("Ohne Namen", "Laden, ohne Anliegen"),
        *[("Ulrike Maier", f"Laden, Thema {hours}") for hours in range(4)],
    ]


def test_only_todays_entries_can_be_taken_back_and_only_once(user: User) -> None:
    a_contact(by=user, at=MONDAY - timedelta(days=1))
    void, _today = (a_contact(by=user, at=MONDAY + step * HOUR) for step in range(2))
    undo(void, by=user, at=MONDAY + 2 * HOUR)
    entries = newest_of(user, now=MONDAY + 3 * HOUR)
    assert [(entry.void, entry.undoable) for entry in entries] == [
        (False, True),
        (True, False),
        (False, False),
    ]


def test_one_entry_names_its_case_and_belongs_to_its_recorder(user: User) -> None:
    make_policy()
    done = captured(make_topic(), by=user, at=MONDAY)
    entry = entry_of(user, done.contact.client_id, now=MONDAY)
    assert entry is not None
    assert done.case is not None
    assert entry.case_number == done.case.number
    assert entry_of(make_user(), done.contact.client_id, now=MONDAY) is None


@pytest.mark.parametrize("entries", [1, 5])
def test_one_statement(user: User, entries: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _entry in range(entries):
        a_contact(a_customer(), by=user, topic=make_topic())
    with django_assert_num_queries(1):
        assert len(newest_of(user, now=MONDAY)) == entries
