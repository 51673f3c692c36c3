"""The rows that made no customer, as a list to mend and upload again: their own cells, and why."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from contacts.importing.headings import LABELS
from contacts.importing.mapping import columns_of
from contacts.importing.telling import not_read_in
from contacts.models import Import
from crm.company.exporting import Listed
from crm.lib.sheets.cells import Column, harmless

Line = list[str | int]


def error_rows(found: Import) -> "Listed[Line]":
    """The rows as a list that leaves the house."""
    names = [column.heading or str(LABELS.get(column.field, "")) for column in columns_of(found)]
    headings = [_("Zeile"), _("Warum"), *(harmless(name) for name in names)]
    columns = [Column(heading, partial(_at, place)) for place, heading in enumerate(headings)]
    narrowed_by = f"liste={found.pk}"
    return Listed(code="import_errors", columns=columns, rows=_lines(found), narrowed_by=narrowed_by)


def error_file_name(found: Import) -> str:
    return _("%(name)s – nicht eingelesen") % {"name": found.name.rpartition(".")[0] or found.name}


def _lines(found: Import) -> Iterator[Line]:
    for told in not_read_in(found):
        yield [told.stored.line, " ".join(told.messages), *told.stored.cells]


def _at(place: int, line: Line) -> str | int:
    return line[place] if place < len(line) else ""
