"""Telephone numbers and e-mail addresses with the slips people make: what may have been meant."""

import re
from collections.abc import Iterator
from typing import Final

from crm.lib import emails, phones

_ALIKE: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
_WORDS_BEHIND: Final = re.compile(r"[(,;]?\s*[^\W\d_][^\d]*$")
_AT: Final = re.compile(r"\s*(?:\(at\)|\[at\]|\{at\}|\sat\s)\s*", re.IGNORECASE)
_DOT: Final = re.compile(r"\s*(?:\(dot\)|\(punkt\)|\[dot\]|\sdot\s|\spunkt\s)\s*", re.IGNORECASE)
_SLIPS: Final = {
    "gmial.com": "gmail.com",
    "gmail.con": "gmail.com",
    "gmail.de.com": "gmail.com",
    "gmx.ed": "gmx.de",
    "gmxde": "gmx.de",
    "web.ed": "web.de",
    "webde": "web.de",
    "t-onlinede": "t-online.de",
    "t-online.ed": "t-online.de",
    "gmailcom": "gmail.com",
}


def proposed_phone(raw: str, country: str) -> str:
    """A number that can be dialled and may have been meant by `raw`, "" if that is unclear."""
    for meant in _numbers(raw.strip()):
        if meant != raw and not phones.parse(meant, country).doubtful:
            return meant
    return ""


def _numbers(typed: str) -> Iterator[str]:
    bare = _WORDS_BEHIND.sub("", typed)  # "0711 80497319 abends"
    yield bare
    yield bare.translate(_ALIKE)
    yield re.sub(r"^\+?\s*(49|43|41)\s*\(?0\)?", r"+\1 ", bare)
    yield re.sub(r"[^\d+]", "", bare.translate(_ALIKE))


def proposed_email(raw: str) -> str:
    """An address one can write to and that may have been meant by `raw`, "" if that is unclear."""
    for meant in _addresses(raw.strip()):
        if meant != raw and not emails.parse(meant).doubtful:
            return meant
    return ""


def _addresses(typed: str) -> Iterator[str]:
    spelled = _DOT.sub(".", _AT.sub("@", typed)).removeprefix("mailto:").strip("<>.,; ")
    yield spelled
    closed = re.sub(r"\s+", "", spelled.replace(",", "."))
    yield closed
    yield re.sub(r"\.{2,}", ".", closed)
    name, at, domain = closed.rpartition("@")
    if at and domain.lower() in _SLIPS:
        yield f"{name}@{_SLIPS[domain.lower()]}"
