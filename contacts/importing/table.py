"""What every kind of file is turned into: a heading, if it has one of its own, and lines of cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from crm.lib.acts import Refused, refuse

LARGEST: Final = 25 * 1024 * 1024  # bytes
MOST_COLUMNS: Final = 200
MOST_ROWS: Final = 200_000
LONGEST_CELL: Final = 10_000  # signs
SEVERAL: Final = " ::: "  # how Google writes several values into one cell, and we those of a card


@dataclass(frozen=True)
class Line:
    """One line of the sheet, counted from 1 as a spreadsheet shows it; of a card where it begins in the file."""

    number: int
    cells: list[str]
    has_formula: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """What a file says. `kind`: "csv", "xlsx", "xls", "ods", "vcard" or "ldif". `heading`: what the kind itself brings;
    None where it may be the first line. The lines that hold anything come one by one, and only once.
    """

    kind: str
    lines: Iterator[Line]
    heading: list[str] | None = None
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    other_sheets: int = 0


def too_large() -> Refused:
    megabytes = {"megabytes": LARGEST // 1024 // 1024}
    return refuse(
        "file",
        _("Die Datei ist größer als %(megabytes)d MB. Bitte teilen Sie sie auf mehrere Dateien auf.")
        % megabytes,
    )


def within_limits(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines that hold anything. Raises Refused for one that is too wide, and for too many."""
    count = 0
    for line in lines:
        cells = line.cells
        while len(cells) > MOST_COLUMNS and not cells[-1].strip():
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise refuse(
                "file",
                _("Zeile %(line)d hat %(count)d Spalten, erlaubt sind %(most)d.")
                % {"line": line.number, "count": len(cells), "most": MOST_COLUMNS},
            )
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise refuse(
                "file",
                _("Die Datei hat mehr als %(most)d Zeilen. Bitte teilen Sie sie auf mehrere Dateien auf.")
                % {"most": MOST_ROWS},
            )
        yield line
