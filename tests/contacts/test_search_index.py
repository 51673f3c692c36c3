"""What is written into the index, in how few statements, and that the stores’ own parts can be rebuilt."""

from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from contacts.models import Customer, SearchWord
from contacts.search import find
from contacts.search_index import Findable, index_customer, index_words, line
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db


class Editor:
    """As much of a schema editor as the migration uses, inside the transaction of a test."""

    connection = connection

    def execute(self, statement: str, params: Any = None) -> None:
        assert params is None
        with connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_line_holds_every_form_of_everything() -> None:
    customer = a_customer(
        "Müller", first_name="Jörg", title="Dr.", organisation="Groß & Co", phone="0711/80497319", email="J@Bücher.de",
        postal_code="50667", city="Köln",
    )  # fmt: skip
    assert customer.search_entry.text == (
        "mueller;muller|joerg;jorg|gross und co|dr|koeln;koln|50667"
        f"|k{customer.number}|071180497319;4971180497319|j@buecher.de;j@bücher.de"
    )


def test_words_tell_names_sounds_places_and_the_number_apart() -> None:
    customer = a_customer("Müller", organisation="Groß GmbH", postal_code="50667", city="Köln")
    assert set(SearchWord.objects.values_list("word", flat=True)) == {
        *("mueller", "muller", "gross", "gmbh"),
        *("=657", "=478"),
        *(".koeln", ".koln", ".50667"),
        f"#{customer.number}",
        "!",
    }


def test_long_words_are_cut_to_their_field() -> None:
    customer = Customer(number=1, last_name="x" * 80)
    assert {len(word) for word in index_words(Findable(customer)) if word.startswith("x")} == {60}
    assert "x" * 80 in line(Findable(customer))


def test_a_word_longer_than_its_field_is_still_found_by_it() -> None:
    customer = a_customer("ab" * 40)
    assert [hit.customer for hit in find("ab" * 35)] == [customer]


def test_indexing_again_takes_few_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    customer = a_customer("Maier", phone="0711 80497319", email="a@b.de", city="Lindau")
    with django_assert_num_queries(7):
        index_customer(customer)


def test_the_stores_own_parts_can_be_taken_out_and_put_back() -> None:
    migration = import_module("contacts.migrations.0002_search_index")
    migration.remove(None, Editor())
    migration.build(None, Editor())
    customer = a_customer("Brandstätter")
    assert [hit.customer for hit in find("staett")] == [customer]
