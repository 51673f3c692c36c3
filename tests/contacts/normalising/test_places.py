"""Streets, house numbers, towns and postcodes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.normalising.postcodes import proposed_postcode
from contacts.normalising.streets import house_number, proposed_street, street_doubt
from contacts.normalising.towns import LONGEST, town_key


@pytest.mark.parametrize(
    ("street", "number", "meant", "doubt"),
    [
        ("Hafengasse 7", "7", "Hafengasse 7", ""),
        ("hauptstraße 5a", "5a", "Hauptstraße 5a", "spelling"),
        ("HAUPTSTR. 5", "5", "Hauptstr. 5", "spelling"),
        ("Hauptstr.5", "5", "Hauptstr. 5", "spelling"),
        ("Hafengasse", "", "Hafengasse", "number"),
        ("Q 7, 24", "24", "Q 7, 24", ""),
        ("Mariahilfer Straße 1/2/15", "1/2/15", "Mariahilfer Straße 1/2/15", ""),
        ("Seestraße 12-14", "12-14", "Seestraße 12-14", ""),
        ("Seeweg 12 b", "12 b", "Seeweg 12 b", ""),
        ("Straße des 17. Juni 135", "135", "Straße des 17. Juni 135", ""),
        ("am see 3", "3", "Am See 3", "spelling"),
        ("Postfach", "", "Postfach", ""),
        ("", "", "", ""),
    ],
)
def test_streets(street: str, number: str, meant: str, doubt: str) -> None:
    assert (house_number(street), proposed_street(street), street_doubt(street)) == (number, meant, doubt)


@pytest.mark.parametrize(
    "same",
    [
        ("Lindau (Bodensee)", "Lindau", "LINDAU", "Lindau-Aeschach", "Lindau/Bodensee"),
        ("Frankfurt am Main", "Frankfurt", "Frankfurt a.M.", "Frankfurt/Main"),
        ("St. Gallen", "Sankt Gallen", "St Gallen"),
        ("München", "Muenchen", "munchen"),
        ("Bad Homburg v.d.H.", "Bad Homburg vor der Höhe", "Bad Homburg"),
        ("Neustadt a.d. Weinstraße", "Neustadt an der Weinstraße"),
    ],
)
def test_towns_that_are_the_same(same: tuple[str, ...]) -> None:
    assert len({town_key(town) for town in same}) == 1


def test_towns_that_are_not() -> None:
    towns = ("Lindau", "Landau", "Bad Homburg", "Homburg", "Bodolz", "Ob", "In")
    assert len({town_key(town) for town in towns}) == len(towns)


@pytest.mark.parametrize(
    ("code", "country", "meant"),
    [
        ("D-88131", "DE", "88131"),
        ("88 131", "DE", "88131"),
        ("٨٨١٣١", "DE", "88131"),
        ("8813I", "DE", "88131"),
        ("A-1010", "AT", "1010"),
        ("CH-8001", "CH", "8001"),
        ("8813", "DE", ""),
        ("88131", "DE", ""),
    ],
)
def test_postcodes(code: str, country: str, meant: str) -> None:
    assert proposed_postcode(code, country) == meant


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    assert len(town_key(text)) <= LONGEST
    assert proposed_street(proposed_street(text)) == proposed_street(text)
    street_doubt(text)
    proposed_postcode(text, "DE")
