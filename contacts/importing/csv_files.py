"""Reads a CSV file as it comes. Delimiter: a line "sep=;", else whatever cuts the lines most regularly."""

import csv
import math
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import chain
from typing import IO

from django.utils.translation import gettext as _

from contacts.importing.table import Line, Table
from contacts.importing.text_files import find_encoding, open_text, sample
from crm.lib.acts import Refused, refuse

DELIMITERS = ";,\t|"
SAMPLE, SAMPLE_SIGNS = 100, 65_536  # lines and signs that decide about the delimiter
_END = "\x00end"  # no cell can be it: a text with NUL is refused before


def read_csv(file: IO[bytes]) -> Table:
    """The table in `file`. Raises Refused, also while its lines are read, with one message for the whole file."""
    encoding = find_encoding(file)
    beginning = sample(file, encoding, SAMPLE_SIGNS)
    announced, rest = _announced(beginning)
    delimiter = announced or find_delimiter(rest)
    text = open_text(file, encoding)
    if announced:
        text = _without_first(text)
    return Table(kind="csv", encoding=encoding.name, delimiter=delimiter, lines=_lines(text, delimiter))


def find_delimiter(text: str) -> str:
    """The sign that cuts the first lines most regularly and into most columns; a heading cut alike counts double."""
    return max(DELIMITERS, key=lambda sign: _regularity(text, sign))


def _announced(text: str) -> tuple[str, str]:
    """The delimiter a first line "sep=;" names ("" without one), and the text below it."""
    first, _break, rest = text.partition("\n")
    said = first.rstrip("\r").removeprefix('"').removesuffix('"')
    return (said[4], rest) if said[:4].lower() == "sep=" and len(said) == len("sep=;") else ("", text)


def _without_first(text: Iterator[str]) -> Iterator[str]:
    """Lines may end in LF or CRLF; a file of CR alone has no line "sep=" of its own."""
    next(text, "")
    yield from text


def _regularity(text: str, delimiter: str) -> float:
    widths = []
    source = StringIO(text, newline="")
    for cells in csv.reader(source, delimiter=delimiter, skipinitialspace=True):
        if any(cells):
            widths.append(len(cells))
        if len(widths) == SAMPLE:
            break
    if not widths:
        return 0
    usual, times = Counter(widths).most_common(1)[0]
    return (times / len(widths)) ** 2 * math.log2(usual) * (2 if widths[0] == usual else 1)


def _lines(text: Iterator[str], delimiter: str) -> Iterator[Line]:
    """A quote nobody closed swallows the end: then the line it began in is named."""
    number = 0
    source = chain(text, ["\r\n", _END])
    try:
        for number, cells in enumerate(csv.reader(source, delimiter=delimiter, skipinitialspace=True), 1):
            if cells == [_END]:
                return
            if cells and cells[-1].endswith(_END):
                raise _unclosed(number)
            yield Line(number, cells)
    except csv.Error:
        raise refuse(
            "file",
            _("In Zeile %(line)d ist ein Feld viel zu lang. Fehlt dort ein Anführungszeichen?")
            % {"line": number + 1},
        ) from None


def _unclosed(number: int) -> Refused:
    return refuse(
        "file",
        _("In Zeile %(line)d beginnt ein Feld mit einem Anführungszeichen, das nicht geschlossen wird.")
        % {"line": number},
    )
