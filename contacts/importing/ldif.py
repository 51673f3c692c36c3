"""Reads an address book in LDIF (RFC 2849), as Thunderbird writes it: one line of the table for each entry."""

import base64
import binascii
from collections.abc import Iterator
from typing import IO

from contacts.importing import card
from contacts.importing.card import COLUMNS, Card
from contacts.importing.table import Line, Table
from contacts.importing.text_files import find_encoding, open_text

_COLUMNS = {
    "cn": card.NAME,
    "displayname": card.NAME,
    "givenname": card.FIRST,
    "sn": card.LAST,
    "o": card.FIRM,
    "company": card.FIRM,
    "ou": card.DEPARTMENT,
    "department": card.DEPARTMENT,
    "title": card.POSITION,
    "mail": card.EMAIL,
    "mozillasecondemail": card.EMAIL,
    "telephonenumber": card.PHONE,
    "homephone": card.PHONE,
    "mobile": card.PHONE,
    "cellphone": card.PHONE,
    "facsimiletelephonenumber": card.FAX,
    "fax": card.FAX,
    "description": card.NOTE,
}
_STREETS = {
    "geschäftlich": ("street", "streetaddress", "postaladdress", "mozillaworkstreet2"),
    "privat": ("mozillahomestreet", "mozillahomestreet2"),
}
_TOWNS = {
    "geschäftlich": {card.POSTCODE: "postalcode", card.CITY: "l", card.COUNTRY: "c"},
    "privat": {
        card.POSTCODE: "mozillahomepostalcode",
        card.CITY: "mozillahomelocalityname",
        card.COUNTRY: "mozillahomecountryname",
    },
}
_SAYS_NOTHING = {"dn", "objectclass", "modifytimestamp", "version", "member"}


def read_ldif(file: IO[bytes]) -> Table:
    encoding = find_encoding(file)
    return Table(
        kind="ldif",
        encoding=encoding.name,
        heading=list(COLUMNS),
        lines=_entries(open_text(file, encoding)),
    )


def _entries(text: Iterator[str]) -> Iterator[Line]:
    begun, held = 0, list[str]()
    for number, line in enumerate(text, 1):
        content = line.rstrip("\r\n")
        if not content:
            if held:
                yield Line(begun, _entry(begun, held).cells())
            held = []
        elif content[0] == " " and held:
            held[-1] += content[1:]
        elif content[0] != "#":
            begun = begun if held else number
            held.append(content)
    if held:
        yield Line(begun, _entry(begun, held).cells())


def _entry(line: int, lines: list[str]) -> Card:
    made = Card(line)
    values: dict[str, list[str]] = {}
    for text in lines:
        name, value = _attribute(text)
        values.setdefault(name, []).append(value)
    for place, streets in _STREETS.items():
        parts = {card.STREET: ", ".join(_all(values, streets))}
        parts |= {part: ", ".join(_all(values, (name,))) for part, name in _TOWNS[place].items()}
        made.add_address(place, parts)
    for name, several in values.items():
        for value in several:
            if name in _COLUMNS:
                made.add(_COLUMNS[name], value)
            elif name not in _SAYS_NOTHING:
                made.add(card.MORE, f"{name}: {value}")
    return made


def _all(values: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    """Taken out, so that nothing is said twice."""
    return [value for name in names for value in values.pop(name, ())]


def _attribute(text: str) -> tuple[str, str]:
    name, _colon, value = text.partition(":")
    if value.startswith(":"):
        try:
            raw = base64.b64decode(value[1:].strip(), validate=True)
        except binascii.Error:
            return name.strip().lower(), value[1:].strip()
        return name.strip().lower(), raw.decode("utf-8", "replace")
    return name.strip().lower(), value.strip()
