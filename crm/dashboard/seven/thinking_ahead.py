"""Goal 7: wishes flow into what we make, and nobody waits long to hear whether."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crm.dashboard.goal import VISION, Goal, Measure
from crm.dashboard.reading import Reading
from crm.lib.formats import count


def goal(reading: Reading) -> Goal:
    series = reading.series
    in_time, settled = series.total("wishes_decided")
    wishes, _none = series.total("wish")
    return Goal(
        code="thinking_ahead",
        title=gettext_lazy("Vorausdenken"),
        vision=gettext_lazy("… den Mitbewerbern immer einen Schritt voraus"),
        meaning=gettext_lazy(
            "Wünsche, über deren Idee innerhalb von 30 Tagen entschieden wurde. Gezählt sind Wünsche, über die in "
            "13 Wochen entschieden wurde oder deren 30 Tage in dieser Zeit um waren."
        ),
        target=VISION["thinking_ahead"],
        value=100 * in_time / settled if settled else None,
        unit="percent",
        measured_at=reading.now,
        words=_("in 30 Tagen entschieden"),
        reason="" if settled else _("Noch kein Wunsch, über den zu entscheiden war."),
        lead=_lead(wishes),
        trend=series.shares(series.flow["wishes_decided"]),
        measures=_measures(reading, wishes=wishes, settled=settled),
    )


def _lead(wishes: int) -> str:
    if not wishes:
        return _("Noch kein Wunsch in 13 Wochen.")
    return ngettext("%(n)s Wunsch in 13 Wochen.", "%(n)s Wünsche in 13 Wochen.", wishes) % {
        "n": count(wishes)
    }


def _measures(reading: Reading, *, wishes: int, settled: int) -> tuple[Measure, ...]:
    built, _none = reading.series.total("ideas_built")
    told, _none = reading.series.total("customers_told")
    remarks, _none = reading.series.total("competitor")
    return (
        Measure(
            "wishes",
            float(wishes),
            "count",
            gettext_lazy("Wünsche"),
            gettext_lazy("Wünsche, die Kundinnen und Kunden in 13 Wochen geäußert haben."),
        ),
        Measure(
            "wishes_settled",
            float(settled),
            "count",
            gettext_lazy("Wünsche, die zählen"),
            gettext_lazy("Darüber ist entschieden, oder die 30 Tage sind um."),
        ),
        Measure(
            "ideas_built",
            float(built),
            "count",
            gettext_lazy("Umgesetzte Ideen"),
            gettext_lazy("Ideen, die wir in 13 Wochen umgesetzt haben."),
        ),
        Measure(
            "customers_told",
            float(told),
            "count",
            gettext_lazy("Kundinnen und Kunden, die davon gehört haben"),
            gettext_lazy("So viele haben in 13 Wochen von uns gehört, dass ihr Wunsch umgesetzt ist."),
        ),
        Measure(
            "competitor_remarks",
            float(remarks),
            "count",
            gettext_lazy("Hinweise auf den Mitbewerb"),
            gettext_lazy("Was Kundinnen und Kunden in 13 Wochen über andere Anbieter gesagt haben."),
        ),
    )
