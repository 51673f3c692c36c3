"""How names are usually written, and what was typed into the wrong field; a gender is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.normalising.names import cased, looks_tried, name_doubt, proposed_names


def names(last: str, first: str = "Ulrike", title: str = "") -> dict[str, str]:
    return {"title": title, "first_name": first, "last_name": last}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("MCDONALD", "McDonald"),
        ("von der heide", "von der Heide"),
        ("VON UND ZU LERCHENFELD", "von und zu Lerchenfeld"),
        ("de la cruz", "de la Cruz"),
        ("MÜLLER-LÜDENSCHEIDT", "Müller-Lüdenscheidt"),
        ("O'NEILL", "O'Neill"),
        ("GROß", "Groß"),
        ("Maier", "Maier"),
        ("von der Heide", "von der Heide"),
        ("MacDonald", "MacDonald"),
        ("NG", "NG"),
        ("von", "von"),
        ("山田", "山田"),
    ],
)
def test_shouting_and_whispering_are_written_as_usual(typed: str, meant: str) -> None:
    assert cased(typed) == meant


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        (names("Maier, Anna", ""), {"first_name": "Anna", "last_name": "Maier"}),
        (names("Frau Dr. Maier", ""), {"last_name": "Maier", "title": "Dr.", "salutation": "ms"}),
        (names("Maier", "Prof. Dr. Anna"), {"title": "Prof. Dr.", "first_name": "Anna"}),
        (names("Maier", "Dr. Anna", "Dr."), {"first_name": "Anna"}),
        (names("Maier", "Andrea"), {}),
        (names("Maier", "Mag"), {}),
    ],
)
def test_what_stands_before_a_name_goes_where_it_belongs(
    typed: dict[str, str], changed: dict[str, str]
) -> None:
    assert proposed_names(typed) == changed


@pytest.mark.parametrize("tried", ["test", "TEST", "asdf", "xxx", "aaaa", "---", "123", "Mustermann", "n.n."])
def test_somebody_only_tried_the_field(tried: str) -> None:
    assert looks_tried(tried)
    assert name_doubt(names(tried)) == "test"


@pytest.mark.parametrize("real", ["Maier", "Muster", "Test-Maier", "Ott", "Ng", "Bar", "Öz", "李", ""])
def test_real_names_are_left_alone(real: str) -> None:
    assert not looks_tried(real)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_read_and_a_proposal_is_final(last: str, first: str) -> None:
    typed = names(last, first)
    name_doubt(typed)
    meant = typed | proposed_names(typed)
    assert cased(meant["last_name"]) == meant["last_name"]
    assert "salutation" not in proposed_names(names(last.replace(" ", ""), first.replace(" ", "")))
