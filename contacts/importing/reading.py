"""Reads a CSV file as it comes: encoding and delimiter are found, what cannot be read is said in plain words.

Encoding: a byte order mark decides, then strict UTF-8, else Windows-1252. Delimiter: a line "sep=;", else whatever
cuts the lines most regularly.
"""

import codecs
import csv
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from crm.lib.acts import Refused, refuse

LARGEST = 10 * 1024 * 1024  # bytes
MOST_COLUMNS = 200
DELIMITERS = ";,\t|"
SAMPLE, SAMPLE_SIGNS = 100, 65_536  # lines and signs that decide about the delimiter
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_OFFICE_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_END = "\x00end"  # no cell can be it: a text with NUL is refused before


@dataclass(frozen=True)
class Line:
    """One line of the sheet, counted from 1 as a spreadsheet shows it."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """What a file says: how it was written, its first line, and the others that are not empty."""

    encoding: str
    delimiter: str
    heading: list[str]
    lines: list[Line]


def read(data: bytes) -> Sheet:
    """The sheet in `data`. Raises Refused with one message for the whole file."""
    if len(data) > LARGEST:
        raise too_large()
    encoding, text = decode(data)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _no_text(_("In Zeile %(line)d steht ein Zeichen, das kein Text ist.") % {"line": line})
    announced, text = _announced(text)
    delimiter = announced or find_delimiter(text)
    lines = list(_lines(text, delimiter))
    if not lines:
        raise refuse("file", _("Die Datei ist leer."))
    return Sheet(encoding, delimiter, lines[0].cells, lines[1:])


def too_large() -> Refused:
    megabytes = {"megabytes": LARGEST // 1024 // 1024}
    return refuse(
        "file",
        _("Die Datei ist größer als %(megabytes)d MB. Bitte teilen Sie sie auf mehrere Dateien auf.")
        % megabytes,
    )


def decode(data: bytes) -> tuple[str, str]:
    """The name of the encoding, as people know it, and the text. Raises Refused for what is no text."""
    if data.startswith(_OFFICE_FILES):
        raise refuse(
            "file", _("Das ist eine Excel-Datei. Bitte speichern Sie sie in Excel als „CSV UTF-8“ ab.")
        )
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return name, _decoded(data, codec)
    try:
        return "UTF-8", data.decode("utf-8")
    except UnicodeDecodeError:
        return "Windows-1252", _decoded(data, "cp1252")


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise _no_text(_("Die Datei ist kein lesbarer Text.")) from None


def _no_text(what: str) -> Refused:
    return refuse("file", f"{what} {_('Bitte speichern Sie sie noch einmal als „CSV UTF-8“ ab.')}")


def _announced(text: str) -> tuple[str, str]:
    """The delimiter a first line "sep=;" names ("" without one), and the text below it."""
    first, _break, rest = text.partition("\n")
    said = first.rstrip("\r").removeprefix('"').removesuffix('"')
    return (said[4], rest) if said[:4].lower() == "sep=" and len(said) == len("sep=;") else ("", text)


def find_delimiter(text: str) -> str:
    """The sign that cuts the first lines most regularly and into most columns; a heading cut alike counts double."""
    return max(DELIMITERS, key=lambda sign: _regularity(text, sign))


def _regularity(text: str, delimiter: str) -> float:
    widths = []
    source = StringIO(text[:SAMPLE_SIGNS], newline="")
    for cells in csv.reader(source, delimiter=delimiter, skipinitialspace=True):
        if any(cells):
            widths.append(len(cells))
        if len(widths) == SAMPLE:
            break
    if not widths:
        return 0
    usual, times = Counter(widths).most_common(1)[0]
    return (times / len(widths)) ** 2 * math.log2(usual) * (2 if widths[0] == usual else 1)


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    """The lines that hold anything. A quote nobody closed swallows the end: then the line it began in is named."""
    source = StringIO(text.rstrip("\r\n") + f"\r\n{_END}", newline="")
    number = 0
    try:
        for number, cells in enumerate(csv.reader(source, delimiter=delimiter, skipinitialspace=True), 1):
            if cells == [_END]:
                return
            if cells and cells[-1].endswith(_END):
                raise _unclosed(number)
            if len(cells) > MOST_COLUMNS:
                raise refuse(
                    "file",
                    _("Zeile %(line)d hat %(count)d Spalten, erlaubt sind %(most)d.")
                    % {"line": number, "count": len(cells), "most": MOST_COLUMNS},
                )
            if any(cell.strip() for cell in cells):
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
