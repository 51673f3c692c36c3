"""Einstellungen, Kundengruppen: adding, renaming and switching off, and who belongs to them."""

import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.models import Customer, CustomerGroup
from crm.company.models import Role, User
from tests.cases.pages import clock_runs, signed_in, text_of
from tests.factories.company import make_user
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db
ADDRESS = "/einstellungen/kundengruppen/"


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN)


def test_a_group_is_added_renamed_and_switched_off(admin: User) -> None:
    client = signed_in(admin)
    assert "Noch keine Gruppe" in text_of(client.get(ADDRESS))
    assert client.post(ADDRESS, {"name": "Grosshandel"}).status_code == 302
    group = CustomerGroup.objects.get()
    client.post(f"{ADDRESS}{group.pk}/", {"name": "Großhandel", "active": "0"})
    group.refresh_from_db()
    assert (group.name, group.active) == ("Großhandel", False)
    refused = client.post(ADDRESS, {"name": "großhandel"})
    assert refused.status_code == 400
    assert "Eine Gruppe mit diesem Namen gibt es schon" in text_of(refused)
    assert 'value="großhandel"' in refused.content.decode()


@pytest.mark.parametrize("groups", [1, 3])
def test_the_list_counts_its_members_in_one_statement(
    admin: User, groups: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(groups):
        group = CustomerGroup.objects.create(name=f"Gruppe {number}")
        Customer.objects.filter(pk__in=[a_customer().pk, a_customer().pk]).update(group=group)
    clock_runs()
    client = signed_in(make_user(Role.MANAGEMENT))
    with django_assert_num_queries(6):  # session, person, groups, and three of the bar
        page = client.get(ADDRESS)
    assert "Gruppe 0 2 Kunden" in text_of(page)
    assert "Gruppe anlegen" not in text_of(page)


def test_a_customer_is_put_in_a_group_and_shows_it(admin: User) -> None:
    client, customer = signed_in(admin), a_customer("Kern")
    address = f"/kunden/{customer.number}/bearbeiten/"
    assert 'name="group"' not in client.get(address).content.decode()
    group = CustomerGroup.objects.create(name="Großhandel")
    sent = {"kind": "person", "last_name": "Kern", "country": "DE", "version": 1, "group": group.pk}
    assert client.post(address, sent).status_code == 302
    assert "Kundengruppe Großhandel" in text_of(client.get(f"/kunden/{customer.number}/"))
    assert "Kundengruppe" in text_of(client.get(f"/kunden/{customer.number}/verlauf/"))
