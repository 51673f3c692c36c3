"""An Excel workbook, written row by row in steady memory. Every text is written as text: nothing is calculated."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, Final

import xlsxwriter

from crm.lib.sheets.cells import Cell

MOST_ROWS: Final = 1_048_575  # below the heading, in one sheet
_WIDEST, _NARROWEST = 40, 10


def write_xlsx(
    file: IO[bytes], *, title: str, headings: Sequence[str], rows: Iterable[Iterable[Cell]]
) -> None:
    """Write a workbook to `file`; what one sheet cannot hold goes on in the next."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    formats = {
        "heading": book.add_format({"bold": True, "bottom": 1}),
        date: book.add_format({"num_format": "dd.mm.yyyy"}),
        datetime: book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
    }
    sheet, line = _sheet(book, title, headings, formats), 0
    for row in rows:
        if line == MOST_ROWS:
            sheet, line = _sheet(book, "", headings, formats), 0
        line += 1
        for place, value in enumerate(row):
            _write(sheet, line, place, value, formats)
    book.close()


def _sheet(book: Any, title: str, headings: Sequence[str], formats: dict[Any, Any]) -> Any:
    sheet = book.add_worksheet("".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or None)
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, min(_WIDEST, max(_NARROWEST, len(heading) + 4)))
        sheet.write_string(0, place, heading, formats["heading"])
    return sheet


def _write(sheet: Any, line: int, place: int, value: Cell, formats: dict[Any, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, formats[type(value)])
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(line, place, value)
    else:
        sheet.write_string(line, place, value)
