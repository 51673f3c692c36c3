"""Goal 3: no case lies, let alone is forgotten."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crm.dashboard.goal import VISION, Goal, Measure
from crm.dashboard.reading import Reading
from crm.dashboard.series import WEEKS
from crm.lib.formats import count, duration


def goal(reading: Reading) -> Goal:
    unarmed, overdue, unseen = (reading.counted[f"cases.{part}"] for part in ("unarmed", "overdue", "unseen"))
    series, value = reading.series, unarmed + overdue + unseen
    return Goal(
        code="nothing_forgotten",
        title=gettext_lazy("Nichts vergessen"),
        vision=gettext_lazy("… kein Vorgang liegen bleibt oder sogar vergessen wird"),
        meaning=gettext_lazy(
            "Offene Vorgänge ohne laufende Frist, überfällige Vorgänge und Eskalationen, die seit über einer Stunde "
            "Arbeitszeit niemand gesehen hat, zusammengezählt."
        ),
        target=VISION["nothing_forgotten"],
        value=float(value),
        unit="count",
        measured_at=reading.now,
        words=_words(unarmed=unarmed, overdue=overdue),
        lead=_lead(reading, overdue),
        rest=" " + _unseen(unseen),
        trend=series.counts({**series.stock["forgotten"], WEEKS - 1: (value, 0)}),
        measures=_measures(reading, unarmed=unarmed, overdue=overdue, unseen=unseen),
    )


def _words(*, unarmed: int, overdue: int) -> str:
    late = _("überfällig") if overdue else _("nichts überfällig")
    without = _("%(n)s ohne Frist") % {"n": unarmed} if unarmed else _("keiner ohne Frist")
    return f"{late}, {without}"


def _lead(reading: Reading, overdue: int) -> str:
    if not overdue:
        return _("Nichts ist überfällig.")
    named = [f"#{number}" for number, _due, _minutes in reading.overdue]
    if overdue > len(named):
        return _("Am längsten überfällig: %(cases)s.") % {"cases": ", ".join(named)}
    if len(named) == 1:
        return _("%(case)s ist überfällig.") % {"case": named[0]}
    return _("%(cases)s und %(last)s sind überfällig.") % {"cases": ", ".join(named[:-1]), "last": named[-1]}


def _unseen(unseen: int) -> str:
    if not unseen:
        return _("Keine Eskalation ist länger als eine Stunde ungesehen.")
    return ngettext(
        "%(n)s Eskalation ist länger als eine Stunde ungesehen.",
        "%(n)s Eskalationen sind länger als eine Stunde ungesehen.",
        unseen,
    ) % {"n": count(unseen)}


def _measures(reading: Reading, *, unarmed: int, overdue: int, unseen: int) -> tuple[Measure, ...]:
    _number, due, minutes = reading.overdue[0] if reading.overdue else (None, None, None)
    return (
        Measure(
            "cases_unarmed",
            float(unarmed),
            "count",
            gettext_lazy("Ohne Frist"),
            gettext_lazy("Offene Vorgänge, für die keine Frist läuft. Die Datenbank lässt keinen zu."),
        ),
        Measure(
            "cases_overdue",
            float(overdue),
            "count",
            gettext_lazy("Überfällig"),
            gettext_lazy("Offene Vorgänge, deren nächste Frist vorbei ist."),
        ),
        Measure(
            "cases_unseen",
            float(unseen),
            "count",
            gettext_lazy("Eskalation ungesehen"),
            gettext_lazy(
                "Vorgänge, deren Eskalation seit über einer Stunde Arbeitszeit niemand gesehen hat."
            ),
        ),
        Measure(
            "oldest_overdue",
            None if minutes is None else float(minutes),
            "minutes",
            gettext_lazy("Am längsten überfällig"),
            _oldest(reading.now - due) if due else gettext_lazy("Arbeitszeit seit der ältesten Frist."),
        ),
    )


def _oldest(ago: timedelta) -> str:
    hours = {"hours": duration(int(ago.total_seconds()) // 3600 * 60)}
    return _("Arbeitszeit seit der ältesten Frist (%(hours)s nach der Uhr).") % hours
