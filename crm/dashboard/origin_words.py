"""The numbers of the report Herkunft in the words of the page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crm.dashboard.origin_numbers import Halves
from crm.dashboard.origin_report import Line, Report
from crm.lib.charts import Trend, trend
from crm.lib.formats import money, percent

UNKNOWN = "–"


@dataclass(frozen=True)
class Told:
    """A line of the table. `cells` stand under `columns`, in this order."""

    cells: list[tuple[str | Promise, str]]
    trend: Trend | None
    trend_label: str


def columns() -> list[str | Promise]:
    """The headings over the numbers."""
    return [
        gettext_lazy("Kontakte"),
        gettext_lazy("Neu"),
        gettext_lazy("Anteil"),
        gettext_lazy("Kosten"),
        gettext_lazy("je Neuzugang"),
        gettext_lazy("kam wieder"),
        gettext_lazy("Beschwerde"),
        gettext_lazy("sofort gelöst"),
    ]


SHARE: Final = 2
"""Where the share of all new customers stands among the columns."""


def without_empty(rows: Sequence[Told]) -> list[Told]:
    """The same without the columns in which no line has a value: in a short period nobody's 90 days are over."""
    empty = {place for place, _label in enumerate(columns()) if all(_lacks(row, place) for row in rows)}
    return [
        replace(row, cells=[cell for place, cell in enumerate(row.cells) if place not in empty])
        for row in rows
    ]


def _lacks(row: Told, place: int) -> bool:
    return row.cells[place][1] == UNKNOWN


def told(line: Line, report: Report, currency: str) -> Told:
    numbers = line.numbers
    values = [
        number_format(numbers.contacts, force_grouping=True),
        number_format(numbers.new, force_grouping=True),
        percent(numbers.new / report.new, digits=0) if report.new else UNKNOWN,
        money(line.cost, currency) if line.cost is not None else UNKNOWN,
        money(line.cost_each, currency) if line.cost_each is not None else UNKNOWN,
        _share(numbers.again),
        _share(numbers.complained),
        _share(numbers.at_once),
    ]
    drawn = trend([float(number) for number in numbers.trend]) if len(numbers.trend) > 1 else None
    label = _("Neu im Verlauf: %(numbers)s") % {"numbers": ", ".join(str(each) for each in numbers.trend)}
    return Told(list(zip(columns(), values, strict=True)), drawn if numbers.new else None, label)


def headline(report: Report) -> str:
    """What is true of the period, in one sentence."""
    if not report.new:
        return _("In dieser Zeit kam niemand neu dazu.")
    if report.known == report.new:
        words = ngettext(
            "Beim einzigen Neuzugang wissen wir, wie er zu uns kam.",
            "Von allen %(n)s neuen Kundinnen und Kunden wissen wir, wie sie zu uns kamen.",
            report.new,
        )
        return words % {"n": number_format(report.new, force_grouping=True)}
    words = ngettext(
        "Beim einzigen Neuzugang wissen wir noch nicht, wie er zu uns kam.",
        "Von %(share)s der %(n)s neuen Kundinnen und Kunden wissen wir, wie sie zu uns kamen.",
        report.new,
    )
    share = percent(report.known / report.new, digits=0)
    return words % {"n": number_format(report.new, force_grouping=True), "share": share}


def _share(halves: Halves) -> str:
    part, everybody = halves
    return percent(part / everybody, digits=0) if everybody else UNKNOWN
