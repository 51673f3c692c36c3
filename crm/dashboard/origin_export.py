"""Herkunft as a file: every source and campaign of the period with what it brought, cost and became."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.company.exporting import Listed
from crm.dashboard.origin_report import Line, Report
from crm.dashboard.origin_words import Told, told
from crm.lib.sheets.cells import Column


class Row(NamedTuple):
    kind: str
    line: Line
    words: Told


def listed(report: Report, *, currency: str, narrowed_by: str) -> Listed[Row]:
    return Listed(code="origins", columns=COLUMNS, rows=_rows(report, currency), narrowed_by=narrowed_by)


def _rows(report: Report, currency: str) -> Iterator[Row]:
    for kind, lines in ((_("Herkunft"), report.lines), (_("Kampagne"), report.campaigns)):
        for line in lines:
            yield Row(kind, line, told(line, report, currency))


def _share(row: Row, place: int) -> str:
    """As the page says it: "12 %"; nothing where the page has a dash."""
    return row.words.cells[place][1].replace("–", "")


COLUMNS: tuple[Column[Row], ...] = (
    Column(gettext_lazy("Art"), lambda row: row.kind),
    Column(gettext_lazy("Name"), lambda row: row.line.row),
    Column(gettext_lazy("Kontakte"), lambda row: row.line.numbers.contacts),
    Column(gettext_lazy("Neu"), lambda row: row.line.numbers.new),
    Column(gettext_lazy("Kosten"), lambda row: row.line.cost),
    Column(gettext_lazy("je Neuzugang"), lambda row: row.line.cost_each),
    Column(gettext_lazy("Aufrufe der Kurzadresse"), lambda row: row.line.visits),
    Column(gettext_lazy("kam wieder"), lambda row: _share(row, 5)),
    Column(gettext_lazy("Beschwerde"), lambda row: _share(row, 6)),
    Column(gettext_lazy("sofort gelöst"), lambda row: _share(row, 7)),
)
