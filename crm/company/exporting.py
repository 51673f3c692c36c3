"""Exporting: a list leaves the house as a file, and a row says who took it, when, which and how much of it.

Each app declares its lists (`Listed`); what stands in the file is what its page shows to this person.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from tempfile import TemporaryFile
from typing import IO, Final, Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.company.models import ExportLog, User
from crm.lib.sheets.cells import Cell, Column, cell
from crm.lib.sheets.csv_sheet import csv_chunks
from crm.lib.sheets.xlsx_sheet import write_xlsx

Row = TypeVar("Row")
CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES: Final = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TITLES: dict[str, str | Promise] = {
    "customers": _("Kunden"),
    "cases": _("Vorgänge"),
    "voices": _("Stimmen"),
    "ideas": _("Ideen"),
    "survey_answers": _("Antworten einer Umfrage"),
    "goals": _("Zielbild"),
    "figures": _("Kennzahlen"),
    "origins": _("Herkunft"),
    "findings": _("Mängel"),
    "duplicates": _("Dubletten"),
    "merges": _("Zusammengeführt"),
    "import_errors": _("Nicht eingelesene Zeilen"),
    "person": _("Auskunft über eine Person"),
    "locked": _("Einsicht in gesperrte Daten"),
}


@dataclass(frozen=True, kw_only=True)
class Listed(Generic[Row]):
    """A list as it is exported: `code` names it (TITLES), `rows` come one by one and only once."""

    code: str
    columns: "Sequence[Column[Row]]"
    rows: "Iterable[Row]"
    narrowed_by: str = ""

    @property
    def headings(self) -> list[str]:
        return [str(column.heading) for column in self.columns]


def csv_file(listed: "Listed[Row]", *, by: User, at: datetime, tz: tzinfo) -> Iterator[bytes]:
    """The file in pieces, made while it is sent."""
    log = _note(listed, CSV, by=by, at=at)
    return csv_chunks(listed.headings, _counted(listed, tz, lambda rows: _sent(log, rows)))


def xlsx_file(listed: "Listed[Row]", *, by: User, at: datetime, tz: tzinfo) -> IO[bytes]:
    """The whole file, at its beginning."""
    log = _note(listed, XLSX, by=by, at=at)
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    rows = _counted(listed, tz, lambda count: _sent(log, count))
    write_xlsx(file, title=str(TITLES[listed.code]), headings=listed.headings, rows=rows)
    file.seek(0)
    return file


def _note(listed: "Listed[Row]", kind: str, *, by: User, at: datetime) -> ExportLog:
    narrowed_by = listed.narrowed_by[:200]
    return ExportLog.objects.create(at=at, by=by, listed=listed.code, narrowed_by=narrowed_by, kind=kind)


def _sent(log: ExportLog, rows: int) -> None:
    ExportLog.objects.filter(pk=log.pk).update(rows=rows)


def _counted(listed: "Listed[Row]", tz: tzinfo, done: Callable[[int], None]) -> Iterator[list[Cell]]:
    count = 0
    try:
        for row in listed.rows:
            count += 1
            yield [cell(column.value(row), tz=tz) for column in listed.columns]
    finally:
        done(count)
