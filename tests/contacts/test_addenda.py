"""A contact never changes; what was forgotten or wrong stands beside it."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.addenda import LONGEST, add_to, addenda_of
from contacts.models import Addendum, Addition, Contact
from contacts.voiding import void_contact
from crm.company.models import User
from crm.lib.acts import Refused
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_contact, a_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return make_user()


@pytest.fixture
def contact(by: User) -> Contact:
    return a_contact(a_customer(), by=by, text="H-Saite schnarrt")


def test_it_stands_beside_the_contact_and_a_second_send_changes_nothing(contact: Contact, by: User) -> None:
    before = Contact.objects.values().get()
    for late in (0, 5):
        at = MONDAY + timedelta(minutes=late)
        add_to(contact, kind=Addition.CORRECTION, text=" Es war die G-Saite ", by=by, at=at)
    add_to(contact, kind=Addition.NOTE, text="Ruft morgen an", by=by, at=MONDAY)
    assert Contact.objects.values().get() == before
    assert [(row.kind, row.text, row.by, row.at) for row in Addendum.objects.all()] == [
        ("correction", "Es war die G-Saite", by, MONDAY),
        ("note", "Ruft morgen an", by, MONDAY),
    ]


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [
        ("note", "  ", "text"),
        ("note", "x" * (LONGEST + 1), "text"),
        ("note", "a\x00", "text"),
        ("?", "a", "kind"),
    ],
)
def test_what_says_nothing_or_too_much_is_refused(
    contact: Contact, by: User, kind: str, text: str, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        add_to(contact, kind=kind, text=text, by=by, at=MONDAY)
    assert list(refusal.value.messages) == [field]
    assert not Addendum.objects.exists()


def test_nothing_is_added_to_what_was_taken_back(contact: Contact, by: User) -> None:
    void_contact(contact, by=by, at=MONDAY)
    with pytest.raises(Refused, match="zurückgenommen"):
        add_to(contact, kind=Addition.NOTE, text="Doch", by=by, at=MONDAY)


@pytest.mark.parametrize("many", [1, 3])
def test_one_statement_for_all_contacts_of_a_page(
    many: int, by: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    contacts = [a_contact(by=by) for _each in range(many)]
    for contact in contacts:
        add_to(contact, kind=Addition.NOTE, text="Mehr", by=by, at=MONDAY)
    with django_assert_num_queries(1):
        found = addenda_of([contact.pk for contact in contacts])
        assert [str(row.by) for contact in contacts for row in found[contact.pk]] == [str(by)] * many
    with django_assert_num_queries(0):
        assert addenda_of([]) == {}
