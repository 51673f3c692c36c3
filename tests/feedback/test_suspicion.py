"""What looks like spam, and what does not: links, haste and traps have their points; work only takes some off."""

from datetime import timedelta

import pytest

from feedback.suspicion import POINTS, QUICKEST, WORDS, signs, suspicious

pytestmark = pytest.mark.any_store
CALM = QUICKEST + timedelta(seconds=30)


@pytest.mark.parametrize(
    ("text", "took", "trap", "found"),
    [
        ("Die Gitarre schnarrt.", CALM, "", []),
        ("Wie auf https://www.hollerbach.example beschrieben?", CALM, "", ["link"]),
        ("http://a.example www.b.example HTTPS://c.example", CALM, "", ["links"]),
        ("[url=x]Gewinn[/url]", CALM, "", ["markup"]),
        ("Danke", QUICKEST - timedelta(milliseconds=1), "", ["quick"]),
        ("Danke", CALM, "x", ["trap"]),
    ],
)
def test_what_speaks_against_a_message(text: str, took: timedelta, trap: str, found: list[str]) -> None:
    assert signs([text], took=took, trap=trap) == found


@pytest.mark.parametrize(
    ("codes", "without_work", "with_work"),
    [
        ([], False, False),
        (["link"], False, False),
        (["quick"], True, False),
        (["links"], True, False),
        (["quick", "markup"], True, True),
        (["trap"], True, True),
        (["sender"], True, True),
        (["all"], True, True),
    ],
)
def test_work_lowers_suspicion_but_never_against_a_trap_or_a_limit(
    codes: list[str], without_work: bool, with_work: bool
) -> None:
    assert suspicious(codes, worked=False) is without_work
    assert suspicious(codes, worked=True) is with_work


def test_every_reason_has_points_and_words() -> None:
    assert set(POINTS) == set(WORDS)
