"""Who stands above whom among the hits."""

from typing import Any

import pytest

from contacts.search import find
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db


def named(query: str, *people: dict[str, Any]) -> list[str]:
    for person in people:
        a_customer(**person)
    return [hit.customer.name for hit in find(query)]


def test_a_firm_stands_above_those_who_work_there() -> None:
    works_there = {"first_name": "Birgit", "last_name": "Sander", "organisation": "Musikschule Allgäu"}
    firm = {"kind": "organisation", "last_name": "", "organisation": "Musikschule Allgäu"}
    assert named("musikschule all", works_there, firm) == ["Musikschule Allgäu", "Birgit Sander"]


def test_a_sounding_surname_stands_above_a_sounding_first_name() -> None:
    maria = {"first_name": "Maria", "last_name": "Hoxha"}
    maier = {"first_name": "Ralf", "last_name": "Maier"}
    assert named("mayer", maria, maier) == ["Ralf Maier", "Maria Hoxha"]


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [("sander", "Schneider", False), ("mair", "Meyer", True), ("sneider", "Schneider", True)],
)
def test_what_sounds_alike_is_written_alike(typed: str, name: str, *, found: bool) -> None:
    assert named(typed, {"last_name": name}) == ([name] if found else [])


def test_what_sounds_alike_is_said_once() -> None:
    a_customer(first_name="Ulrike", last_name="Maier")
    assert [hit.why for hit in find("Ulricke Mayr")] == ["klingt wie „Ulricke Mayr“"]
