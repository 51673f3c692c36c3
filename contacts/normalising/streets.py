"""Streets and house numbers: "Hauptstr. 5a", "Seestraße 12-14", "Q 7, 24", "Mariahilfer Straße 1/2/15"."""

import re
from typing import Final

from contacts.normalising.names import SPELLING

NUMBER: Final = "number"
_HOUSE: Final = re.compile(r"(?<!\w)\d{1,5}\s?[a-z]?(?:\s?[-–/+]\s?\d{1,5}\s?[a-z]?)*(?!\w)", re.IGNORECASE)
_TOGETHER: Final = re.compile(
    r"(?<=[^\W\d_])(str\.?|straße|strasse|weg|platz|gasse|allee)(?=\d)", re.IGNORECASE
)
_WITHOUT_NUMBER: Final = re.compile(r"\b(?:postfach|pf|packstation|postlagernd|c/o)\b", re.IGNORECASE)
_SMALL: Final = frozenset(
    [
        "am",
        "an",
        "auf",
        "bei",
        "der",
        "dem",
        "den",
        "des",
        "im",
        "in",
        "und",
        "von",
        "vor",
        "zu",
        "zum",
        "zur",
        "unter",
        "über",
        "hinter",
    ]
)
_LEAST: Final = 4


def street_doubt(street: str) -> str:
    """SPELLING, NUMBER where no house number is seen, or ""."""
    if not street:
        return ""
    if proposed_street(street) != street:
        return SPELLING
    return "" if house_number(street) or _WITHOUT_NUMBER.search(street) else NUMBER


def house_number(street: str) -> str:
    """The house number with letters and ranges, "" without one."""
    found = _HOUSE.findall(street)
    return str(found[-1]) if found else ""


def proposed_street(street: str) -> str:
    """`street` as it is usually written; as it is if nothing looks odd. Abbreviations stay: both are right."""
    meant = _TOGETHER.sub(r"\1 ", street.strip(" ,;"))
    letters = [sign for sign in meant if sign.isalpha() and sign != "ß"]
    if len(letters) >= _LEAST and (all(map(str.isupper, letters)) or all(map(str.islower, letters))):
        meant = re.sub(r"[^\W\d_]+", _cased, meant)
    return meant


def _cased(word: re.Match[str]) -> str:
    small = word[0].lower()
    before = word.string[: word.start()]
    if before[-1:].isdigit() or (before[-2:-1].isdigit() and len(small) == 1):  # the letter of a house number
        return small
    return small if small in _SMALL and before.strip() else small[:1].upper() + small[1:]
