"""The big field: anything one can say about a customer finds them, on both stores alike, and says why."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from contacts.models import Address, Customer, SearchEntry, SearchWord
from contacts.search import Hit, find, index_customer, reindex
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db

NAUGHTY = Path(settings.BASE_DIR).parent / "shared" / "data" / "strings" / "blns.json"

TOWN: list[dict[str, Any]] = [
    {
        "first_name": "Ulrike",
        "last_name": "Maier",
        "postal_code": "88131",
        "city": "Lindau",
        "phone": "0176 04069 0831",
    },
    {"first_name": "Ulrich", "last_name": "Mayer", "postal_code": "88131", "city": "Lindau"},
    {"first_name": "Anton", "last_name": "Meyr", "postal_code": "6900", "city": "Bregenz", "country": "AT"},
    {"first_name": "Katharina", "last_name": "Meier-Lind", "city": "Bregenz"},
    {
        "last_name": "",
        "organisation": "Musikhaus Maier OHG",
        "city": "Lindenberg",
        "email": "info@musik-maier.de",
    },
    {
        "first_name": "Jürgen",
        "last_name": "Müller",
        "city": "Köln",
        "postal_code": "50667",
        "email": "jm@web.de",
    },
    {"first_name": "Jörg", "last_name": "Mueller", "city": "Düren"},
    {"first_name": "Erika", "last_name": "Muller", "city": "Aachen"},
    {"first_name": "Eva", "last_name": "Groß", "city": "Bad Tölz", "phone": "+49 (0)8041 76543-21"},
    {"first_name": "Otto", "last_name": "Gross", "city": "Weiden"},
    {
        "first_name": "André",
        "last_name": "Schmidt",
        "organisation": "Klavier & Co. KG",
        "phone": "0711/80497319",
    },
    {
        "first_name": "Zoë",
        "last_name": "Brandstätter",
        "city": "Wien",
        "country": "AT",
        "postal_code": "1010",
    },
    {
        "first_name": "Seán",
        "last_name": "O’Brien",
        "city": "Ulm",
        "phone": "nach 18 Uhr",
        "email": "sean@bücher.de",
    },
    {"first_name": "李", "last_name": "小龙", "city": "Bonn"},
    {"first_name": "Anna_Lena", "last_name": "100% Geige", "city": "Hof"},
]


@pytest.fixture
def town() -> list[Customer]:
    return [a_customer(**who) for who in TOWN]


def names(hits: list[Hit]) -> list[str]:
    return [hit.customer.name for hit in hits]


# What is typed, who is found (best first), and why the first of them was. The same on both stores.
CASES = [
    (
        "maier",
        ["Ulrike Maier", "Musikhaus Maier OHG", "Ulrich Mayer", "Katharina Meier-Lind", "Anton Meyr"],
        "",
    ),
    (
        "MAYER",
        ["Ulrich Mayer", "Ulrike Maier", "Katharina Meier-Lind", "Anton Meyr", "Musikhaus Maier OHG"],
        "",
    ),
    ("maier lind", ["Ulrike Maier", "Musikhaus Maier OHG", "Katharina Meier-Lind", "Ulrich Mayer"], ""),
    ("ulrike maier", ["Ulrike Maier", "Ulrich Mayer"], ""),
    ("Maier, Ulrike", ["Ulrike Maier", "Ulrich Mayer"], ""),
    (
        "Frau Dr. Maier",
        ["Ulrike Maier", "Musikhaus Maier OHG", "Ulrich Mayer", "Katharina Meier-Lind", "Anton Meyr"],
        "",
    ),
    ("müller", ["Jörg Mueller", "Jürgen Müller", "Erika Muller"], ""),
    ("Mueller", ["Jörg Mueller", "Jürgen Müller", "Erika Muller"], ""),
    ("MÜLLER", ["Jörg Mueller", "Jürgen Müller", "Erika Muller"], ""),
    ("muller", ["Erika Muller", "Jörg Mueller", "Jürgen Müller"], ""),
    ("Mu\u0308ller", ["Jörg Mueller", "Jürgen Müller", "Erika Muller"], ""),
    ("gross", ["Eva Groß", "Otto Gross"], ""),
    ("groß", ["Eva Groß", "Otto Gross"], ""),
    ("andre", ["André Schmidt"], ""),
    ("zoe", ["Zoë Brandstätter"], ""),
    ("obrien", ["Seán O’Brien"], ""),
    ("o'brien", ["Seán O’Brien"], ""),
    ("brandstatter", ["Zoë Brandstätter"], ""),
    ("staett", ["Zoë Brandstätter"], ""),
    (
        "m",
        [
            "Ulrike Maier",
            "Ulrich Mayer",
            "Katharina Meier-Lind",
            "Anton Meyr",
            "Jörg Mueller",
            "Jürgen Müller",
            "Erika Muller",
            "Musikhaus Maier OHG",
        ],
        "",
    ),
    ("mü", ["Jörg Mueller", "Jürgen Müller", "Erika Muller", "Musikhaus Maier OHG"], ""),
    ("j m", ["Jörg Mueller", "Jürgen Müller"], ""),
    ("ul li", ["Ulrike Maier", "Ulrich Mayer"], ""),
    ("小", ["李 小龙"], ""),
    ("小龙", ["李 小龙"], ""),
    ("anna_lena", ["Anna_Lena 100% Geige"], ""),
    ("100%", ["Anna_Lena 100% Geige"], ""),
    ("lindau", ["Ulrike Maier", "Ulrich Mayer", "Katharina Meier-Lind"], "wohnt in Lindau"),
    ("tölz", ["Eva Groß"], "wohnt in Bad Tölz"),
    ("88131", ["Ulrike Maier", "Ulrich Mayer"], "wohnt in Lindau"),
    ("D-88131 Maier", ["Ulrike Maier", "Ulrich Mayer"], ""),
    ("A-1010", ["Zoë Brandstätter"], "wohnt in Wien"),
    ("klavier", ["André Schmidt"], "Firma Klavier & Co. KG"),
    ("klavier & co", ["André Schmidt"], "Firma Klavier & Co. KG"),
    ("0831", ["Ulrike Maier"], "Telefon endet auf 0831"),
    ("maier 0831", ["Ulrike Maier"], "Telefon endet auf 0831"),
    ("0711 / 804-97", ["André Schmidt"], "Telefon enthält 0711 / 804-97"),
    ("(0711) 804 973 19", ["André Schmidt"], "Telefon (0711) 804 973 19"),
    ("+49711 80497319", ["André Schmidt"], "Telefon +49711 80497319"),
    ("0049 711 80497319", ["André Schmidt"], "Telefon 0049 711 80497319"),
    ("+49 0711 80497319", ["André Schmidt"], "Telefon +49 0711 80497319"),
    ("08041/7654321", ["Eva Groß"], "Telefon 08041/7654321"),
    ("88131 0831", ["Ulrike Maier"], "Telefon enthält 88131 0831"),
    ("info@musik", ["Musikhaus Maier OHG"], "E-Mail enthält „info@musik“"),
    ("web.de", ["Jürgen Müller"], "E-Mail enthält „web“"),
    ("sean@bücher.de", ["Seán O’Brien"], "E-Mail enthält „sean@bücher.de“"),
    ("Schmdit", ["André Schmidt"], "ähnlich wie „Schmdit“"),
    ("Shcmidt", ["André Schmidt"], "klingt wie „Shcmidt“"),
    ("Xchmidt", ["André Schmidt"], "ähnlich wie „Xchmidt“"),
    ("Bregnez", ["Katharina Meier-Lind", "Anton Meyr"], "ähnlich wie „Bregnez“"),
    ("Brxndztaetter", ["Zoë Brandstätter"], "ähnlich wie „Brxndztaetter“"),
    ("Schmitt", ["André Schmidt"], "klingt wie „Schmitt“"),
]


@pytest.mark.parametrize(("query", "expected", "why"), CASES, ids=[case[0] for case in CASES])
def test_whatever_is_typed_finds_the_customer(
    town: list[Customer], query: str, expected: list[str], why: str
) -> None:
    hits = find(query)
    assert names(hits) == expected
    assert hits[0].why == why


@pytest.mark.parametrize(
    "query",
    ["", "   ", "%", "_", "\\", "'", '"', "-", "@", "😀", "\0", "\ud800", "NOT AND OR", '"x" NEAR y', "a*", "^m", "(",
     "x" * 9999, "mai%", "m_ier", "maier OR 1=1", "maier\0", "{gate}", "%s", "%(x)s", "🎻 maier 🎻"],
)  # fmt: skip
def test_hostile_input_is_only_text(town: list[Customer], query: str) -> None:
    before = Customer.objects.count()
    assert isinstance(find(query), list)
    assert Customer.objects.count() == before


def test_signs_of_the_stores_find_only_themselves(town: list[Customer]) -> None:
    assert names(find("a@%")) == names(find("s_an@b")) == names(find('"info@"')) == []


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the open test material is not here")
def test_naughty_strings_are_found_or_not_but_never_an_error(town: list[Customer]) -> None:
    asked = json.loads(NAUGHTY.read_text())
    assert len(asked) > 500
    assert all(isinstance(find(query), list) for query in asked)


def test_a_number_finds_its_customer_first(town: list[Customer]) -> None:
    number = town[3].number
    for query in (f"K-{number}", f"k{number}", f"K {number}", str(number)):
        hit = find(query)[0]
        assert (hit.customer, hit.why) == (town[3], f"Kundennummer K-{number}")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("maier lind", ["Maier", "Lind"]),
        ("müll", ["Muell"]),
        ("mull", ["Mull"]),
        ("staett", ["stätt"]),
        ("brien", ["Brien"]),
        ("mayr lindau", ["Maier", "Lindau"]),
        ("Schmdit", ["Schmidt"]),
        ("0831", []),
    ],
)
def test_what_was_typed_is_marked_as_it_is_shown(
    town: list[Customer], query: str, expected: list[str]
) -> None:
    assert find(query)[0].marks == expected


def test_a_hit_carries_the_line_below_the_name(town: list[Customer]) -> None:
    hit = find("ulrike")[0]
    assert (hit.town, hit.detail) == ("88131 Lindau", f"88131 Lindau · K-{town[0].number} · 0176 04069 0831")
    assert find("erika")[0].detail == f"Aachen · K-{town[7].number}"


@pytest.mark.parametrize(
    "query", ["maier", "m", "0831", "schmdit lindau", "info@musik", "nobody of that name"]
)
def test_a_search_costs_two_statements_at_most(
    town: list[Customer], query: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _more in range(3):
        a_customer("Maier", phone="0831", email="info@musik.de")
    with django_assert_max_num_queries(2):
        assert all(str(getattr(hit.customer, "address", "")).endswith(hit.town) for hit in find(query))


def test_the_limit_holds_and_the_best_stay(town: list[Customer]) -> None:
    everyone = find("maier")
    assert find("maier", limit=2) == everyone[:2]


def test_of_a_fragment_that_very_many_have_not_every_text_is_read(
    town: list[Customer], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(find("aie")) > 1
    monkeypatch.setattr("contacts.search_store.MOST_READ", 1)
    read_one = connection.vendor == "postgresql"  # SQLite finds them in order, and ends by itself
    assert (len(find("aie")) == 1) is read_one


def test_a_changed_customer_is_found_by_the_new_name_only(town: list[Customer]) -> None:
    customer = town[0]
    Customer.objects.filter(pk=customer.pk).update(last_name="Zwirner")
    Address.objects.filter(customer=customer).update(city="Ravensburg")
    customer.refresh_from_db()
    index_customer(customer)
    assert names(find("zwirner ravensburg")) == ["Ulrike Zwirner"]
    assert names(find("ulrike maier")) == ["Ulrich Mayer"]


def test_the_index_can_be_built_anew(town: list[Customer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contacts.search_index.BATCH", 4)
    before = list(SearchEntry.objects.order_by("pk").values_list("pk", "text"))
    words = set(SearchWord.objects.values_list("customer", "word"))
    SearchEntry.objects.filter(pk__lte=town[5].pk).delete()
    SearchEntry.objects.update(text="stale|||||||k1||")
    SearchWord.objects.all().delete()
    assert reindex() == len(town)
    assert list(SearchEntry.objects.order_by("pk").values_list("pk", "text")) == before
    assert set(SearchWord.objects.values_list("customer", "word")) == words
    assert names(find("staett")) == ["Zoë Brandstätter"]


def test_a_deleted_customer_is_found_no_more(town: list[Customer]) -> None:
    town[11].delete()
    assert find("brandstätter") == find("staett") == []


def test_fragments_are_found_by_an_index(town: list[Customer]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute("EXPLAIN SELECT 1 FROM contacts_searchentry f WHERE f.text LIKE '%%staett%%'")
            assert "contacts_searchentry_trigrams" in str(cursor.fetchall())
            cursor.execute(
                "EXPLAIN SELECT 1 FROM contacts_searchword WHERE word >= 'mai' AND word < 'maj' ORDER BY word"
            )
            plan = str(cursor.fetchall())
            assert "search_word_prefix" in plan
            assert "Sort" not in plan
        else:
            cursor.execute(
                "EXPLAIN QUERY PLAN SELECT 1 FROM contacts_searchword WHERE word >= 'mai' AND word < 'maj'"
            )
            assert "search_word_prefix" in str(cursor.fetchall())
