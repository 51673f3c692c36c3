"""Postcodes typed with a country, with signs, or with letters in place of digits."""

import re
import unicodedata
from typing import Final

from crm.lib import postcodes

_COUNTRY: Final = re.compile(r"^(?:DE|D|AT|A|CH|FL|LI|L|LU|F|FR|I|IT|NL)\s*-?\s*(?=\d)", re.IGNORECASE)
_ALIKE: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})


def proposed_postcode(code: str, country: str) -> str:
    """What may have been meant by a code that does not fit its country, "" if that is unclear."""
    plain = _COUNTRY.sub("", "".join(_digit(sign) for sign in code.strip()))
    for meant in (plain, plain.translate(_ALIKE), re.sub(r"[\s.\-]", "", plain).translate(_ALIKE)):
        if meant and meant != code and postcodes.fits(meant, country):
            return meant
    return ""


def _digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign
