"""Finds German in what an English reader gets to see. The words come from the catalogue, so new texts are known too."""

import re
from functools import cache
from html.parser import HTMLParser

import polib
from django.conf import settings

WORD = re.compile(r"[^\W\d_]{3,}")
GERMAN_SIGNS = re.compile(r"[äöüÄÖÜß„]")
TOKEN = re.compile(r"[A-Za-z0-9]{64}")  # of a form; by chance it holds a word
SPOKEN = {
    "alt",
    "aria-label",
    "content",
    "label",
    "placeholder",
    "title",
}  # attributes that people get to know
SILENT = {"script", "style", "pre", "code"}  # and an address of the API, or an example in its own words


def german_in(page: str) -> list[str]:
    """The texts of an HTML page that are not English, each once."""
    reader = _Reader()
    reader.feed(page)
    texts = (text for text in reader.texts if not TOKEN.fullmatch(text))
    return list(dict.fromkeys(text for text in texts if is_german(text)))


def is_german(text: str) -> bool:
    words = {word.lower() for word in WORD.findall(text)}
    return bool(GERMAN_SIGNS.search(text) or words & german_words())


@cache
def german_words() -> frozenset[str]:
    """Words that stand in German texts and in no English one."""
    catalogue = polib.pofile(str(settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po"))
    german, english = set[str](), set[str]()
    for entry in catalogue:
        german |= _words(f"{entry.msgid} {entry.msgid_plural}")
        english |= _words(" ".join([entry.msgstr, *entry.msgstr_plural.values()]))
    return frozenset(german - english)


def _words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(re.sub(r"%\(\w+\)", " ", text))}


class _Reader(HTMLParser):
    """Collects what stands between tags and in attributes that are shown or read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        self.texts += [
            value
            for name, value in attrs
            if value and (name in SPOKEN or name.endswith("-word") or name == "data-open")
        ]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._silent:
            self.texts.append(" ".join(data.split()))
