import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.models import Affiliation
from crm.desk.hits import hits
from tests.factories.cases import make_topic
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_contact, a_customer

pytestmark = pytest.mark.django_db


def test_each_hit_says_why_it_was_found() -> None:
    known = a_customer("Maier", first_name="Ulrike", postal_code="88131", city="Lindau")
    a_contact(known, by=make_user(), topic=make_topic())
    a_customer("Mayer", first_name="Ulrich", city="Lindau")
    firm = a_customer("", kind="organisation", organisation="Musikhaus Maier")
    for name in ("Vogt", "Kern"):
        Affiliation.objects.create(person=a_customer(name), organisation=firm)
    found = {line.name: (line.town, line.why) for line in hits("maier", limit=5, now=MONDAY).lines}
    assert found == {
        "Ulrike Maier": ("Lindau", "Laden, gerade eben"),
        "Musikhaus Maier": ("", "Firma, 2 Personen"),
        "Ulrich Mayer": ("Lindau", "klingt wie „maier“"),
    }


def test_a_typed_postcode_stays_visible() -> None:
    a_customer("Maier", postal_code="88131", city="Lindau")
    assert [line.town for line in hits("88131", limit=5, now=MONDAY).lines] == ["88131 Lindau"]


def test_what_is_not_shown_is_counted_and_the_chosen_one_left_out() -> None:
    chosen = a_customer("Maier", first_name="Anna")
    for number in range(4):
        a_customer("Maier", first_name=f"Berta{number}")
    found = hits("maier", limit=2, now=MONDAY, without=chosen.pk)
    assert (len(found.lines), found.more) == (2, 2)
    assert chosen.pk not in [line.pk for line in found.lines]
    assert [mark.casefold() for mark in found.marks] == ["maier"]


def test_nothing_typed_finds_nobody_without_asking(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert hits("  ", limit=5, now=MONDAY).lines == []


@pytest.mark.parametrize("customers", [1, 5])
def test_two_statements_however_many_are_found(
    customers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(customers):
        a_customer("Maier", first_name=f"Berta{number}")
    with django_assert_num_queries(2):
        assert len(hits("maier", limit=5, now=MONDAY).lines) == customers
