"""Where a long word may break: soft hyphens between syllables, so that a narrow tile never breaks off one letter.

A rule of thumb for German and English, not a dictionary: a syllable begins with the last consonant before its vowel
("Trans-port"), or with a pair that German speaks as one ("Zwi-schen", "An-schlag"), and no part is shorter than three
letters.
"""

import re
from typing import Final

SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
LONG_WORD: Final = 14
"""In letters; shorter words fit every tile."""
SHORTEST_PART: Final = 3

_LONG: Final = re.compile(rf"[^\W\d_]{{{LONG_WORD},}}")
_VOWELS: Final = "aeiouyäöü"
_BETWEEN: Final = re.compile(rf"(?<=[{_VOWELS}])[^{_VOWELS}]+(?=[{_VOWELS}])", re.IGNORECASE)
_ONSET: Final = re.compile(r"(?:sch[lmnrw]?|ch|ck|ph|th|qu|[bfgkp]l|[bdfgkpt]r|kn|zw|.)$", re.IGNORECASE)


def soft(text: str) -> str:
    """`text` with soft hyphens in its long words; nothing else changes."""
    return _LONG.sub(lambda found: _broken(found[0]), text)


def _broken(word: str) -> str:
    parts, begin = [], 0
    for group in _BETWEEN.finditer(word):
        onset = _ONSET.search(group[0])
        place = group.start() + (onset.start() if onset else 0)
        if place - begin >= SHORTEST_PART and len(word) - place >= SHORTEST_PART:
            parts.append(word[begin:place])
            begin = place
    return SOFT_HYPHEN.join([*parts, word[begin:]])
