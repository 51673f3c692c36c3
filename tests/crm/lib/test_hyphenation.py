import pytest

from crm.lib.hyphenation import SHORTEST_PART, SOFT_HYPHEN, soft


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Transportschaden", "Trans-port-scha-den"),
        ("Kostenvoranschlag", "Kos-ten-voran-schlag"),
        ("Zwischenprüfung", "Zwi-schen-prü-fung"),
        ("Saitenhalter", "Saitenhalter"),
        ("Garantieverlängerung", "Garan-tie-ver-län-gerung"),
        ("Instrument", "Instrument"),
        ("Wirbel, Mechanik", "Wirbel, Mechanik"),
        ("12345678901234", "12345678901234"),
        ("", ""),
    ],
)
def test_long_words_may_break_between_syllables(word: str, parts: str) -> None:
    assert soft(word).replace(SOFT_HYPHEN, "-") == parts


def test_no_part_is_shorter_than_three_letters_and_nothing_is_lost() -> None:
    words = "Öffnungszeiten Reparaturannahme Ersatzteilbestellung Datenschutzauskunft Mitarbeitende"
    assert soft(words).replace(SOFT_HYPHEN, "") == words
    assert all(len(part) >= SHORTEST_PART for word in soft(words).split() for part in word.split(SOFT_HYPHEN))
