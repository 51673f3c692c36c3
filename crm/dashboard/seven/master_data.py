"""Goal 4: complete master data, and knowing how and why every customer came."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.metrics import DUPLICATES
from contacts.quality import FINDINGS
from crm.dashboard.goal import VISION, Goal, Measure
from crm.dashboard.reading import Reading
from crm.dashboard.series import Halves
from crm.lib.formats import count, percent
from crm.lib.periods import day_bounds

NOTHING: Halves = (0, 0)


def goal(reading: Reading) -> Goal:
    known, everybody = reading.master_data.get("master_data", NOTHING)
    return Goal(
        code="master_data",
        title=gettext_lazy("Stammdaten"),
        vision=gettext_lazy("… unsere Stammdatenqualität bei 100\u202f% ist"),
        meaning=gettext_lazy(
            "Kundinnen und Kunden ohne offenen Mangel, von denen Herkunft und Anlass bekannt sind. "
            "Gezählt wird jede Nacht."
        ),
        target=VISION["master_data"],
        value=100 * known / everybody if everybody else None,
        unit="percent",
        measured_at=_measured_at(reading),
        words=_("ohne Mangel"),
        reason="" if everybody else _("Noch keine Kundinnen und Kunden."),
        lead=_lead(reading),
        rest=_origin(reading),
        trend=reading.series.shares(reading.series.stock["master_data"]),
        measures=_measures(reading, everybody),
    )


def _measured_at(reading: Reading) -> datetime:
    if reading.series.counted_on is None:
        return reading.now
    return min(day_bounds(reading.series.counted_on, settings.TIME_ZONE)[1], reading.now)


def _lead(reading: Reading) -> str:
    found = reading.series.findings.get(reading.series.counted_on or reading.today, {})
    if not found:
        return ""
    most = max(sorted(found), key=lambda code: found[code])
    label = FINDINGS[most].label if most in FINDINGS else most
    return _("Am häufigsten: %(finding)s (%(n)s).") % {"finding": label, "n": count(found[most])}


def _origin(reading: Reading) -> str:
    known, everybody = reading.master_data.get("origin_known", NOTHING)
    if not everybody:
        return ""
    return " " + _("Herkunft und Anlass: %(share)s.") % {"share": percent(known / everybody)}


def _measures(reading: Reading, everybody: int) -> tuple[Measure, ...]:
    origin, _all = reading.master_data.get("origin_known", NOTHING)
    asked, _all = reading.master_data.get("asked_not_known", NOTHING)
    kept, weight = reading.master_data.get("quality_score", NOTHING)
    return (
        Measure(
            "quality_score",
            100 * kept / weight if weight else None,
            "percent",
            gettext_lazy("Gewichtete Güte"),
            gettext_lazy(
                "Anteil der erfüllten Regeln; was schwerer wiegt, etwa ob jemand erreichbar ist, zählt mehr."
            ),
        ),
        Measure(
            "customers",
            float(everybody),
            "count",
            gettext_lazy("Kundinnen und Kunden"),
            gettext_lazy("Alle, Personen und Firmen."),
        ),
        Measure(
            "origin_known",
            100 * origin / everybody if everybody else None,
            "percent",
            gettext_lazy("Herkunft und Anlass bekannt"),
            gettext_lazy("Wir wissen, wie und warum sie zu uns gekommen sind."),
        ),
        Measure(
            "asked_not_known",
            float(asked),
            "count",
            gettext_lazy("Gefragt, nicht bekannt"),
            gettext_lazy(
                "Wir haben nach Herkunft oder Anlass gefragt; sie wussten es nicht oder wollten es nicht sagen."
            ),
        ),
        Measure(
            "duplicates",
            float(reading.counted[DUPLICATES]),
            "count",
            gettext_lazy("Sichere Dubletten, noch offen"),
            gettext_lazy("Wer mit Sicherheit zweimal dasteht. Gezählt wird sofort, nicht erst in der Nacht."),
        ),
    )
