"""What a guide prints bold is a word on the screen, so that renaming a button without its guide fails."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.docs.markdown import GUIDE, ROOT, Page

FOR_PEOPLE = ("empfang", "geschaeftsleitung", "README", "sachbearbeitung", "teamleitung", "verwaltung")
APPS = ("cases", "contacts", "crm", "feedback")
# Bold sentences open a paragraph; labels end in a letter or an ellipsis.
SENTENCE = (".", "?", ":")
ANYTHING = ".{0,60}?"


@cache
def screens() -> str:
    """Every word people can be shown: templates, and the code that names things."""
    return "\n".join(path.read_text() for path in _sources())


def _sources() -> Iterator[Path]:
    yield from sorted((ROOT / "templates").rglob("*.html"))
    for app in APPS:
        yield from sorted((ROOT / app).rglob("*.py"))


def is_shown(words: str) -> bool:
    """As they stand there; "…" in a guide may also be what differs: a number, a name."""
    literal = re.escape(words)
    with_gaps = ANYTHING.join(re.escape(part.strip()) for part in words.split("…"))
    return any(re.search(rf"(?<!\w){pattern}(?!\w)", screens()) for pattern in (literal, with_gaps))


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_bold_words_stand_on_the_screen(name: str) -> None:
    page = Page(GUIDE / f"{name}.md")
    labels = [words for words in page.bold if not words.endswith(SENTENCE)]
    assert labels
    assert [words for words in labels if not is_shown(words)] == []


def test_a_word_that_no_screen_shows_is_noticed() -> None:
    assert not is_shown("Zauberei anlegen")
    assert not is_shown("Sofort gelös")
