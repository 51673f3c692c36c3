"""The signs of a text that tell its kind: folded word stems, what a "nicht" turns round, and the question mark.

Stems as in CISTEM (Weissweiler and Fraser 2017: "Developing a Stemmer for German"): the prefix "ge" and endings go
while enough of the word is left. Unlike there ä stays ae: "wäre" and "war" tell a wish from a complaint.
Pure; knows no Django.
"""

import re
from typing import Final

from crm.lib.text import fold_signs

NOT: Final = "nicht "
QUESTION: Final = "?"
NEGATIONS: Final = frozenset(
    {"nicht", "kein", "keine", "keinen", "keiner", "keinem", "nie", "niemals", "kaum"}
)
REACH: Final = 2
"""So many words after a "nicht" are turned round by it: "nicht besonders freundlich"."""
MOST_WORDS: Final = 400
LONG, HEAD = 8, 6
SHORTEST, ENDING_OF_T, ENDING_OF_TWO, PREFIXED = 3, 4, 5, 6  # letters that must be there before anything goes
"""Of a long stem its beginning is a sign too, so that compounds meet: "Lieferzeit" and "Lieferung"."""

_WORD = re.compile(r"\w+|\?")


def stem(word: str) -> str:
    """The stem of one word: "Lieferungen" -> "lieferung", "freundliche" -> "freundlich"."""
    left = fold_signs(word)
    if left.startswith("ge") and len(left) >= PREFIXED:
        left = left[2:]
    while len(left) > SHORTEST:
        if len(left) > ENDING_OF_TWO and left[-2:] in ("em", "er", "nd"):
            left = left[:-2]
        elif left[-1] in "esn" or (left[-1] == "t" and len(left) > ENDING_OF_T):
            left = left[:-1]
        else:
            break
    return left


def signs(text: str) -> dict[str, str]:
    """Every sign of `text` with the word it was read from, in the order of the text."""
    found: dict[str, str] = {}
    turned = 0
    for word in _WORD.findall(text)[:MOST_WORDS]:
        if word == "?":
            found.setdefault(QUESTION, "?")
            turned = 0
            continue
        small = word.casefold()
        if small in NEGATIONS:
            turned = REACH
            found.setdefault(stem(word), word)
            continue
        root = stem(word)
        if len(root) == 1 or root.isdigit():
            continue
        before, said = (NOT, f"nicht … {word}") if turned else ("", word)
        turned = max(0, turned - 1)
        found.setdefault(before + root, said)
        if not before and len(root) >= LONG:
            found.setdefault(f"{root[:HEAD]}*", said)
    return found
