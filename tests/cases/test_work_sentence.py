"""The list opens with a true sentence, in good German for every number."""

import pytest

from cases.counted import MOST
from cases.work_sentence import count_label, headline, the_others


def groups(late: int = 0, today: int = 0, tomorrow: int = 0, week: int = 0, later: int = 0) -> dict[str, int]:
    return {"late": late, "today": today, "tomorrow": tomorrow, "week": week, "later": later}


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (groups(), "Nichts überfällig, nichts offen."),
        (groups(week=4), "Nichts überfällig, nichts heute fällig."),
        (groups(late=1), "Einer ist überfällig."),
        (groups(late=2), "Zwei sind überfällig."),
        (groups(today=1), "Einer ist heute fällig."),
        (groups(today=12), "Zwölf sind heute fällig."),
        (groups(late=1, today=1), "Einer ist überfällig, einer heute fällig."),
        (groups(late=1, today=3), "Einer ist überfällig, drei sind heute fällig."),
        (groups(late=2, today=1), "Zwei sind überfällig, einer ist heute fällig."),
        (groups(late=2, today=3), "Zwei sind überfällig, drei heute fällig."),
        (groups(late=14, today=30), "14 sind überfällig, 30 heute fällig."),
    ],
)
def test_headline(counted: dict[str, int], said: str) -> None:
    assert headline(counted) == said


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (groups(late=2, today=3), ""),
        (groups(late=2, tomorrow=1), "Der andere hat Zeit."),
        (groups(today=1, tomorrow=1, week=1, later=2), "Die anderen vier haben Zeit."),
        (groups(week=1), "Einer hat noch Zeit."),
        (groups(week=1, later=4), "Fünf haben noch Zeit."),
    ],
)
def test_the_others(counted: dict[str, int], said: str) -> None:
    assert the_others(counted) == said


def test_counting_stops_and_says_so() -> None:
    assert (count_label(999), count_label(MOST)) == ("999", "1.000+")
