"""Goal 2: what can be solved at once is solved at once, and the customer need not come back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.metrics import CASE_EDGES
from crm.dashboard.goal import VISION, Goal, Measure
from crm.dashboard.reading import Reading
from crm.lib.formats import percent
from crm.lib.shares import interval

MEDIAN, MOST = 0.5, 0.9


def goal(reading: Reading) -> Goal:
    kept, base = reading.series.total("at_once_net")
    gross, _base = reading.series.total("at_once_gross")
    surely = interval(kept, base)
    return Goal(
        code="at_once",
        title=gettext_lazy("Sofort lösen"),
        vision=gettext_lazy("… 90\u202f% der möglichen Anliegen sofort …"),
        meaning=gettext_lazy(
            "Von den Anliegen aus 13 Wochen, die sich sofort lösen lassen: So viele waren beim ersten Kontakt "
            "gelöst, und die Kundin oder der Kunde kam in den 7 Tagen danach nicht mit demselben Anliegen wieder "
            "und sagte in keiner Umfrage, es sei nicht oder nur teilweise gelöst. "
            "Die letzten 7 Tage sind vorläufig."
        ),
        target=VISION["at_once"],
        value=100 * kept / base if base else None,
        unit="percent",
        measured_at=reading.now,
        words=_("netto, brutto %(share)s") % {"share": percent(gross / base)} if base else "",
        reason="" if base else _("Noch kein Anliegen, das zählt."),
        lead=_lead(reading),
        trend=reading.series.shares(reading.series.flow["at_once_net"]),
        provisional=1,  # the week that ends today: its customers may still come back
        interval=(100 * surely[0], 100 * surely[1]) if surely else None,
        measures=_measures(reading),
    )


def _lead(reading: Reading) -> str:
    if reading.slow_topic is None:
        return ""
    name, (kept, base) = reading.slow_topic
    return _("%(topic)s bremst (%(share)s).") % {"topic": name, "share": percent(kept / base, digits=0)}


def _measures(reading: Reading) -> tuple[Measure, ...]:
    series = reading.series
    gross, base = series.total("at_once_gross")
    nameless, named = series.total("nameless")
    impossible, inbound = series.total("not_possible")
    return (
        Measure(
            "gross",
            100 * gross / base if base else None,
            "percent",
            gettext_lazy("Brutto"),
            gettext_lazy(
                "Beim ersten Kontakt gelöst, auch wenn jemand mit demselben Anliegen wiederkam "
                "oder in der Umfrage widersprach."
            ),
        ),
        Measure(
            "base",
            float(base),
            "count",
            gettext_lazy("Anliegen, die zählen"),
            gettext_lazy("Eingehend, mit Namen, erster Kontakt, sofort lösbar, nicht storniert."),
        ),
        Measure(
            "nameless",
            100 * nameless / named if named else None,
            "percent",
            gettext_lazy("Ohne Namen"),
            gettext_lazy(
                "Ohne Namen weiß niemand, ob jemand wiederkam. Diese Anliegen zählen oben nicht mit."
            ),
        ),
        Measure(
            "not_possible",
            100 * impossible / inbound if inbound else None,
            "percent",
            gettext_lazy("Nicht sofort lösbar"),
            gettext_lazy(
                "Anliegen, die sich ihrer Art nach nicht sofort lösen lassen. Sie zählen oben nicht mit."
            ),
        ),
        Measure(
            "case_minutes_median",
            series.quantile("case_minutes", MEDIAN, CASE_EDGES),
            "minutes",
            gettext_lazy("Die übrigen, Hälfte"),
            gettext_lazy(
                "In dieser Arbeitszeit ist die Hälfte der Vorgänge gelöst. Warten auf Kunden zählt nicht."
            ),
        ),
        Measure(
            "case_minutes_p90",
            series.quantile("case_minutes", MOST, CASE_EDGES),
            "minutes",
            gettext_lazy("Die übrigen, 9 von 10"),
            gettext_lazy("In dieser Arbeitszeit sind neun von zehn Vorgängen gelöst."),
        ),
    )
