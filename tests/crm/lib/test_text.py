"""Spellings of one name meet, different names stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.lib.text import fold, fold_signs, sound, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Mueller", "Muller"),
        ("MÜLLER", "müller"),
        ("Mu\u0308ller", "Müller"),
        ("Groß", "GROSS"),
        ("GROẞ", "Groß"),
        ("Göthe", "Goethe"),
        ("Bäcker", "Baecker"),
        ("André", "Andre"),
        ("Dvořák", "Dvorak"),
        ("Łukasz", "Lukasz"),
        ("Søren", "Soeren"),
        ("Sørensen", "Sorensen"),
        ("O’Brien", "OBrien"),
        ("D'Angelo", "D´Angelo"),
        ("Müller-Lüdenscheidt", "Mueller Luedenscheidt"),
        ("Müller & Söhne", "Mueller und Soehne"),
        ("  Anna\u00a0 Maier\t", "anna maier"),
        ("ＭＡＩＥＲ", "Maier"),
        ("Straße", "Strasse"),
        ("İpek", "Ipek"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert set(fold(one)) & set(fold(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Bauer", "Bar"), ("Maier", "Mayer"), ("Quelle", "Qulle"), ("Neuer", "Neur")]
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert not set(fold(one)) & set(fold(other))


def test_a_name_without_umlauts_has_one_form() -> None:
    assert fold("Bauer") == ("bauer",)
    assert fold("Müller") == ("mueller", "muller")


@pytest.mark.parametrize("text", ["", "   ", "😀", "%_'\"\\", "\0"])
def test_signs_alone_say_nothing(text: str) -> None:
    assert fold(text) == ()
    assert words(text) == ()


def test_other_scripts_are_kept() -> None:
    assert fold("李 小龙") == ("李 小龙",)
    assert fold("Иванов") == ("иванов",)


def test_words_come_in_order_with_all_their_forms() -> None:
    assert words("Dr. Eva Müller-Groß") == (("dr",), ("eva",), ("mueller", "muller"), ("gross",))


def test_signs_of_an_address_are_kept() -> None:
    assert fold_signs("Jörg.Maier+x@Bücher.DE") == "joerg.maier+x@buecher.de"


@pytest.mark.parametrize(
    "names",
    [
        ("meier", "maier", "mayer", "meyr"),
        ("mueller", "miller"),
        ("schmidt", "schmitt"),
        ("philipp", "filip"),
        ("weiss", "weis"),
    ],
)
def test_names_that_sound_alike_share_a_code(names: tuple[str, ...]) -> None:
    assert len({sound(name) for name in names}) == 1
    assert sound(names[0])


@pytest.mark.parametrize("word", ["", "a", "ei", "88131", "小龙", "o2"])
def test_too_little_to_hear_has_no_code(word: str) -> None:
    assert sound(word) == ""


@given(st.text())
def test_a_form_holds_only_words_apart_by_one_space(text: str) -> None:
    for form in fold(text):
        assert form == " ".join(form.split())
        assert all(sign.isalnum() or sign == " " for sign in form)


@given(st.text(alphabet="abcdeouäöüßéñ -'", max_size=30))
def test_a_folded_text_folds_to_itself(text: str) -> None:
    for form in fold(text):
        assert form in fold(form)
