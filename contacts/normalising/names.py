"""Names of people: capitals, particles, double names, and what somebody typed into the wrong field."""

import re
from collections.abc import Mapping
from typing import Final

from contacts.importing.courtesy import read_courtesy
from crm.lib.text import fold

PARTICLES: Final = frozenset(
    [
        "von",
        "vom",
        "van",
        "zu",
        "zur",
        "zum",
        "de",
        "der",
        "den",
        "di",
        "da",
        "dal",
        "del",
        "della",
        "du",
        "la",
        "le",
        "ten",
        "ter",
        "af",
        "auf",
        "und",
        "im",
        "dos",
        "y",
    ]
)
TEST: Final = "test"
SPELLING: Final = "spelling"
_TRIED: Final = frozenset(
    [
        "test",
        "tester",
        "testkunde",
        "testkundin",
        "testfirma",
        "asdf",
        "asdfgh",
        "qwertz",
        "qwerty",
        "xxx",
        "xxxx",
        "xyz",
        "dummy",
        "foo",
        "mustermann",
        "musterfrau",
        "musterkunde",
        "unbekannt",
        "anonym",
        "nobody",
        "niemand",
        "nn",
    ]
) | {"n n", "kein name", "ohne name", "keine angabe", "k a", "max mustermann", "erika mustermann"}
_PARTS: Final = re.compile(r"[\s\-'’.]+|[^\s\-'’.]+")
_ONE_LETTER: Final = re.compile(r"(.)\1{2,}")
LEAST_LETTERS: Final = 3  # "LI" and "NG" are names


def name_doubt(names: Mapping[str, str]) -> str:
    """Of a person's `title`, `first_name` and `last_name`: TEST, SPELLING or ""."""
    if any(looks_tried(names[field]) for field in ("first_name", "last_name")):
        return TEST
    has_digits = any(sign.isdigit() for field in ("first_name", "last_name") for sign in names[field])
    return SPELLING if has_digits or proposed_names(names) else ""


def looks_tried(name: str) -> bool:
    """Whether somebody only tried the field: "Test", "asdf", "xxx", "---"."""
    text = name.strip()
    if not text:
        return False
    forms = fold(text)
    return any(form in _TRIED or _ONE_LETTER.fullmatch(form.replace(" ", "")) for form in forms) or not any(
        sign.isalpha() for sign in text
    )


def proposed_names(names: Mapping[str, str]) -> dict[str, str]:
    """The fields of a person that may have been meant otherwise, with what was meant; {} if nothing looks odd.

    A salutation is only proposed where one was typed before the name: it is never guessed.
    """
    meant = {field: names[field] for field in ("title", "first_name", "last_name")}
    behind, comma, ahead = (part.strip() for part in meant["last_name"].partition(","))
    if comma and behind and ahead and not meant["first_name"]:  # "Maier, Anna"
        meant |= {"last_name": behind, "first_name": ahead}
    for field in ("first_name", "last_name"):
        meant |= _without_courtesy(field, meant)
    meant |= {field: cased(meant[field]) for field in ("first_name", "last_name")}
    return {field: value for field, value in meant.items() if value != names.get(field, "")}


def _without_courtesy(field: str, meant: Mapping[str, str]) -> dict[str, str]:
    """ "Frau Dr. Maier" in the field of a name: what stands before the name goes where it belongs."""
    words = meant[field].split()
    count = 0
    while count < len(words) - 1 and _is_courtesy(words[count]):
        count += 1
    if not count:
        return {}
    read = read_courtesy(" ".join(words[:count]))
    found = {field: " ".join(words[count:])}
    if read.title and not meant["title"]:
        found["title"] = read.title
    if read.salutation:
        found["salutation"] = read.salutation
    return found


def _is_courtesy(word: str) -> bool:
    read = read_courtesy(word)
    titled = word.endswith(".") and bool(read.title)  # "Mag Maier" may be a first name
    return len(word.rstrip(".")) > 1 and (bool(read.salutation) or titled)


def cased(name: str) -> str:
    """`name` as it is usually written, where it was typed in capitals or in small letters only; else as it is."""
    letters = [sign for sign in name if sign.isalpha() and sign != "ß"]
    shouted, whispered = all(map(str.isupper, letters)), all(map(str.islower, letters))
    if len(letters) < LEAST_LETTERS or not (shouted or whispered):
        return name
    words = re.findall(r"[^\s\-'’.]+", name)
    if all(word.lower() in PARTICLES for word in words):
        return name
    parts = _PARTS.findall(name)
    return "".join(_cased(part, last=place == len(parts) - 1) for place, part in enumerate(parts))


def _cased(word: str, *, last: bool) -> str:
    small = word.lower()
    if small in PARTICLES and not last:
        return small
    if small.startswith("mc") and len(small) > LEAST_LETTERS:
        return f"Mc{small[2:].capitalize()}"
    return small[:1].upper() + small[1:]
