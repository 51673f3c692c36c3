import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from contacts.search_slips import halves, may_slip, neighbours, slipped

WORDS = st.text(alphabet="abmz", min_size=4, max_size=8)


@given(WORDS, WORDS)
def test_neighbours_are_exactly_the_words_one_slip_away(word: str, other: str) -> None:
    assert (other in neighbours(word)) == (OSA.distance(word, other) == 1)


@pytest.mark.parametrize("slip", ["shcmidt", "scmidt", "schmmidt", "achmidt", "schmidz", "schmid"])
def test_one_slip_of_any_kind_is_a_neighbour(slip: str) -> None:
    assert "schmidt" in neighbours(slip)


@given(st.text(alphabet="abz", min_size=8, max_size=24))
def test_halves_make_the_word_again(word: str) -> None:
    assert "".join(halves(word)) == word
    assert min(len(half) for half in halves(word)) >= 4


@pytest.mark.parametrize(
    ("typed", "word", "meant"),
    [
        ("brndstaeter", "brandstaetter", True),
        ("brandstae", "brandstaetter", False),  # a beginning of it has no slip, and is found as one
        ("brnadstae", "brandstaetter", True),
        ("maeir", "maier", True),
        ("maeri", "maier", False),
        ("huber", "maier", False),
        ("schneidre", "schneider", True),
    ],
)
def test_how_far_apart_words_may_be(typed: str, word: str, meant: bool) -> None:
    assert slipped(typed, word) is (meant or word.startswith(typed))


@pytest.mark.parametrize(
    ("word", "may"),
    [("mai", False), ("maie", True), ("88131", False), ("小龙小龙", False), ("a" * 25, False)],
)
def test_short_words_and_numbers_do_not_slip(word: str, may: bool) -> None:
    assert may_slip(word) is may
