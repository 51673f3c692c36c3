"""Holidays are proposed in the language asked for, whatever the language of the process."""

from datetime import date

import pytest

from crm.lib.holidays import proposed_holidays

CORPUS_CHRISTI = date(2026, 6, 4)
LAENDER = ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
CANTONS = [
    *("AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE"),
    *("NW", "OW", "SG", "SH", "SO", "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH"),
]


def test_each_land_has_its_own_holidays() -> None:
    keep = {land for land in LAENDER if CORPUS_CHRISTI in proposed_holidays("DE", land, [2026], "de")}
    assert keep == {"BW", "BY", "HE", "NW", "RP", "SL"}
    assert date(2026, 10, 31) in proposed_holidays("DE", "SN", [2026], "de")
    assert date(2026, 8, 15) not in proposed_holidays("DE", "BY", [2026], "de")


def test_names_follow_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert proposed_holidays("DE", "BY", [2026], "de")[CORPUS_CHRISTI] == "Fronleichnam"
    assert proposed_holidays("DE", "BY", [2026], "en")[CORPUS_CHRISTI] == "Corpus Christi"
    assert proposed_holidays("AT", "9", [2026], "de")[date(2026, 10, 26)] == "Nationalfeiertag"
    assert proposed_holidays("CH", "ZH", [2026], "de")[date(2026, 8, 1)] == "Nationalfeiertag"


def test_all_laender_and_cantons_are_known_and_the_year_is_kept() -> None:
    places = [*(("DE", land) for land in LAENDER), *(("AT", str(land)) for land in range(1, 10))]
    places += [("CH", canton) for canton in CANTONS]
    for country, subdivision in places:
        days = list(proposed_holidays(country, subdivision, [2027, 2026], "de"))
        assert days == sorted(days)
        assert {day.year for day in days} == {2026, 2027}


def test_without_a_part_only_what_the_whole_country_keeps() -> None:
    country = proposed_holidays("DE", None, [2026], "de")
    assert country == proposed_holidays("DE", "", [2026], "de")
    assert CORPUS_CHRISTI not in country
    assert len(country) == 9


@pytest.mark.parametrize(
    ("country", "subdivision", "language"),
    [("FR", None, "de"), ("DE", "ZH", "de"), ("DE", "BY", "fr"), ("", None, "de")],
)
def test_an_unknown_place_or_language_is_refused(
    country: str, subdivision: str | None, language: str
) -> None:
    with pytest.raises(ValueError, match="no "):
        proposed_holidays(country, subdivision, [2026], language)
