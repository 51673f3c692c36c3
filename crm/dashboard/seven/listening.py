"""Goal 6: we ask. As long as nobody has been asked, it has no figure, and says so."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.dashboard.goal import Goal
from crm.dashboard.reading import Reading


def goal(reading: Reading) -> Goal:
    return Goal(
        code="listening",
        title=gettext_lazy("Zuhören"),
        vision=gettext_lazy("… dass wir sie sogar aktiv fragen"),
        meaning=gettext_lazy("Schlechte Noten aus Umfragen, um die sich jemand gekümmert hat."),
        target=100,
        value=None,
        unit="percent",
        measured_at=reading.now,
        words=_("noch nicht bekannt"),
        reason=_("Bisher haben wir noch niemanden in einer Umfrage gefragt."),
    )
