"""The tree of sources: coarse first, and in the order of the company."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.offering import save_source
from contacts.source_tree import branches, move_source, offered
from tests.factories.company import make_user
from tests.factories.contacts import a_source

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def names() -> list[tuple[str, list[str]]]:
    return [(branch.top.name, [row.name for row in branch.finer]) for branch in branches()]


@pytest.mark.parametrize("tops", [1, 3])
def test_the_tree_is_one_statement(tops: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(tops):
        a_source(f"Fein {number}", parent=a_source(f"Grob {number}"))
    with django_assert_num_queries(1):
        assert names() == [(f"Grob {number}", [f"Fein {number}"]) for number in range(tops)]


def test_a_source_changes_places_with_its_neighbour_and_the_history_says_who() -> None:
    admin, first, second = make_user("admin"), a_source("A"), a_source("B")
    a_source("Fein", parent=first)
    move_source(second, up=True, by=admin, at=NOW)
    assert names() == [("B", []), ("A", ["Fein"])]
    move_source(second, up=True, by=admin, at=NOW)
    assert [name for name, _finer in names()] == ["B", "A"]
    move_source(second, up=False, by=admin, at=NOW)
    assert [name for name, _finer in names()] == ["A", "B"]
    assert [entry.position for entry in second.history.order_by("history_id")][-1] == 1
    assert second.history.latest().history_user == admin


def test_what_is_out_of_use_is_not_offered_with_all_below_it() -> None:
    admin, top = make_user("admin"), a_source("Zeitschrift")
    a_source("Saitenblick", parent=top)
    kept = a_source("Messe")
    save_source(top, name="Zeitschrift", active=False, by=admin, at=NOW)
    assert [branch.top for branch in offered()] == [kept]
