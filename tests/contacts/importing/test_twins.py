"""Rows that look like somebody who is here are marked; families and firms that share a number are not."""

import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.duplicates import sweep_duplicates
from contacts.importing.judging import understood
from contacts.importing.twins import ALIKE, EMAIL, PHONE, PLACE, Twin, twins_of
from contacts.models import Customer, Import, ImportRow
from tests.factories.contacts import MONDAY, a_customer
from tests.factories.imports import kept

pytestmark = pytest.mark.django_db

HEADING = "Vorname;Nachname;Firma;Telefon;E-Mail;Straße;PLZ;Ort\n"


@pytest.fixture
def maier() -> Customer:
    return a_customer(
        "Maier", first_name="Ulrike", phone="0711 80497319", email="u.maier@web.de",
        street="Seestraße 3", postal_code="88131", city="Lindau",
    )  # fmt: skip


def twin(line: str) -> tuple[str, str]:
    found = kept(HEADING + line)
    row = found.rows.get()
    return row.verdict, row.twin_by


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("Ulrike;Maier;;+49 711 80497319;;;;", PHONE),
        ("U.;Maier;;;U.Maier@web.de;;;", EMAIL),
        ("ulrike;MAIER;;;;;88131;", PLACE),
    ],
)
def test_the_same_way_and_the_same_name(maier: Customer, line: str, by: str) -> None:
    assert twin(line) == ("double", by)
    assert ImportRow.objects.get().customer == maier


@pytest.mark.parametrize(
    "line",
    [
        "Jan;Maier;;0711 80497319;;;;",
        "Ulrike;Groß;;0711 80497319;;Seestraße 3;88131;Lindau",
        ";;Maier GmbH;0711 80497319;;;;",
        "Ulrike;Maier;;0711 80497310;;;10115;Berlin",
    ],
)
def test_a_household_or_another_town_is_no_twin(maier: Customer, line: str) -> None:
    assert twin(line) == ("new", "")


def test_what_the_search_for_duplicates_would_show_is_marked_too(maier: Customer) -> None:
    typed = "Ulrike;Meier;;0711 80497319;;Seestr. 3;88131;Lindau"
    assert twin(typed) == ("new", "")
    Import.objects.all().delete()
    sweep_duplicates(MONDAY)
    assert twin(typed) == ("double", ALIKE)


def test_a_hundred_rows_cost_as_many_statements_as_one(
    maier: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sweep_duplicates(MONDAY)
    for count in (1, 100):
        found = kept(
            HEADING + "".join(f"Ulrike{n};Meier;;0711 80497319;u{n}@web.de;;88131;\n" for n in range(count))
        )
        rows = understood(found, list(found.rows.all()))
        with django_assert_num_queries(6):
            assert set(twins_of(rows).values()) <= {Twin(maier.pk, ALIKE)}
