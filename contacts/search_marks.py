"""Which letters of a name to highlight: those that were typed, in the spelling they are shown in."""

import re
from collections.abc import Iterable

from crm.lib.text import fold

_WORDS = re.compile(r"[\w'’‘`´ʼ]+")


def marks(shown: str, *, fragments: Iterable[str], whole: Iterable[str]) -> list[str]:
    """Parts of `shown`: what was typed (`fragments`, folded), and words that only resemble it (`whole`, folded)."""
    found: dict[str, None] = {}
    whole = set(whole)
    typed = list(fragments)
    for match in _WORDS.finditer(shown):
        word = match[0]
        forms = fold(word)
        if whole.intersection(forms):
            found[word] = None
        for fragment in typed:
            if any(fragment in form for form in forms) and (part := _part(word, fragment)):
                found[part] = None
                break
    return list(found)


def _part(word: str, fragment: str) -> str:
    """The shortest part of `word` that folds to `fragment`, the first if there are several."""
    place = word.lower().find(fragment)
    if word.isascii() and place >= 0:
        return word[place : place + len(fragment)]
    lengths = range(1, len(word) + 1)
    end = next((end for end in lengths if _within(fragment, word[:end])), 0)
    start = next((start for start in range(end, -1, -1) if _within(fragment, word[start:end])), 0)
    return word[start:end]


def _within(fragment: str, part: str) -> bool:
    return any(fragment in form for form in fold(part))
