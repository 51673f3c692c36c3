"""The cells of one line by what they mean: the first that is filled, all of them, and one address out of several.

What spreadsheets put around a value to keep it as it is ('0711..., ="0711...") is taken off. A formula stays text.
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from contacts.importing.headings import HOUSE_NUMBER, POSTCODE_AND_CITY, STREET, Column
from contacts.importing.table import SEVERAL

_KEPT_AS_TEXT = re.compile(r'^=\s*"([^"]*)"$')
_APOSTROPHE = re.compile(r"^'(?=[=+\-@\t\r])")
_ORDER = ("", "work", "home", "other")
_PLACED = (STREET, POSTCODE_AND_CITY, "postal_code", "city")


class Cells:
    """One line. Of several addresses the first filled one counts: unmarked, at work, at home, others."""

    def __init__(self, cells: Sequence[str], columns: Sequence[Column], *, has_formula: bool = False) -> None:
        self._count, self._columns = len(cells), len(columns)
        self._beyond = any(cell.strip() for cell in cells[len(columns) :])
        self._has_formula = has_formula
        self._values: dict[tuple[str, str], list[str]] = {}
        for column in columns:
            cell = _bare(cells[column.index].strip()) if column.index < len(cells) else ""
            self._has_formula |= cell.startswith("=")
            if column.field and cell:
                self._values.setdefault((column.field, column.place), []).extend(_apart(column, cell))
        places = {place for field, place in self._values if field in _PLACED}
        self._places = sorted(places, key=lambda each: (_ORDER.index(each) if each in _ORDER else 9, each))

    def first(self, field: str) -> str:
        return next(iter(self.all(field)), "")

    def all(self, field: str) -> list[str]:
        """Every value of a field that is no part of an address, in the order of the columns, none twice."""
        return [*dict.fromkeys(self._values.get((field, ""), ()))]

    def of_address(self, field: str) -> str:
        place = self._places[0] if self._places else ""
        return ", ".join(dict.fromkeys(self._values.get((field, place), ())))

    def street(self) -> str:
        """Street and house number in one, also where a list keeps them apart."""
        street, number = self.of_address(STREET), self.of_address(HOUSE_NUMBER)
        return street if street.endswith(f" {number}") else f"{street} {number}".strip()

    def postal_code(self) -> str:
        return self.of_address("postal_code") or self._both()[0]

    def city(self) -> str:
        return self.of_address("city") or self._both()[1]

    def warnings(self) -> list[str]:
        """What was left out, and lines shorter than the heading."""
        found = []
        if self._count < self._columns:
            found.append(
                _("Diese Zeile hat nur %(count)d von %(columns)d Spalten.")
                % {"count": self._count, "columns": self._columns}
            )
        if len(self._places) > 1:
            found.append(_("Hier stehen mehrere Adressen, die erste wird übernommen."))
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


def _apart(column: Column, cell: str) -> list[str]:
    if column.field not in ("phone", "email"):
        return [cell]
    return [part.strip() for part in cell.split(SEVERAL) if part.strip()]


def _bare(cell: str) -> str:
    return _APOSTROPHE.sub("", _KEPT_AS_TEXT.sub(r"\1", cell))
