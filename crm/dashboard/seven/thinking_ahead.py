"""Goal 7: wishes flow into what we make. They are recorded; how fast they are decided is not yet."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crm.dashboard.goal import Goal, Measure
from crm.dashboard.reading import Reading


def goal(reading: Reading) -> Goal:
    wishes, _none = reading.series.total("wish")
    return Goal(
        code="thinking_ahead",
        title=gettext_lazy("Vorausdenken"),
        vision=gettext_lazy("… den Mitbewerbern immer einen Schritt voraus"),
        meaning=gettext_lazy("Wünsche, über die innerhalb von 30 Tagen entschieden ist."),
        target=100,
        value=None,
        unit="percent",
        measured_at=reading.now,
        words=_("noch nicht bekannt"),
        reason=_("Wünsche werden erfasst, Entscheidungen darüber noch nicht."),
        lead=_lead(wishes),
        measures=(
            Measure(
                "wishes",
                float(wishes),
                "count",
                gettext_lazy("Wünsche"),
                gettext_lazy("Wünsche, die Kundinnen und Kunden in 13 Wochen geäußert haben."),
            ),
        ),
    )


def _lead(wishes: int) -> str:
    if not wishes:
        return _("Noch kein Wunsch in 13 Wochen.")
    return ngettext("%(n)s Wunsch in 13 Wochen.", "%(n)s Wünsche in 13 Wochen.", wishes) % {"n": wishes}
