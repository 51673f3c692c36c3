"""Hours that cannot be are refused with a code a form can translate; all others are read as written."""

import pytest

from crm.lib.working_hours import Hours, ImpossibleHours

HOUR = 3600


def refused(spans: dict[str, list[list[str]]], holidays: dict[str, list[list[str]]] | None = None) -> str:
    with pytest.raises(ImpossibleHours) as error:
        Hours.from_data("Europe/Berlin", spans, holidays or {})
    return error.value.code


@pytest.mark.parametrize(
    ("spans", "code"),
    [
        ([["17:00", "08:00"]], "end_before_start"),
        ([["08:00", "08:00"]], "end_before_start"),
        ([["24:00", "24:00"]], "end_before_start"),
        ([["08:00", "12:00"], ["11:59", "17:00"]], "overlap"),
        ([["13:00", "17:00"], ["08:00", "18:00"]], "overlap"),
        ([["8:00", "12:00"]], "unreadable_time"),
        ([["08:60", "12:00"]], "unreadable_time"),
        ([["08:00", "24:01"]], "unreadable_time"),
        ([["٠8:00", "12:00"]], "unreadable_time"),
        ([["08:00"]], "unreadable_time"),
        ([["", "12:00"]], "unreadable_time"),
        ([], "no_working_time"),
    ],
)
def test_impossible_spans_are_refused_by_code(spans: list[list[str]], code: str) -> None:
    assert refused({"mon": spans}) == code


def test_impossible_spans_of_a_holiday_are_refused_too() -> None:
    assert refused({"mon": [["08:00", "12:00"]]}, {"2026-12-24": [["12:00", "08:00"]]}) == "end_before_start"


def test_an_unknown_weekday_date_or_zone_is_refused() -> None:
    assert refused({"monday": [["08:00", "12:00"]]}) == "unknown_weekday"
    assert refused({"mon": [["08:00", "12:00"]]}, {"24.12.2026": []}) == "unreadable_date"
    for name in ("Europe/Atlantis", "../etc/passwd", ""):
        with pytest.raises(ImpossibleHours) as error:
            Hours.from_data(name, {"mon": [["08:00", "12:00"]]}, {})
        assert error.value.code == "unknown_zone"


def test_the_error_says_where_it_is() -> None:
    with pytest.raises(ImpossibleHours) as error:
        Hours.from_data("Europe/Berlin", {"tue": [["17:00", "08:00"]]}, {})
    assert error.value.details == {"day": "tue", "start": "17:00", "end": "08:00"}
    assert str(error.value) == "end_before_start day=tue start=17:00 end=08:00"


def test_spans_are_sorted_and_may_touch() -> None:
    hours = Hours.from_data("Europe/Berlin", {"sun": [["12:00", "24:00"], ["00:00", "12:00"]]}, {})
    assert hours.week[6] == ((0, 12 * HOUR), (12 * HOUR, 24 * HOUR))
    assert hours.week[:6] == ((),) * 6


def test_equal_data_makes_equal_hours_with_one_hash() -> None:
    one = Hours.from_data("Europe/Berlin", {"mon": [["08:00", "12:00"]]}, {"2026-12-24": []})
    same = Hours.from_data("Europe/Berlin", {"mon": [["08:00", "12:00"]], "tue": []}, {"2026-12-24": []})
    other = Hours.from_data("Europe/Vienna", {"mon": [["08:00", "12:00"]]}, {"2026-12-24": []})
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
