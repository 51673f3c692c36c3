"""One subject as a file: every number of its page, one a line, so that any spreadsheet can turn it as it likes."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.company.exporting import Listed
from crm.dashboard.figures.blocks import Block, Subject
from crm.dashboard.figures.period import Period
from crm.lib.sheets.cells import Column


class Figure(NamedTuple):
    """`value` as a number where there is one; `shown` as the page writes it."""

    chart: str
    row: str
    column: str
    value: float | None
    shown: str
    provisional: bool


def listed(subject: Subject, period: Period, *, narrowed_by: str) -> Listed[Figure]:
    return Listed(code="figures", columns=COLUMNS, rows=_figures(subject, period), narrowed_by=narrowed_by)


def _figures(subject: Subject, period: Period) -> Iterator[Figure]:
    heads = (period.label, _("davor"), _("vor einem Jahr"))
    for headline in subject.headlines:
        for head, shown in zip(heads, (headline.value, headline.before, headline.year_ago), strict=True):
            if shown:
                yield Figure(subject.title, headline.label, head, None, shown, headline.provisional)
    for block in subject.blocks:
        yield from _of(block)


def _of(block: Block) -> Iterator[Figure]:
    soft = len(block.rows) - block.provisional
    for number, row in enumerate(block.rows):
        for place, (head, shown) in enumerate(zip(block.columns[1:], row.shown, strict=False)):
            value = row.values[place] if place < len(row.values) else None
            yield Figure(block.title, row.label, head, value, shown, number >= soft)


COLUMNS: tuple[Column[Figure], ...] = (
    Column(gettext_lazy("Bild"), lambda figure: figure.chart),
    Column(gettext_lazy("Zeile"), lambda figure: figure.row),
    Column(gettext_lazy("Spalte"), lambda figure: figure.column),
    Column(gettext_lazy("Zahl"), lambda figure: None if figure.value is None else round(figure.value, 2)),
    Column(gettext_lazy("Angezeigt"), lambda figure: figure.shown),
    Column(gettext_lazy("vorläufig"), lambda figure: figure.provisional),
)
