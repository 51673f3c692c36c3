"""Links as people type them, one a line: words, then the address. Only addresses of the web, never a script."""

from typing import NamedTuple
from urllib.parse import urlsplit

SCHEMES = ("http", "https")


class Link(NamedTuple):
    """`words` are what is shown; the host where nobody wrote any."""

    words: str
    url: str


def link_in(line: str) -> Link | None:
    """The link of one line ("Preisliste https://…"), or None where its last word is no address of the web."""
    *words, url = line.split() or [""]
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or not parts.hostname:
        return None
    return Link(" ".join(words) or parts.hostname, url)


def links_in(text: str) -> list[Link]:
    """The links of all lines; a line without one is left out."""
    return [link for line in text.splitlines() if (link := link_in(line)) is not None]
