"""Names of towns as they are compared: "Lindau (Bodensee)", "Frankfurt a.M.", "St. Gallen", "Köln-Deutz"."""

import re
from typing import Final

from crm.lib.text import fold, plainest

LONGEST: Final = 100
_BEHIND: Final = re.compile(r"[(/,;].*$")
_SAINT: Final = re.compile(r"^(?:st|skt) ")
# After the name itself comes where it lies: "am Main", "an der Donau", "i. d. OPf."
_WHERE: Final = frozenset(
    [
        "a",
        "am",
        "an",
        "auf",
        "b",
        "bei",
        "d",
        "der",
        "i",
        "im",
        "in",
        "o",
        "ob",
        "u",
        "unter",
        "v",
        "vor",
        "vd",
        "zu",
        "zur",
    ]
)


def town_key(town: str) -> str:
    """The name without what only says where it lies or which quarter it is; two that fit have the same."""
    name = _BEHIND.sub("", town) or town
    forms = fold(name.partition("-")[0] or name) or fold(name)
    if not forms:
        return town.strip().casefold()[:LONGEST]
    words = _SAINT.sub("sankt ", f"{forms[0]} ").split()
    kept = words[:1]
    for word in words[1:]:
        if word in _WHERE:
            break
        kept.append(word)
    return plainest(" ".join(kept))[:LONGEST]
