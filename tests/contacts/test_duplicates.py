"""The sweep over the stock: who is new or changed is compared, in a fixed number of statements, after a kill again."""

from typing import Any

import pytest
from django.db import DatabaseError
from pytest_django import DjangoAssertNumQueries

from contacts import duplicates
from contacts.changing import change_customer
from contacts.duplicates import compare_batch, sweep_duplicates, waiting
from contacts.models import Customer, DuplicatePair, MatchKey
from contacts.pairs import after, say_not_same
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_customer

pytestmark = pytest.mark.django_db
KNOWN: dict[str, Any] = {
    "first_name": "Ulrike",
    "phone": "0176 04069083",
    "street": "Hafengasse 7",
    "city": "Lindau",
}


def found() -> set[tuple[int, int]]:
    return set(DuplicatePair.objects.values_list("one", "other"))


def test_who_is_new_is_compared_once() -> None:
    one, other = a_customer("Maier", **KNOWN), a_customer("Mayer", **KNOWN)
    stranger = a_customer("Sommer", first_name="Jakob")
    assert (waiting(2), waiting(9)) == (2, 3)
    assert sweep_duplicates(MONDAY).handled == 3
    assert found() == {(one.pk, other.pk)}
    assert (waiting(9), sweep_duplicates(MONDAY).handled) == (0, 0)
    assert MatchKey.objects.filter(customer=stranger).exists()


def test_who_changes_is_compared_again() -> None:
    one, other = a_customer("Maier", **KNOWN), a_customer("Sommer", **KNOWN)
    sweep_duplicates(MONDAY)
    assert found() == set()
    change_customer(other.pk, {"last_name": "Meyer"}, expected_version=None, by=None, at=MONDAY)
    sweep_duplicates(MONDAY)
    assert found() == {(one.pk, other.pk)}
    change_customer(other.pk, {"first_name": "Jakob"}, expected_version=None, by=None, at=MONDAY)
    sweep_duplicates(MONDAY)
    assert found() == set()


def test_what_somebody_decided_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = a_customer("Maier", **KNOWN), a_customer("Mayer", **KNOWN)
    sweep_duplicates(MONDAY)
    pair = DuplicatePair.objects.get()
    say_not_same(pair.pk, by=make_user("backoffice"), at=MONDAY)
    change_customer(other.pk, {"first_name": "Jakob"}, expected_version=None, by=None, at=MONDAY)
    change_customer(one.pk, {"first_name": "Jan"}, expected_version=None, by=None, at=MONDAY)
    sweep_duplicates(MONDAY)
    pair.refresh_from_db()
    assert (pair.one_id, pair.not_same_at) == (one.pk, MONDAY)
    assert after(pair) is None


def test_a_batch_that_breaks_is_done_again_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    a_customer("Maier", **KNOWN)
    a_customer("Mayer", **KNOWN)

    def broken(*_args: object, **_more: object) -> None:
        raise DatabaseError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(duplicates, "_bring_pairs", broken)
        with pytest.raises(DatabaseError):
            compare_batch(MONDAY)
    assert (waiting(9), MatchKey.objects.count()) == (2, 0)
    sweep_duplicates(MONDAY)
    assert len(found()) == 1


@pytest.mark.parametrize("customers", [2, 12])
def test_a_batch_costs_the_same_however_many(
    customers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(customers):
        a_customer("Maier", **KNOWN | {"phone": f"0176 040690{number:02}"})
    with django_assert_num_queries(16):
        assert compare_batch(MONDAY) == customers


def test_a_number_of_many_is_no_place_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contacts.match_index.CROWD", 3)
    for _each in range(4):
        a_customer("Maier", first_name="Ulrike", phone="0711 80497319")
    sweep_duplicates(MONDAY)
    assert found() == set()
    assert Customer.objects.count() == 4
