"""Goal 6: we ask, and where somebody is not content, somebody takes care."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crm.dashboard.goal import VISION, Goal, Measure
from crm.dashboard.reading import Reading
from crm.lib.formats import count, percent
from crm.lib.shares import interval


def goal(reading: Reading) -> Goal:
    series = reading.series
    followed, low = series.total("low_scores")
    return Goal(
        code="listening",
        title=gettext_lazy("Zuhören"),
        vision=gettext_lazy("… dass wir sie sogar aktiv fragen"),
        meaning=gettext_lazy(
            "Schlechte Noten aus Umfragen der letzten 13 Wochen (1 oder 2 von 5, oder „nicht gelöst“), auf die wir "
            "geantwortet haben. Jede öffnet einen Vorgang. Was noch Zeit hat oder entfallen ist, zählt nicht mit."
        ),
        target=VISION["listening"],
        value=100 * followed / low if low else None,
        unit="percent",
        measured_at=reading.now,
        words=_("schlechte Noten beantwortet"),
        reason="" if low else _reason(reading),
        lead=_lead(reading),
        trend=series.shares(series.flow["low_scores"]),
        measures=_measures(reading),
    )


def _reason(reading: Reading) -> str:
    asked, answers = reading.series.total("responses")[1], reading.series.total("csat")[1]
    if answers:
        return _("Noch keine schlechte Note, auf die zu antworten war.")
    if asked:
        return _("Gefragt haben wir, eine Antwort ist noch nicht da.")
    return _("Bisher haben wir noch niemanden in einer Umfrage gefragt.")


def _lead(reading: Reading) -> str:
    content, answers = reading.series.total("csat")
    if not answers:
        return ""
    words = {"share": percent(content / answers, digits=0), "n": count(answers)}
    return (
        ngettext("%(n)s Antwort, %(share)s zufrieden.", "%(n)s Antworten, %(share)s zufrieden.", answers)
        % words
    )


def _measures(reading: Reading) -> tuple[Measure, ...]:
    content, answers = reading.series.total("csat")
    responded, asked = reading.series.total("responses")
    return (
        Measure(
            "response_rate",
            100 * responded / asked if asked else None,
            "percent",
            gettext_lazy("Antwortquote"),
            gettext_lazy("So viele Einladungen aus 13 Wochen wurden beantwortet."),
        ),
        Measure(
            "csat",
            100 * content / answers if answers else None,
            "percent",
            gettext_lazy("Zufrieden (CSAT)"),
            _surely(content, answers),
        ),
        Measure(
            "answers",
            float(answers),
            "count",
            gettext_lazy("Antworten"),
            gettext_lazy("Antworten auf Umfragen in 13 Wochen."),
        ),
        Measure(
            "low_scores",
            float(reading.series.total("low_scores")[1]),
            "count",
            gettext_lazy("Schlechte Noten, die zählen"),
            gettext_lazy("Wir haben geantwortet, oder die Frist dafür ist vorbei."),
        ),
    )


def _surely(content: int, answers: int) -> str:
    surely = interval(content, answers)
    if surely is None:
        return _("Anteil der Noten 4 und 5.")
    words = {"low": percent(surely[0], digits=0), "high": percent(surely[1], digits=0)}
    return _("Anteil der Noten 4 und 5; ziemlich sicher zwischen %(low)s und %(high)s.") % words
