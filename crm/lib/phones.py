"""Telephone numbers in every German notation: what was typed, and the E.164 number it means."""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers

# Numbers without the 0 of the area code are read only where the country has none.
_AREA_CODES_BEGIN_WITH_0 = {"DE", "AT", "CH"}
_EXTENSION = re.compile(
    r"[\s,;]*\(?(?:app(?:arat)?|durchwahl|dw|nebenstelle|ext|x)[.:]?\s*(\d{1,6})\)?\s*$", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_SIGN = re.compile(r"[+\d]")
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")


@dataclass(frozen=True)
class Phone:
    """A number as typed. `e164` is "" while it is doubtful; `region` is its country as two letters."""

    raw: str
    e164: str
    doubtful: bool
    region: str


def parse(raw: str, region: str = "DE") -> Phone:
    """Read `raw` as dialled in `region`. What cannot be a subscriber's number is doubtful, never an error."""
    typed = raw.strip()
    doubt = Phone(raw=typed, e164="", doubtful=True, region=region)
    number = _international(_EXTENSION.sub("", unicodedata.normalize("NFKC", typed)), region)
    if not number or _LETTER.search(number):
        return doubt
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return doubt
    if not phonenumbers.is_valid_number(parsed) or _lacks_area_code(number, region):
        return doubt
    return Phone(
        raw=typed,
        e164=phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164),
        doubtful=False,
        region=phonenumbers.region_code_for_number(parsed) or region,
    )


def digits(raw: str) -> str:
    """Only the digits, as 0 to 9; a bracketed trunk zero "(0)" after a country code is dropped."""
    text = raw.strip()
    if text.startswith(("+", "00")):
        text = _TRUNK_ZERO.sub("", text)
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


def spellings(raw: str, e164: str) -> tuple[str, ...]:
    """The digit strings a number can be searched by: national with its 0, international, and as typed."""
    found = {digits(raw): None}
    if e164:
        parsed = phonenumbers.parse(e164)
        found[e164.removeprefix("+")] = None
        national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
        found[digits(national)] = None
    found.pop("", None)
    return tuple(found)


def _international(number: str, region: str) -> str:
    """ "49 711 123456" as "+49 711 123456": where area codes begin with 0, only the country's code begins otherwise."""
    code = str(phonenumbers.country_code_for_region(region))
    bare = region in _AREA_CODES_BEGIN_WITH_0 and _first_sign(number) not in "+0"
    return f"+{number}" if bare and digits(number).startswith(code) else number


def _lacks_area_code(number: str, region: str) -> bool:
    return region in _AREA_CODES_BEGIN_WITH_0 and _first_sign(number) not in "+0"


def _first_sign(number: str) -> str:
    """The plus or digit it begins with, whatever unseen signs a clipboard put before it."""
    found = _SIGN.search(number)
    return found.group() if found else ""
