"""Customer groups: made, renamed, switched off, and chosen for a customer with history."""

import pytest

from contacts.changing import change_customer
from contacts.grouping import add_group, change_group, group_of
from contacts.models import CustomerGroup
from crm.lib.acts import Refused
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_customer

pytestmark = pytest.mark.django_db


def test_a_group_is_chosen_for_a_customer_and_stands_in_the_history() -> None:
    by, customer = make_user(), a_customer("Kern")
    group = add_group(name="  Großhandel ", by=by, at=MONDAY)
    assert group_of(customer.pk) is None
    change_customer(customer.pk, {"group": group}, expected_version=1, by=by, at=MONDAY)
    assert group_of(customer.pk) == group.pk
    customer.refresh_from_db()
    assert (customer.version, customer.history.latest().group) == (2, group)


@pytest.mark.parametrize(
    ("name", "said"), [(" ", "Bitte geben Sie der Gruppe einen Namen"), ("großhandel", "gibt es schon")]
)
def test_a_group_needs_a_name_of_its_own(name: str, said: str) -> None:
    by = make_user()
    add_group(name="großhandel", by=by, at=MONDAY)
    with pytest.raises(Refused, match=said):
        add_group(name=name, by=by, at=MONDAY)
    assert CustomerGroup.objects.count() == 1


def test_a_group_that_is_switched_off_stays_with_its_customers() -> None:
    by, customer = make_user(), a_customer("Kern")
    group = add_group(name="Schulen", by=by, at=MONDAY)
    change_customer(customer.pk, {"group": group}, expected_version=1, by=by, at=MONDAY)
    changed = change_group(group.pk, name="Schulen und Vereine", active=False, by=by, at=MONDAY)
    assert (changed.name, changed.active, changed.history.count()) == ("Schulen und Vereine", False, 2)
    assert group_of(customer.pk) == group.pk
    change_group(group.pk, name="Schulen und Vereine", active=False, by=by, at=MONDAY)
    assert changed.history.count() == 2  # nothing changed, nothing is told
