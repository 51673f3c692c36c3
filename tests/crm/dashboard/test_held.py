"""Since when a goal is held, from weeks that held it or not."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from crm.dashboard.held import held

LAST = date(2026, 11, 22)


def weeks(kept: str) -> list[tuple[date, bool | None]]:
    """One sign a week, the newest last: + held, - not, . nothing counted."""
    said = {"+": True, "-": False, ".": None}
    return [(LAST - timedelta(weeks=len(kept) - 1 - n), said[sign]) for n, sign in enumerate(kept)]


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("+++++++++++++", "gehalten seit mindestens 13 Wochen"),
        ("----------+++", "gehalten seit 2.11. (3 Wochen)"),
        ("...........-+", "gehalten seit 16.11. (1 Woche)"),
        ("----------+.+", "gehalten seit 2.11. (2 Wochen)"),
        ("..........+--", "zuletzt gehalten in der Woche bis 8.11."),
        ("..........---", "in 3 Wochen noch nie gehalten"),
        ("............-", "in 1 Woche noch nicht gehalten"),
        (".............", ""),
        ("", ""),
    ],
)
def test_the_words_say_how_long(kept: str, words: str) -> None:
    with translation.override("de"):
        assert held(weeks(kept)).words == words


def test_weeks_without_a_figure_break_nothing_but_do_not_count() -> None:
    found = held(weeks("-+.++"))
    assert (found.weeks, found.since, found.known) == (3, LAST - timedelta(days=27), 4)
