"""The sentence over a subject: what is true in this period, said as one would say it."""

from collections.abc import Callable, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.dashboard.figures.blocks import NOTHING, Headline, Subject

OVERDUE: Final = 2
"""The place of this number among those of the open cases."""


def sentence(subject: Subject) -> str:
    """ "592 Kontakte kamen an, davor 679."; that there is nothing where nothing was counted."""
    lines = subject.headlines
    if not lines or lines[0].value in ("", NOTHING):
        return _("In dieser Zeit gibt es hier nichts zu zählen.")
    said = SAID.get(subject.code)
    return said(lines) if said else f"{lines[0].label}: {lines[0].value}."


def _contacts(lines: Sequence[Headline]) -> str:
    told = ngettext("%(value)s Kontakt kam an", "%(value)s Kontakte kamen an", _number(lines[0]))
    return _than_before(told, lines[0])


def _at_once(lines: Sequence[Headline]) -> str:
    return _than_before(_("%(value)s sofort und auf Dauer gelöst"), lines[0])


def _open_cases(lines: Sequence[Headline]) -> str:
    told = ngettext("%(value)s Vorgang ist offen", "%(value)s Vorgänge sind offen", _number(lines[0]))
    told %= {"value": lines[0].value}
    if len(lines) <= OVERDUE:
        return f"{told}."
    late = lines[OVERDUE]
    if late.value == "0":
        return _("%(begin)s, keiner ist überfällig.") % {"begin": told}
    return _("%(begin)s, %(value)s davon überfällig.") % {"begin": told, "value": late.value}


def _times(lines: Sequence[Headline]) -> str:
    return _than_before(_("Die Hälfte hat nach %(value)s eine Antwort"), lines[0])


def _origins(lines: Sequence[Headline]) -> str:
    told = ngettext(
        "%(value)s Kundin oder Kunde kam neu zu uns",
        "%(value)s Kundinnen und Kunden kamen neu zu uns",
        _number(lines[0]),
    )
    return _than_before(told, lines[0])


def _master_data(lines: Sequence[Headline]) -> str:
    return _than_before(_("%(value)s der Kundendaten sind vollständig"), lines[0])


def _voices(lines: Sequence[Headline]) -> str:
    if len(lines) == 1:
        return _("%(praise)s-mal Lob.") % {"praise": lines[0].value}
    words = {"praise": lines[0].value, "complaints": lines[1].value}
    return _("%(praise)s-mal Lob, %(complaints)s-mal eine Beschwerde.") % words


def _surveys(lines: Sequence[Headline]) -> str:
    return _than_before(_("%(value)s sind zufrieden"), lines[0])


def _ideas(lines: Sequence[Headline]) -> str:
    return _than_before(_("Wünsche in dreißig Tagen entschieden: %(value)s"), lines[0])


SAID: Final[dict[str, Callable[[Sequence[Headline]], str]]] = {
    "contacts": _contacts,
    "at_once": _at_once,
    "open_cases": _open_cases,
    "times": _times,
    "origins": _origins,
    "master_data": _master_data,
    "voices": _voices,
    "surveys": _surveys,
    "ideas": _ideas,
}


def _than_before(told: str, line: Headline) -> str:
    begin = told % {"value": line.value}
    if line.before in ("", NOTHING):
        return f"{begin}."
    return _("%(begin)s, davor %(before)s.") % {"begin": begin, "before": line.before}


def _number(line: Headline) -> int:
    """For the plural: one, or many."""
    return 1 if line.value == "1" else 2
