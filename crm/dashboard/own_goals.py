"""Further goals of the company's own, out of the same stored weeks as the seven: no statement more."""

from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.dashboard.goal import CODES, Goal, Text
from crm.dashboard.models import OwnGoal
from crm.dashboard.reading import Reading
from crm.dashboard.series import WEEKS, Halves

Kind = Literal["share", "stock", "count"]
"""Over 13 weeks; as the last night counted it; in the last seven days."""


@dataclass(frozen=True)
class OwnFigure:
    """One stored figure that a goal can be set for. `subject`: the page of the Kennzahlen that takes it apart."""

    label: Text
    kind: Kind
    meaning: Text
    subject: str

    @property
    def is_share(self) -> bool:
        return self.kind != "count"


FIGURES: Final[dict[str, OwnFigure]] = {
    "at_once_gross": OwnFigure(
        gettext_lazy("Sofort gelöst, brutto"),
        "share",
        gettext_lazy("Beim ersten Kontakt gelöst, auch wenn jemand wiederkam; in 13 Wochen."),
        "at_once",
    ),
    "nameless": OwnFigure(
        gettext_lazy("Anliegen ohne Namen"),
        "share",
        gettext_lazy("Von den Anliegen, die sich sofort lösen lassen; in 13 Wochen."),
        "at_once",
    ),
    "receipts": OwnFigure(
        gettext_lazy("Beschwerden rechtzeitig bestätigt"),
        "share",
        gettext_lazy("Von den Beschwerden aus 13 Wochen, deren Frist entschieden ist."),
        "voices",
    ),
    "complaints_told": OwnFigure(
        gettext_lazy("Ergebnis der Beschwerde gesagt"),
        "share",
        gettext_lazy("Von den abgeschlossenen Beschwerden aus 13 Wochen."),
        "voices",
    ),
    "measures_done": OwnFigure(
        gettext_lazy("Maßnahmen umgesetzt"),
        "share",
        gettext_lazy("Von denen, die beim Abschluss einer Beschwerde vereinbart wurden; in 13 Wochen."),
        "voices",
    ),
    "praise_delivered": OwnFigure(
        gettext_lazy("Lob weitergegeben"),
        "share",
        gettext_lazy("Von dem Lob aus 13 Wochen."),
        "voices",
    ),
    "low_scores": OwnFigure(
        gettext_lazy("Schlechte Noten nachverfolgt"),
        "share",
        gettext_lazy("Von den schlechten Noten aus 13 Wochen."),
        "surveys",
    ),
    "responses": OwnFigure(
        gettext_lazy("Umfragen beantwortet"),
        "share",
        gettext_lazy("Von den Einladungen aus 13 Wochen."),
        "surveys",
    ),
    "csat": OwnFigure(
        gettext_lazy("Zufrieden (CSAT)"),
        "share",
        gettext_lazy("Noten 4 und 5 von allen Noten aus 13 Wochen."),
        "surveys",
    ),
    "quality_score": OwnFigure(
        gettext_lazy("Güte der Stammdaten"),
        "stock",
        gettext_lazy("Gewichtete Regeln, wie die letzte Nacht sie gezählt hat."),
        "master_data",
    ),
    "origin_known": OwnFigure(
        gettext_lazy("Herkunft und Anlass bekannt"),
        "stock",
        gettext_lazy("Von allen Kundinnen und Kunden, wie die letzte Nacht sie gezählt hat."),
        "master_data",
    ),
    "contacts": OwnFigure(
        gettext_lazy("Kontakte in 7 Tagen"), "count", gettext_lazy("Ohne stornierte, mit heute."), "contacts"
    ),
    "encounters": OwnFigure(
        gettext_lazy("Begegnungen in 7 Tagen"),
        "count",
        gettext_lazy("Besuche, Anrufe oder Nachrichten, mit heute."),
        "contacts",
    ),
    "praise": OwnFigure(
        gettext_lazy("Lob in 7 Tagen"),
        "count",
        gettext_lazy("So oft wurden wir gelobt, mit heute."),
        "voices",
    ),
    "complaint": OwnFigure(
        gettext_lazy("Beschwerden in 7 Tagen"),
        "count",
        gettext_lazy("So oft hat sich jemand beschwert, mit heute."),
        "voices",
    ),
    "wish": OwnFigure(
        gettext_lazy("Wünsche in 7 Tagen"),
        "count",
        gettext_lazy("So oft hat sich jemand etwas gewünscht, mit heute."),
        "voices",
    ),
    "cases_opened": OwnFigure(
        gettext_lazy("Neue Vorgänge in 7 Tagen"),
        "count",
        gettext_lazy("Vorgänge, die angelegt wurden, mit heute."),
        "open_cases",
    ),
}


def own_goal(row: OwnGoal, reading: Reading, *, place: int, keeper: str) -> Goal:
    """The row as the Zielbild shows a goal. `place` follows the seven."""
    figure, series = FIGURES[row.figure], reading.series
    if figure.kind == "share":
        halves: Halves | None = series.total(row.figure)
        trend = series.shares(series.flow[row.figure])
    elif figure.kind == "stock":
        weeks = series.stock[row.figure]
        halves = weeks[max(weeks)] if weeks else None
        trend = series.shares(weeks)
    else:
        halves = None
        trend = series.counts(series.flow[row.figure])
    return Goal(
        code=f"own-{row.pk}",
        own=row.pk,
        place=len(CODES) + place,
        title=row.title,
        vision=row.sentence,
        meaning=f"{figure.label}. {figure.meaning}",
        target=float(row.target),
        value=trend[WEEKS - 1][1] if figure.kind == "count" else _share(halves),
        unit="percent" if figure.is_share else "count",
        measured_at=reading.now,
        words=_words(row, figure),
        reason=_("Noch nichts gezählt."),
        trend=trend,
        provisional=1 if figure.kind != "stock" else 0,
        good="down" if row.at_most else "up",
        keeper=keeper,
    )


def _share(halves: Halves | None) -> float | None:
    return 100 * halves[0] / halves[1] if halves and halves[1] else None


def _words(row: OwnGoal, figure: OwnFigure) -> str:
    """Beside the figure: what a share is of; a count has no rail that shows its target, so that is said."""
    if figure.is_share:
        return str(figure.label)
    said = _("höchstens %(target)s") if row.at_most else _("mindestens %(target)s")
    return said % {"target": row.target}
