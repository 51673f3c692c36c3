"""Hours as people write them, and the sentence for each way of writing them wrongly."""

import pytest

from crm.company.calendar_spans import (
    check_zone,
    cut_at,
    lie_within,
    minutes_of,
    read_spans,
    read_week,
    written,
)
from crm.lib.acts import Refused

SPLIT = [["08:00", "12:00"], ["13:00", "17:00"]]


@pytest.mark.parametrize(
    "text",
    [
        "8-12, 13-17",
        "08:00–12:00, 13:00–17:00",
        "8.00 - 12.00 Uhr und 13 - 17 Uhr",
        "8 bis 12; 13 bis 17",
        "13-17 8-12",
        " 8:00 -12:00  13:00- 17:00 ",
        "8 to 12 and 13 to 17",
    ],
)
def test_hours_are_read_however_they_are_written(text: str) -> None:
    assert read_spans(text, field="mon") == SPLIT


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "zu", "Geschlossen"])
def test_nothing_is_a_closed_day(text: str) -> None:
    assert read_spans(text, field="mon") == []


def test_a_day_may_have_three_spans_and_last_until_midnight() -> None:
    assert read_spans("0-6, 8-12, 22-24", field="mon") == [
        ["00:00", "06:00"],
        ["08:00", "12:00"],
        ["22:00", "24:00"],
    ]


def test_spans_that_touch_are_fine() -> None:
    assert read_spans("8-12, 12-17", field="mon") == [["08:00", "12:00"], ["12:00", "17:00"]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "8-12, 11-17",
            "Um 11:00 Uhr überschneiden sich zwei Zeiten. Bitte lassen Sie die zweite später beginnen.",
        ),
        (
            "22-6",
            (
                "Das Ende (06:00) liegt vor dem Anfang (22:00). Über Mitternacht schreiben Sie bitte in zwei Teilen: "
                "22:00–24:00 an diesem Tag und 00:00–06:00 am nächsten."
            ),
        ),
        ("9-9", "09:00–09:00 hat keine Dauer. Bitte prüfen Sie das Ende."),
        (
            "8-25",
            "25:00 gibt es auf der Uhr nicht. Bitte geben Sie eine Zeit zwischen 0:00 und 24:00 an.",
        ),
        (
            "8:70-12",
            "8:70 gibt es auf der Uhr nicht. Bitte geben Sie eine Zeit zwischen 0:00 und 24:00 an.",
        ),
        (
            "24:30-24:40",
            "24:30 gibt es auf der Uhr nicht. Bitte geben Sie eine Zeit zwischen 0:00 und 24:00 an.",
        ),
        (
            "vormittags",
            "„vormittags“ ist keine Zeitspanne. Bitte schreiben Sie zum Beispiel 8:00–12:00, 13:00–17:00.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_spans(text, field="thu")
    assert refused.value.messages == {"thu": [sentence]}


def test_every_wrong_day_of_a_week_is_named() -> None:
    with pytest.raises(Refused) as refused:
        read_week({"mon": "8-12", "tue": "abends", "sun": "12-8"})
    assert set(refused.value.messages) == {"tue", "sun"}


def test_a_week_keeps_its_open_days_only() -> None:
    assert read_week({"mon": "8-12, 13-17", "tue": "", "sun": "zu"}) == {"mon": SPLIT}


def test_a_week_without_any_hour_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_week({"mon": "", "tue": "geschlossen"})
    assert refused.value.messages == {
        "": [
            (
                "So wäre nie geöffnet, und keine Frist käme zu ihrem Ende. "
                "Bitte geben Sie an mindestens einem Tag Zeiten an."
            )
        ]
    }


@pytest.mark.parametrize("zone", ["", "Europe/Lindau", "MEZ", "../etc/passwd"])
def test_an_unknown_time_zone_is_refused(zone: str) -> None:
    with pytest.raises(Refused) as refused:
        check_zone(zone)
    assert list(refused.value.messages) == ["time_zone"]
    assert "Bitte wählen Sie eine aus der Liste" in str(refused.value)


def test_hours_are_said_added_cut_and_compared() -> None:
    check_zone("Europe/Busingen")
    assert written(SPLIT) == "08:00–12:00, 13:00–17:00"
    assert written([]) == "geschlossen"
    assert minutes_of(SPLIT) == 480
    assert cut_at(SPLIT, "14:00") == [["08:00", "12:00"], ["13:00", "14:00"]]
    assert cut_at(SPLIT, "12:30") == [["08:00", "12:00"]]
    assert cut_at(SPLIT, "07:00") == []
    assert lie_within([["09:00", "12:00"]], SPLIT)
    assert not lie_within([["09:00", "12:30"]], SPLIT)
    assert not lie_within([["09:00", "12:00"]], [])
