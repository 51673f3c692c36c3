"""What the columns of a list without headings mean, by what stands in them. Whoever uploads it can correct that."""

import re
from collections.abc import Sequence
from typing import Final

from contacts.importing.courtesy import read_courtesy
from contacts.importing.full_name import read_full_name
from contacts.importing.headings import NAME, STREET, Column

SAMPLE: Final = 50  # lines
MOST_OF: Final = 0.6  # of the filled cells
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_PHONE = re.compile(r"^[+(]?[\d][\d\s()/.\-]{5,}$")
_POSTCODE = re.compile(r"^(?:[A-Z]{1,2}-)?\d{4,5}$")
_STREET = re.compile(r"^\D{3,}\d+\s?[a-zA-Z]?(?:\s?-\s?\d+)?$")


def guess_columns(rows: Sequence[Sequence[str]]) -> list[Column]:
    """One column for each of the widest line; `field` is "" where nothing fits."""
    width = max(map(len, rows), default=0)
    columns = [[row[index].strip() for row in rows if index < len(row)] for index in range(width)]
    fields = [_by_content([cell for cell in column if cell]) for column in columns]
    _fill_names(fields, columns)
    return [Column(index, "", field) for index, field in enumerate(fields)]


def _by_content(cells: list[str]) -> str:
    """A field whose values have a form of their own; "?" for words, "" for nothing."""
    tests = {
        "email": lambda cell: bool(_EMAIL.match(cell)),
        "postal_code": lambda cell: bool(_POSTCODE.match(cell)),
        "phone": lambda cell: bool(_PHONE.match(cell)),
        "salutation": lambda cell: len(cell) > 1 and bool(read_courtesy(cell).salutation),
        STREET: lambda cell: bool(_STREET.match(cell)),
        "organisation": lambda cell: bool(read_full_name(cell).organisation),
        "?": lambda cell: any(sign.isalpha() for sign in cell),
    }
    for field, fits in tests.items():
        if cells and sum(map(fits, cells)) >= MOST_OF * len(cells):
            return field
    return ""


def _fill_names(fields: list[str], columns: list[list[str]]) -> None:
    """Words behind a postcode are the town; the first others are the names, a whole name where it is made of two."""
    for index, field in enumerate(fields):
        if field == "?" and index and fields[index - 1] == "postal_code":
            fields[index] = "city"
    words = [index for index, field in enumerate(fields) if field == "?"][:3]
    others = [index for index, field in enumerate(fields) if field == "?"][3:]
    for index in others:
        fields[index] = ""
    if len(words) == 3 and _is_whole(columns, *words):  # noqa: PLR2004 - a whole name and its two parts
        fields[words[0]] = ""
        words = words[1:]
    elif len(words) == 3:  # noqa: PLR2004
        fields[words.pop()] = ""
    for index, field in zip(words, ("first_name", "last_name") if len(words) > 1 else (NAME,), strict=False):
        fields[index] = field


def _is_whole(columns: list[list[str]], whole: int, first: int, last: int) -> bool:
    rows = list(zip(columns[whole], columns[first], columns[last], strict=False))
    fitting = sum({*one.split()} == {*two.split(), *three.split()} for one, two, three in rows)
    return fitting >= MOST_OF * len(rows)
