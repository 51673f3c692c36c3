import pytest

from contacts.search_terms import MOST_TERMS, Means, read


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Ulrike Maier", ["ulrike", "maier"]),
        ("Frau Dr. Maier", ["maier"]),
        ("Herr", ["herr"]),
        ("Müller-Lüdenscheidt", ["mueller", "luedenscheidt"]),
        ("Maier & Söhne", ["maier", "soehne"]),
        ("G.Maier", ["maier"]),
        ("maier maier MAIER", ["maier"]),
        ("D-88131 Maier", ["88131", "maier"]),
        ("Maier 0711 / 804", ["maier", "0711804"]),
        ("K-20418", ["k20418"]),
        ("k 20418", ["k20418"]),
        ("Erik 88131", ["erik", "88131"]),
        ("info@musik", ["info@musik"]),
        ("% _ '", []),
        ("😀", []),
        ("-", []),
    ],
)
def test_a_query_is_read_as_terms(query: str, expected: list[str]) -> None:
    assert [term.forms[0] for term in read(query)] == expected


@pytest.mark.parametrize(
    ("query", "means"),
    [
        ("maier", Means.WORD),
        ("0711/8", Means.DIGITS),
        ("a@b", Means.MAIL),
        ("K-7", Means.NUMBER),
        ("2-Rad", Means.WORD),
    ],
)
def test_each_term_means_something(query: str, means: Means) -> None:
    assert {term.means for term in read(query)} == {means}


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("+49 (0)711 804", ("49711804",)),
        ("0049 711 804", ("0049711804", "49711804")),
        ("+49 0711 804", ("490711804", "49711804")),
        ("(0711) 804-97", ("071180497",)),
    ],
)
def test_digits_are_read_as_they_may_be_stored(query: str, forms: tuple[str, ...]) -> None:
    (term,) = read(query)
    assert set(forms) <= set(term.forms)


def test_digits_in_groups_may_also_be_several_things() -> None:
    (term,) = read("88131 0831")
    assert (term.forms, term.apart) == (("881310831",), ("88131", "0831"))


def test_a_long_query_has_an_end() -> None:
    assert len(read(" ".join("abcdefghijklmnopq"))) == MOST_TERMS
    assert len(read("x" * 9999)[0].forms[0]) == 200
