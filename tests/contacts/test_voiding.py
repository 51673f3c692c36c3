from datetime import timedelta

import pytest

from contacts.models import Contact
from contacts.voiding import void_contact
from crm.lib.acts import Refused
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_contact, a_customer

pytestmark = pytest.mark.django_db


def test_a_void_contact_stays_but_counts_no_more() -> None:
    user = make_user()
    contact, other = a_contact(a_customer(), by=user), a_contact(a_customer(), by=user)
    void = void_contact(contact, by=user, at=MONDAY, reason=" vertippt ")
    assert (void.contact, void.by, void.at, void.reason) == (contact, user, MONDAY, "vertippt")
    assert list(Contact.objects.counted()) == [other]
    assert Contact.objects.count() == 2


def test_a_second_void_changes_nothing() -> None:
    user = make_user()
    contact = a_contact(by=user)
    first = void_contact(contact, by=user, at=MONDAY, reason="vertippt")
    again = void_contact(contact, by=make_user(), at=MONDAY + timedelta(minutes=1), reason="doch nicht")
    assert (again.pk, again.reason, again.by) == (first.pk, "vertippt", user)


def test_a_reason_too_long_is_refused() -> None:
    user = make_user()
    contact = a_contact(by=user)
    with pytest.raises(Refused):
        void_contact(contact, by=user, at=MONDAY, reason="x" * 201)
    assert Contact.objects.counted().count() == 1
