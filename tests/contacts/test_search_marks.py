import pytest

from contacts.search_marks import marks


@pytest.mark.parametrize(
    ("shown", "typed", "expected"),
    [
        ("Ulrike Maier 88131 Lindau", ["maier", "lind"], ["Maier", "Lind"]),
        ("Jürgen Müller", ["mueller", "muller"], ["Müller"]),
        ("Jürgen Müller", ["mue"], ["Mü"]),
        ("Jörg Mueller", ["mull"], ["Muell"]),
        ("Eva Groß", ["gross"], ["Groß"]),
        ("Eva Groß", ["gros"], ["Groß"]),
        ("Seán O’Brien", ["sean"], ["Seán"]),
        ("Seán O’Brien", ["obri"], ["O’Bri"]),
        ("Zoë Brandstätter", ["stae"], ["stä"]),
        ("Meier-Lind", ["lind"], ["Lind"]),
        ("李 小龙", ["小"], ["小"]),
        ("Ulrike Maier", ["0831"], []),
        ("<b>Maier</b>", ["maier"], ["Maier"]),
    ],
)
def test_what_was_typed_is_marked_as_it_is_written(shown: str, typed: list[str], expected: list[str]) -> None:
    assert marks(shown, fragments=typed, whole=[]) == expected


def test_a_word_that_only_resembles_is_marked_whole() -> None:
    assert marks("Katharina Meier-Lind", fragments=["maier"], whole=["meier"]) == ["Meier"]
