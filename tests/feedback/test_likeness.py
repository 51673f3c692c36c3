"""Wishes are alike by the words they share, not by those everybody uses."""

from random import Random

import pytest

from feedback.likeness import ENOUGH_FOR_ONE, Corpus, Text, clearest, groups, stem, stems

CASES = [
    "Ein leichter Koffer mit eingebautem Feuchtemesser wäre toll.",
    "Gibt es bald Koffer, die einen Feuchtemesser haben?",
    "Bitte Feuchtemeser in den Koffer einbauen!",  # a slip of the finger
    "Könnten Sie samstags länger öffnen?",
    "Samstag bitte bis 16 Uhr offen haben, länger als bisher.",
    "Schickt doch eine Nachricht, wenn die Reparatur fertig ist.",
]
SAID = ["Koffer", "Koffern", "Feuchtemesser", "Feuchtemeser", "samstags", "öffnen", "Reparatur", "bitte"]


def corpus() -> Corpus:
    return Corpus(Text(number, words) for number, words in enumerate(CASES))


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [("oeffnungen", "oeffn"), ("koffern", "koff"), ("koffer", "koff"), ("abos", "abos"), ("saiten", "sait")],
)
def test_an_ending_goes_while_four_letters_stay(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_words_that_say_nothing_are_left_out_and_the_typed_ones_kept() -> None:
    assert stems("Bitte eine „Schülergitarre“, die schmäler ist, 2026!") == {
        "schulergitarr": "Schülergitarre",
        "schmal": "schmäler",
    }
    assert stems("Mueller Müller Muller") == {"mull": "Mueller"}


def test_the_likest_come_first_with_the_words_they_share() -> None:
    found = corpus().likest(0, [1, 2, 3, 4, 5])
    assert [each.key for each in found] == [1, 2]
    assert set(found[1].shared) == {"Feuchtemeser", "Koffer"}
    assert found[0].score >= found[1].score


def test_the_same_topic_and_product_add_to_it_but_never_replace_a_word() -> None:
    texts = [Text(1, "Rote Gitarre", 7, 9), Text(2, "Gitarre in Rot", 7, 9), Text(3, "Längere Öffnung", 7, 9)]
    found = Corpus(texts).likest(1, [2, 3])
    assert [each.key for each in found] == [2]
    plain = Corpus(Text(text.key, text.words) for text in texts).compare(1, 2)
    assert found[0].score == round(plain.score + 0.3, 4)


def test_wishes_gather_in_groups_the_largest_first() -> None:
    found = groups(corpus(), range(len(CASES)))
    assert [[each.key for each in group] for group in found] == [[0, 1, 2], [3, 4]]


def test_of_two_that_are_just_as_like_neither_is_the_clearest() -> None:
    texts = [Text(1, "Koffer"), Text(2, "Koffer rot"), Text(3, "Koffer blau"), Text(4, "Koffer")]
    corpus = Corpus(
        [*texts, Text(5, "Gitarre", topic=7), Text(6, "Gitarre laut", topic=7), Text(7, "Gitarre leise")]
    )
    assert len(corpus.likest(1, [2, 3])) == 2
    assert clearest(corpus.likest(1, [2, 3])) is None
    assert clearest(corpus.likest(5, [6, 7])) == corpus.compare(5, 6)
    assert clearest([]) is None


def test_an_empty_text_is_like_nothing() -> None:
    empty = Corpus([Text(1, ""), Text(2, ""), Text(3, "Koffer")])
    assert empty.likest(1, [2, 3]) == []


@pytest.mark.parametrize("seed", range(10))
def test_nobody_like_it_is_left_out_unseen(seed: int) -> None:
    chance = Random(seed)
    corpus = Corpus(
        Text(
            key,
            " ".join(chance.sample(SAID, chance.randrange(5))),
            topic=chance.choice([None, 1, 2]),
            product=chance.choice([None, 1]),
        )
        for key in range(20)
    )
    others = range(1, 20)
    compared = [corpus.compare(0, other) for other in others]
    alike = [each for each in compared if each.shared and each.score >= ENOUGH_FOR_ONE]
    assert corpus.likest(0, others) == sorted(alike, key=lambda each: (-each.score, each.key))


@pytest.mark.parametrize("seed", range(20))
def test_the_likest_few_are_the_first_of_all_that_are_alike(seed: int) -> None:
    chance = Random(seed)
    corpus = Corpus(
        Text(key, " ".join(chance.sample(SAID, chance.randrange(5))), topic=chance.choice([None, 1, 2]))
        for key in range(40)
    )
    among = range(20, 40)
    for key in range(20):
        for most in (1, 2, 5):
            assert corpus.likest(key, among, most=most) == corpus.likest(key, among)[:most]
