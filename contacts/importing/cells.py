"""The cells of one line by what they mean: the first that is filled, all of them, and one address out of several.

What spreadsheets put around a value to keep it as it is ('0711..., ="0711...") is taken off. A formula stays text.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from contacts.importing.headings import (
    EXTERNAL_ID,
    HOUSE_NUMBER,
    LABELS,
    NOTE,
    POSTCODE_AND_CITY,
    SAYS_IT_ITSELF,
    STREET,
    Column,
)
from contacts.importing.table import SEVERAL
from crm.lib.text import fold

_KEPT_AS_TEXT = re.compile(r'^=\s*"([^"]*)"$')
_APOSTROPHE = re.compile(r"^'(?=[=+\-@\t\r])")
_ORDER = ("", "work", "home", "other")
_PLACED = (STREET, POSTCODE_AND_CITY, "postal_code", "city")


class Noted(NamedTuple):
    """What a row says that has no field of its own, and under which heading."""

    label: str
    text: str

    def __str__(self) -> str:
        return f"{self.label}: {self.text}" if self.label else self.text


class Cells:
    """One line. Of several addresses the first filled one counts: unmarked, at work, at home, others."""

    def __init__(self, cells: Sequence[str], columns: Sequence[Column], *, has_formula: bool = False) -> None:
        self._count, self._columns = len(cells), len(columns)
        self._beyond = any(cell.strip() for cell in cells[len(columns) :])
        self._has_formula = has_formula
        self._values: dict[tuple[str, str], list[str]] = {}
        self._noted: list[Noted] = []
        for column in columns:
            cell = _bare(cells[column.index].strip()) if column.index < len(cells) else ""
            self._has_formula |= cell.startswith("=")
            if column.field and cell:
                self._values.setdefault((column.field, column.place), []).extend(_apart(column, cell))
            if column.field in (NOTE, EXTERNAL_ID) and cell:
                self._noted.append(_noted(column, cell))
        places = {place for field, place in self._values if field in _PLACED}
        self._places = sorted(places, key=lambda each: (_ORDER.index(each) if each in _ORDER else 9, each))

    def first(self, field: str) -> str:
        return next(iter(self.all(field)), "")

    def all(self, field: str) -> list[str]:
        """Every value of a field that is no part of an address, in the order of the columns, none twice."""
        return [*dict.fromkeys(self._values.get((field, ""), ()))]

    def noted(self) -> list[Noted]:
        """What has no field of its own: notes under their headings, the number in the list."""
        return self._noted

    def more_addresses(self) -> list[str]:
        """Every address but the first, in one line each."""
        return [self._address_in_one(place) for place in self._places[1:]]

    def of_address(self, field: str) -> str:
        return self._of(field, self._places[0] if self._places else "")

    def street(self) -> str:
        return self._street(self._places[0] if self._places else "")

    def postal_code(self) -> str:
        return self.of_address("postal_code") or self._both()[0]

    def city(self) -> str:
        return self.of_address("city") or self._both()[1]

    def _of(self, field: str, place: str) -> str:
        return ", ".join(dict.fromkeys(self._values.get((field, place), ())))

    def _street(self, place: str) -> str:
        """Street and house number in one, also where a list keeps them apart."""
        street, number = self._of(STREET, place), self._of(HOUSE_NUMBER, place)
        return street if street.endswith(f" {number}") else f"{street} {number}".strip()

    def _address_in_one(self, place: str) -> str:
        town = " ".join(filter(None, (self._of("postal_code", place), self._of("city", place))))
        parts = (self._street(place), town, self._of(POSTCODE_AND_CITY, place), self._of("country", place))
        return ", ".join(filter(None, parts))

    def warnings(self) -> list[str]:
        """What was left out, and lines shorter than the heading."""
        found = []
        if self._count < self._columns:
            found.append(
                _("Diese Zeile hat nur %(count)d von %(columns)d Spalten.")
                % {"count": self._count, "columns": self._columns}
            )
        if len(self._places) > 1:
            found.append(
                _("Hier stehen mehrere Adressen: Die erste wird übernommen, die anderen stehen in der Notiz.")
            )
        if self._has_formula:
            found.append(_("Hier steht eine Formel. Sie wird nicht ausgeführt, es zählt, was da steht."))
        return found

    def complaints(self) -> list[str]:
        if not self._beyond:
            return []
        return [
            _("Diese Zeile hat %(count)d Spalten, die Überschrift nur %(columns)d.")
            % {"count": self._count, "columns": self._columns}
        ]

    def _both(self) -> tuple[str, str]:
        """ "88131 Lindau" in one cell. A first word without a digit is part of the town."""
        text = self.of_address(POSTCODE_AND_CITY)
        code, _blank, city = text.partition(" ")
        return (code, city.strip()) if any(sign.isdigit() for sign in code) else ("", text)


def labelled(label: str | Promise, text: str) -> Noted:
    """In the language of the company whoever reads the list in: it becomes part of the data."""
    with override(settings.LANGUAGE_CODE):
        return Noted(str(label), text)


def _noted(column: Column, cell: str) -> Noted:
    """A note needs no heading before it."""
    word = "".join(sign for sign in "".join(fold(column.heading)[:1]) if sign.isalpha())
    if column.field == NOTE and (not word or word in SAYS_IT_ITSELF):
        return Noted("", cell)
    return Noted(column.heading, cell) if column.heading else labelled(LABELS[column.field], cell)


def _apart(column: Column, cell: str) -> list[str]:
    if column.field not in ("phone", "email"):
        return [cell]
    return [part.strip() for part in cell.split(SEVERAL) if part.strip()]


def _bare(cell: str) -> str:
    return _APOSTROPHE.sub("", _KEPT_AS_TEXT.sub(r"\1", cell))
