"""Goal 5: customers can praise and complain, and no complaint stays without an answer in time."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.dashboard.goal import VISION, Goal, Measure
from crm.dashboard.reading import Reading

THOUSAND: Final = 1_000


def goal(reading: Reading) -> Goal:
    series = reading.series
    in_time, decided = series.total("receipts")
    return Goal(
        code="praise_complaint",
        title=gettext_lazy("Lob und Beschwerde"),
        vision=gettext_lazy("… uns loben oder sich über uns beschweren können"),
        meaning=gettext_lazy(
            "Beschwerden aus 13 Wochen mit Vorgang, deren Eingang wir in der Frist bestätigt haben. "
            "Was noch Zeit hat oder entfallen ist, zählt nicht mit."
        ),
        target=VISION["praise_complaint"],
        value=100 * in_time / decided if decided else None,
        unit="percent",
        measured_at=reading.now,
        words=_("rechtzeitig bestätigt"),
        reason="" if decided else _("Noch keine Beschwerde, deren Eingang zu bestätigen war."),
        lead=_lead(reading),
        rest=" " + _("je 1.000 Kontakte."),
        trend=series.shares(series.flow["receipts"]),
        measures=_measures(reading),
    )


def _per_thousand(reading: Reading, kind: str) -> float | None:
    contacts = reading.series.total("contacts")[0]
    return THOUSAND * reading.series.total(kind)[0] / contacts if contacts else None


def _lead(reading: Reading) -> str:
    praise, complaints = (_per_thousand(reading, kind) for kind in ("praise", "complaint"))
    return _("%(praise)s Lob, %(complaints)s Beschwerden") % {
        "praise": round(praise or 0),
        "complaints": round(complaints or 0),
    }


def _measures(reading: Reading) -> tuple[Measure, ...]:
    dropped, _all = reading.series.total("receipts_dropped")
    return (
        Measure(
            "praise_per_1000",
            _per_thousand(reading, "praise"),
            "per_thousand",
            gettext_lazy("Lob"),
            gettext_lazy("Lob je 1.000 Kontakte in 13 Wochen."),
        ),
        Measure(
            "complaints_per_1000",
            _per_thousand(reading, "complaint"),
            "per_thousand",
            gettext_lazy("Beschwerden"),
            gettext_lazy("Beschwerden je 1.000 Kontakte in 13 Wochen."),
        ),
        Measure(
            "complaints_decided",
            float(reading.series.total("receipts")[1]),
            "count",
            gettext_lazy("Beschwerden, die zählen"),
            gettext_lazy("Der Eingang ist bestätigt, oder die Frist dafür ist vorbei."),
        ),
        Measure(
            "complaints_dropped",
            float(dropped),
            "count",
            gettext_lazy("Bestätigung entfallen"),
            gettext_lazy(
                "Wer nicht erreichbar ist oder selbst abholt, bekommt keine Bestätigung. Zählt oben nicht mit."
            ),
        ),
    )
