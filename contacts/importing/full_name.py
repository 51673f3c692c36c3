"""Takes apart what stands in one column "Name": "Maier, Dr. Ulrike", "Anna van der Berg", "Musikhaus Lind GmbH"."""

import re
from typing import NamedTuple

from contacts.importing.courtesy import read_courtesy
from contacts.normalising.names import PARTICLES

_FIRM = re.compile(
    r"\b(?i:gmbh|mbh|kgaa|gbr|ohg|inc|ltd|llc|sarl|stiftung|verein)\b|\b(?:AG|KG|SE|UG|eG)\b|\be\. ?[VK]\b| & "
)
_BEFORE_A_NAME = (PARTICLES - {"und", "y"}) | {"al", "el", "bin", "ibn"}


class FullName(NamedTuple):
    salutation: str = ""
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    organisation: str = ""


def read_full_name(text: str) -> FullName:
    """A firm is known by its legal form. Else what stands before a comma, or last, is the last name."""
    if _FIRM.search(text):
        return FullName(organisation=text)
    behind, comma, ahead = (part.strip() for part in text.partition(","))
    if comma and ahead:
        polite, names = _without_courtesy(ahead)
        return FullName(polite.salutation, polite.title, first_name=names, last_name=behind)
    polite, names = _without_courtesy(behind)
    words = names.split()
    begins = len(words) - 1
    while begins > 0 and words[begins - 1] in _BEFORE_A_NAME:
        begins -= 1
    first, last = " ".join(words[:begins]), " ".join(words[begins:])
    return FullName(polite.salutation, polite.title, first, last)


def _without_courtesy(text: str) -> tuple[FullName, str]:
    """Salutation and titles that stand before the names, and the names. One word at least stays a name."""
    words = text.split()
    count = 0
    while count < len(words) - 1 and _is_courtesy(words[count]):
        count += 1
    read = read_courtesy(" ".join(words[:count]))
    return FullName(read.salutation, read.title), " ".join(words[count:])


def _is_courtesy(word: str) -> bool:
    """ "Herr", "Dr." and "Dr", but no initial: "M. Maier" may be anybody."""
    read = read_courtesy(word)
    return len(word.rstrip(".")) > 1 and bool(read.salutation or read.title)
