"""CSV as Excel opens it by a double click: byte order mark, semicolon, CRLF, decimal comma, days as 02.03.2026."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from crm.lib.sheets.cells import Cell

BOM = "\ufeff"
_LINES_A_CHUNK = 200


def csv_chunks(headings: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    """The file in pieces, while the rows come."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write(BOM)
    writer.writerow(headings)
    for number, row in enumerate(rows, 1):
        writer.writerow([_text(value) for value in row])
        if number % _LINES_A_CHUNK == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: StringIO) -> bytes:
    data = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return data


def _text(value: Cell) -> str:
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    return "" if value is None else str(value)
