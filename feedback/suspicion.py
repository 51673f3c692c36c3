"""How much a message looks like spam, in points that can be explained. It only decides who reads it first.

The worst that follows is quarantine, where somebody looks. A proof of work takes points off what a person may do too;
it never counts against a filled trap or too many messages.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TRAP, QUICK, LINK, LINKS, MARKUP, TOO_OFTEN, TOO_MANY = (
    "trap",
    "quick",
    "link",
    "links",
    "markup",
    "sender",
    "all",
)
POINTS: Final = {TRAP: 5, QUICK: 3, LINK: 1, LINKS: 3, MARKUP: 3, TOO_OFTEN: 5, TOO_MANY: 5}
HARD: Final = frozenset({TRAP, TOO_OFTEN, TOO_MANY})
ENOUGH: Final = 3
WORK: Final = 2
"""What a proof of work takes off."""
QUICKEST: Final = timedelta(seconds=3)
MANY_LINKS: Final = 3
WORDS: Final[dict[str, str | Promise]] = {
    TRAP: _("hat ein Feld ausgefüllt, das Menschen nicht sehen"),
    QUICK: _("war nach weniger als 3 Sekunden fertig"),
    LINK: _("enthält einen Link"),
    LINKS: _("enthält viele Links"),
    MARKUP: _("enthält Befehle für Webseiten"),
    TOO_OFTEN: _("sehr viele Nachrichten von derselben Stelle"),
    TOO_MANY: _("sehr viele Nachrichten auf einmal"),
}
_LINK: Final = re.compile(r"https?://|www\.", re.IGNORECASE)
_MARKUP: Final = re.compile(r"\[/?(?:url|link)\b|<a\s|<script|<iframe", re.IGNORECASE)


def signs(words: Iterable[str], *, took: timedelta, trap: str) -> list[str]:
    """What speaks against a message by itself. `trap`: what stood in the field that nobody sees."""
    text = "\n".join(words)
    links = len(_LINK.findall(text))
    found = {
        TRAP: bool(trap),
        QUICK: took < QUICKEST,
        LINK: 0 < links < MANY_LINKS,
        LINKS: links >= MANY_LINKS,
        MARKUP: bool(_MARKUP.search(text)),
    }
    return [code for code, is_so in found.items() if is_so]


def suspicious(codes: Iterable[str], *, worked: bool) -> bool:
    """Is it to wait for somebody's look? `worked`: the browser brought a proof of work."""
    found = set(codes)
    hard = sum(POINTS[code] for code in found & HARD)
    soft = sum(POINTS[code] for code in found - HARD)
    return hard + max(soft - (WORK if worked else 0), 0) >= ENOUGH
