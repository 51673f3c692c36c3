"""How demo customers can be reached: numbers that fit the town, addresses nobody owns.

Mobile numbers and those of five big cities come from the ranges that the German regulator keeps free for films
and books; e-mail addresses lie under example.org and example.com.
"""

import re
import unicodedata
from random import Random

from crm.management.demo.dice import happens
from crm.management.demo.places import Place

_FREE_RANGES = {"030": "23125", "040": "66969", "069": "90009", "089": "99998", "0221": "4710"}
_MOBILE = {"DE": ("0176", "04069"), "AT": ("+43 664", "550"), "CH": ("+41 79", "555")}
_INTERNATIONAL = {"AT": "+43 ", "CH": "+41 "}
_LONG_AREA_CODE = 5
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ł": "l"})


class Numbers:
    """Telephone numbers, given out in an order of their own so that two customers seldom share one."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._suffixes = list(range(1000))
        rng.shuffle(self._suffixes)
        self._given = 0

    def mobile(self, country: str) -> str:
        """A mobile number as people say it: "0176 04069 083"."""
        operator, middle = _MOBILE[country]
        suffix = self._suffixes[self._given % len(self._suffixes)]
        self._given += 1
        return (
            f"{operator} {middle} {suffix:03}{'0' if country == 'AT' else ''}{'4' if country == 'CH' else ''}"
        )

    def landline(self, place: Place) -> str:
        """A number of the town, written in one of the usual ways."""
        rng, code = self._rng, place.area_code
        if place.country == "CH":
            digits = f"{rng.randint(222, 888)} {rng.randint(10, 99)} {rng.randint(10, 99)}"
            return f"{_INTERNATIONAL['CH']}{code[1:]} {digits}"
        digits = self._subscriber(code)
        if place.country == "AT":
            return f"{_INTERNATIONAL['AT']}{code[1:]} {digits}"
        return f"{code}{rng.choice((' ', ' ', '/', '-', ' / '))}{digits}"

    def _subscriber(self, code: str) -> str:
        if code in _FREE_RANGES:
            return f"{_FREE_RANGES[code]} {self._rng.randint(0, 999):03}"
        length = 5 if len(code) >= _LONG_AREA_CODE else 6
        return f"{self._rng.randint(2, 9)}{self._rng.randrange(10 ** (length - 1)):0{length - 1}}"


def some_email(rng: Random, first: str, last: str) -> str:
    """An address made from the name: "u.maier@example.org"."""
    given, family = _latin(first), _latin(last)
    form = rng.choice((f"{given}.{family}", f"{given[:1]}.{family}", f"{given}{family}", f"{family}.{given}"))
    year = str(rng.randint(55, 99)) if happens(rng, 0.2) else ""
    return f"{form}{year}@example.{rng.choice(('org', 'org', 'com'))}"


def office_email(firm: str) -> str:
    """The address of a firm's office."""
    return f"buero.{_latin(firm)}@example.org"


def _latin(name: str) -> str:
    spelled = unicodedata.normalize("NFKD", name.lower().translate(_SPELLED_OUT))
    return re.sub("[^a-z0-9-]", "", spelled)
