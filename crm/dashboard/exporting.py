"""Zielbild as a file: every figure of every goal as it stands, and how it stood week by week."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.company.exporting import Listed
from crm.dashboard.goal import Goal, Text, Unit
from crm.lib.sheets.cells import Column


class Figure(NamedTuple):
    """One figure: the goal's own today, a further measure of it, or its own at the end of a week."""

    goal: Goal
    label: Text
    value: float | None
    unit: Unit
    target: float | None = None
    day: date | None = None


def listed(goals: Iterable[Goal]) -> Listed[Figure]:
    return Listed(code="goals", columns=COLUMNS, rows=_figures(goals))


def _figures(goals: Iterable[Goal]) -> Iterator[Figure]:
    for goal in goals:
        yield Figure(goal, goal.title, goal.value, goal.unit, goal.target, goal.measured_at)
        for measure in goal.measures:
            yield Figure(goal, measure.label, measure.value, measure.unit, None, goal.measured_at)
        for day, value in goal.trend:
            yield Figure(goal, goal.title, value, goal.unit, goal.target, day)


def _unit(figure: Figure) -> str:
    return {
        "percent": _("Prozent"),
        "minutes": _("Minuten"),
        "per_thousand": _("je 1.000 Kontakte"),
        "count": _("Anzahl"),
    }[figure.unit]


COLUMNS: tuple[Column[Figure], ...] = (
    Column(gettext_lazy("Ziel"), lambda figure: figure.goal.number),
    Column(gettext_lazy("Titel"), lambda figure: figure.goal.title),
    Column(gettext_lazy("Kennzahl"), lambda figure: figure.label),
    Column(gettext_lazy("Wert"), lambda figure: None if figure.value is None else round(figure.value, 2)),
    Column(gettext_lazy("Einheit"), _unit),
    Column(gettext_lazy("Zielwert"), lambda figure: figure.target),
    Column(gettext_lazy("Stand vom"), lambda figure: figure.day),
    Column(gettext_lazy("Sieht danach"), lambda figure: figure.goal.keeper),
)
