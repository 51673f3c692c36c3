"""The figures of a survey in words: a share is told as a share only where enough answered, always with its interval."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feedback.survey_results import Found, Measure

FEW: Final = 5
"""Of fewer answers no figure is told: it would be one of single people."""
MEASURES: Final = {
    "nps": gettext_lazy("Weiterempfehlung (NPS)"),
    "csat": gettext_lazy("Zufrieden (CSAT)"),
    "ces": gettext_lazy("War leicht (CES)"),
    "solved": gettext_lazy("Gelöst"),
    "rate": gettext_lazy("Antwortquote"),
}
HINTS: Final = {
    "nps": gettext_lazy("Anteil 9 und 10 minus Anteil 0 bis 6"),
    "csat": gettext_lazy("Anteil 4 und 5 von 5"),
    "ces": gettext_lazy("Anteil 5 bis 7 von 7"),
    "solved": gettext_lazy("Anteil „Ja“"),
    "rate": gettext_lazy("von allen, deren Mail hinausging"),
}


@dataclass(frozen=True)
class Card:
    head: str
    hint: str
    value: str
    between: str
    stands_on: str


@dataclass(frozen=True)
class Line:
    name: str
    sent: int
    answered: int
    values: list[tuple[str, str]]


def cards(found: Found) -> list[Card]:
    """The response rate, then each figure that was asked for."""
    measures = [found.rate] if found.rate else []
    return [_card(each, found) for each in [*measures, *found.measures.values()]]


def lines(rows: Iterable[tuple[str, Found]], total: Found) -> list[Line]:
    """One line for each part; its values under the heads of the total, with the head for small screens."""
    return [
        Line(
            name,
            found.sent,
            found.answered,
            [(str(MEASURES[code]), _short(found.measures.get(code))) for code in total.measures],
        )
        for name, found in rows
    ]


def _card(measure: Measure, found: Found) -> Card:
    if measure.code == "rate":
        words = {"n": found.answered, "of": found.sent}
        stands_on = _("%(n)d von %(of)d") % words
    else:
        stands_on = ngettext("aus %(n)d Antwort", "aus %(n)d Antworten", measure.number) % {
            "n": measure.number
        }
    few = measure.code != "rate" and measure.number < FEW
    return Card(
        head=str(MEASURES[measure.code]),
        hint=str(HINTS[measure.code]),
        value="–" if few else value_words(measure),
        between=_("noch zu wenige") if few else between_words(measure),
        stands_on=stands_on,
    )


def value_words(measure: Measure) -> str:
    """ "86 %", or "+34" for the NPS."""
    if measure.code == "nps":
        return _signed(measure.found.value)
    return _("%(n)s %%") % {"n": round(100 * measure.found.value)}


def between_words(measure: Measure) -> str:
    """ "81 bis 90 %": where the true value lies in 95 of 100 cases."""
    lower, upper = measure.found.lower, measure.found.upper
    if measure.code == "nps":
        return _("%(lower)s bis %(upper)s") % {"lower": _signed(lower), "upper": _signed(upper)}
    told = {"lower": round(100 * lower), "upper": round(100 * upper)}
    return _("%(lower)s bis %(upper)s %%") % told


def _short(measure: Measure | None) -> str:
    if measure is None or measure.number < FEW:
        return "–"
    return f"{value_words(measure)} ({between_words(measure)})"


def _signed(value: float) -> str:
    rounded = round(value)
    return f"+{rounded}" if rounded > 0 else str(rounded).replace("-", "−")
