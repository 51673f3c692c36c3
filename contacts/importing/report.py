"""The rows that made no customer, as a file to mend and upload again: their own cells, and why."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from contacts.importing.headings import LABELS
from contacts.importing.mapping import columns_of
from contacts.importing.telling import not_read_in
from contacts.models import Import
from crm.lib.sheets.cells import harmless
from crm.lib.sheets.csv_sheet import csv_chunks


def error_file(found: Import) -> Iterator[bytes]:
    """The CSV file in pieces."""
    columns = columns_of(found)
    names = [column.heading or str(LABELS.get(column.field, "")) for column in columns]
    headings = [_("Zeile"), _("Warum"), *(harmless(name) for name in names)]
    return csv_chunks(headings, _lines(found, len(columns)))


def error_file_name(found: Import) -> str:
    return _("%(name)s – nicht eingelesen.csv") % {"name": found.name.rpartition(".")[0] or found.name}


def _lines(found: Import, width: int) -> Iterator[list[str | int | None]]:
    for told in not_read_in(found):
        cells = [harmless(cell) for cell in told.stored.cells]
        yield [told.stored.line, harmless(" ".join(told.messages)), *cells, *[""] * (width - len(cells))]
