"""Goal 1: everybody with customer contact captures. Only ever for the whole company, never per person."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.metrics import CAPTURE_EDGES
from contacts.models import Channel
from crm.dashboard.goal import VISION, Goal, Measure
from crm.dashboard.reading import Reading
from crm.dashboard.series import WEEKS
from crm.lib.formats import duration

MEDIAN = 0.5


def goal(reading: Reading) -> Goal:
    captured = reading.counted["people.captured"]
    present = captured + reading.counted["people.silent"]
    series = reading.series
    trend = series.shares({**series.stock["capture_people"], WEEKS - 1: (captured, present)})
    minutes = series.quantile("capture_minutes", MEDIAN, CAPTURE_EDGES)
    return Goal(
        code="capture",
        title=gettext_lazy("Erfassen"),
        vision=gettext_lazy("… die Kundenkontakte sofort erfassen …"),
        meaning=gettext_lazy(
            "Alle mit Kundenkontakt, die an einem der letzten fünf Arbeitstage da waren: "
            "So viele von ihnen haben in dieser Zeit mindestens einen Kontakt erfasst."
        ),
        target=VISION["capture"],
        value=trend[-1][1],
        unit="percent",
        measured_at=reading.now,
        words=_("%(captured)s von %(present)s erfassen") % {"captured": captured, "present": present},
        reason="" if present else _("In den letzten fünf Arbeitstagen war niemand mit Kundenkontakt da."),
        lead=_lead(minutes),
        trend=trend,
        measures=(
            Measure(
                "capture_minutes_median",
                minutes,
                "minutes",
                gettext_lazy("Zeit bis zum Erfassen"),
                gettext_lazy("In dieser Zeit ist die Hälfte der Kontakte aus 13 Wochen erfasst."),
            ),
            *_encounters(reading),
        ),
    )


def _lead(minutes: float | None) -> str:
    if minutes is None:
        return ""
    if minutes < 1:
        return _("Die Hälfte ist in unter einer Minute erfasst.")
    return _("Die Hälfte ist nach %(duration)s erfasst.") % {"duration": duration(round(minutes))}


def _encounters(reading: Reading) -> list[Measure]:
    met = reading.series.parts["encounters"]
    return [
        Measure(
            f"encounters_{channel.value}",
            float(met[f"channel:{channel.value}"][0]),
            "count",
            _("Begegnungen: %(channel)s") % {"channel": channel.label},
            gettext_lazy("Besuche, Anrufe oder Nachrichten in 13 Wochen, bis gestern."),
        )
        for channel in Channel
        if f"channel:{channel.value}" in met
    ]
