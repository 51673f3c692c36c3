"""Town and Catholic days: their dates, and where they are offered."""

from datetime import date

import pytest

from crm.lib.holidays import proposed_holidays
from crm.lib.observances import BY_CODE, easter, offered
from crm.lib.places import CODES, PARTS, choices, place_name


def codes(country: str, subdivision: str) -> list[str]:
    return [each.code for each in offered(country, subdivision)]


def test_easter_agrees_with_the_public_holidays_of_forty_years() -> None:
    proposed = proposed_holidays("DE", "BB", range(2000, 2040), "de")  # Brandenburg keeps Easter Sunday
    assert [on for on, name in proposed.items() if name == "Ostersonntag"] == [
        easter(year) for year in range(2000, 2040)
    ]


@pytest.mark.parametrize(
    ("code", "on"),
    [
        ("women_carnival", date(2026, 2, 12)),
        ("carnival_monday", date(2026, 2, 16)),
        ("carnival_tuesday", date(2026, 2, 17)),
        ("basel_monday", date(2026, 2, 23)),
        ("basel_wednesday", date(2026, 2, 25)),
        ("good_friday", date(2026, 4, 3)),
        ("corpus_christi", date(2026, 6, 4)),
        ("peace", date(2026, 8, 8)),
        ("assumption", date(2026, 8, 15)),
        ("repentance", date(2026, 11, 18)),
    ],
)
def test_dates_of_2026(code: str, on: date) -> None:
    assert BY_CODE[code].on(2026) == on


def test_repentance_day_is_the_one_saxony_keeps() -> None:
    proposed = proposed_holidays("DE", "SN", range(2020, 2035), "de")
    kept = [on for on, name in proposed.items() if name == "Buß- und Bettag"]
    assert kept == [BY_CODE["repentance"].on(year) for year in range(2020, 2035)]


def test_each_place_is_offered_what_is_usual_there() -> None:
    assert codes("DE", "BY") == ["carnival_monday", "carnival_tuesday", "peace", "assumption", "repentance"]
    assert codes("DE", "HH") == ["carnival_monday", "carnival_tuesday", "repentance"]
    assert "women_carnival" in codes("DE", "NW")
    assert "corpus_christi" in codes("DE", "TH")
    assert codes("AT", "9") == ["carnival_tuesday", "good_friday", "leopold"]
    assert {"basel_monday", "all_saints"} <= set(codes("CH", "BS"))
    assert "basel_monday" not in codes("CH", "ZH")


def test_every_land_and_canton_has_a_name_and_holidays() -> None:
    assert {country: len(parts) for country, parts in PARTS.items()} == {"DE": 16, "AT": 9, "CH": 26}
    assert len(CODES) == 51
    for code in CODES:
        country, _dash, part = code.partition("-")
        assert date(2026, 1, 1) in proposed_holidays(country, part, [2026], "de")
    assert [country for country, _parts in choices()] == ["Deutschland", "Österreich", "Schweiz"]
    assert (place_name("DE", "BY"), place_name("CH", "ZH"), place_name("AT", "")) == (
        "Bayern",
        "Zürich",
        "Österreich",
    )
