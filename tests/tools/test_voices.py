"""Suggestions on texts nobody learned from, small: one draw instead of ten."""

import pytest

from feedback.suggesting.kinds import learned
from feedback.suggesting.stems import signs, stem
from tools.voices.measuring import after, captured, quality, texts

pytestmark = pytest.mark.any_store


def test_no_text_is_learned_from_and_measured_on() -> None:
    corrections, unseen = texts("corrections"), texts("unseen")
    assert (len(corrections), len(unseen)) == (200, 300)
    assert {text.words for text in corrections} & {text.words for text in unseen} == set()


def test_two_hundred_corrections_make_suggestions_better_on_unseen_texts() -> None:
    corrections, unseen = texts("corrections"), texts("unseen")
    (before, _topics), (then, _later) = (after(corrections, unseen, n, seed=1) for n in (0, 200))
    assert before.macro_f1 > 0.6
    assert then.macro_f1 > before.macro_f1 + 0.05
    assert then.recall["complaint"] > 0.75


def test_what_colleagues_capture_under_a_topic_makes_topics_better_on_unseen_texts() -> None:
    corrections, unseen = texts("corrections"), texts("unseen")
    (_kinds, before), (_same, then) = (
        after(corrections, unseen, 200, seed=1, notes=notes) for notes in ((), captured())
    )
    assert {words for _topic, words in captured()} & {text.words for text in unseen} == set()
    assert then.suggested > before.suggested + 0.05
    assert then.right > before.right


def test_a_suggestion_says_by_which_words_and_is_silent_without() -> None:
    fresh = learned([])
    guess = fresh.guess(signs("Die Kurbel ist schon wieder kaputt."))
    assert guess is not None
    assert guess.label == "complaint"
    assert "kaputt" in guess.because
    assert fresh.guess(signs("Donnerstag Fensterbank 12")) is None


def test_what_a_company_sorts_outweighs_what_is_known() -> None:
    texts_of_theirs = [("question", "Kurbel kaputt")] * 30
    guess = learned(texts_of_theirs).guess(signs("Kurbel kaputt"))
    assert guess is not None
    assert guess.label == "question"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lieferungen", "Lieferung", True),
        ("freundliche", "freundlich", True),
        ("wäre", "war", False),
        ("könnte", "konnte", False),
    ],
)
def test_stems_bring_forms_together_and_keep_moods_apart(one: str, other: str, *, same: bool) -> None:
    assert (stem(one) == stem(other)) is same


def test_a_not_turns_the_next_words_round() -> None:
    assert "nicht freundlich" in signs("Das war nicht besonders freundlich.")


def test_the_measure_counts_silence_against_recall_alone() -> None:
    told = quality([("a", "a"), ("a", ""), ("b", "b"), ("b", "a")])
    assert told.recall == {"a": 0.5, "b": 0.5}
    assert told.precision == {"a": 0.5, "b": 1.0}
    assert (told.suggested, told.right) == (0.75, 2 / 3)
    assert told.macro_f1 == pytest.approx((0.5 + 2 / 3) / 2)
