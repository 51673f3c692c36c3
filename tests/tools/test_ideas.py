"""The first idea suggested for a wish, on labelled wishes: one size of `python -m tools.ideas`."""

import pytest

from feedback.likeness import Corpus, Text
from tools.ideas.measuring import first_suggestions, wishes

pytestmark = pytest.mark.any_store


def test_there_are_enough_wishes_and_no_idea_is_in_both_halves() -> None:
    rows = wishes()
    tuning, measured = ({row.idea for row in rows if row.half == half} for half in ("tuning", "measured"))
    assert len(rows) == len({row.words for row in rows}) == 132
    assert tuning & measured == {""}


def test_most_first_suggestions_are_right_on_wishes_nobody_tuned_for() -> None:
    found = first_suggestions("measured", known=2)
    assert (found.of, found.loose) == (36, 6)
    assert found.precision > 0.75
    assert found.recall > 0.65


def test_a_compound_says_what_another_text_says_alone() -> None:
    corpus = Corpus([Text(1, "Terminbuchung"), Text(2, "Termin"), Text(3, "Parkplatz")])
    assert corpus.compare(1, 2).shared == ("Termin",)
    assert corpus.compare(1, 3).shared == ()


def test_a_part_of_a_compound_ends_as_the_word_alone_does() -> None:
    corpus = Corpus([Text(1, "Bonuskarte"), Text(2, "Karte"), Text(3, "Einsteigerkurs"), Text(4, "Kurs")])
    assert corpus.compare(1, 2).shared == ("Karte",)
    assert corpus.compare(3, 4).shared == ("Kurs",)
    assert corpus.compare(1, 4).shared == ()
