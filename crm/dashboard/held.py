"""Since when a goal is held: the weeks at the end that all hold it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Held:
    """`since`: the first day of the unbroken weeks at the end; `weeks`: how many they are; `longer`: they reach back as
    far as one can see. `last`: the last day of the newest week that held it. `known`: weeks with a figure.
    """

    since: date | None
    weeks: int
    longer: bool
    last: date | None
    known: int

    @property
    def words(self) -> str:
        """ "gehalten seit 12.10. (6 Wochen)"; nothing where no week has a figure."""
        if not self.known:
            return ""
        if self.longer:
            return _("gehalten seit mindestens %(weeks)s Wochen") % {"weeks": self.weeks}
        if self.since is not None:
            words = {"day": date_format(self.since, _("j.n.")), "weeks": self.weeks}
            told = ngettext(
                "gehalten seit %(day)s (%(weeks)s Woche)",
                "gehalten seit %(day)s (%(weeks)s Wochen)",
                self.weeks,
            )
            return told % words
        if self.last is not None:
            return _("zuletzt gehalten in der Woche bis %(day)s") % {"day": date_format(self.last, _("j.n."))}
        return ngettext(
            "in %(weeks)s Woche noch nicht gehalten",
            "in %(weeks)s Wochen noch nie gehalten",
            self.known,
        ) % {"weeks": self.known}


def held(weeks: Sequence[tuple[date, bool | None]]) -> Held:
    """`weeks`: the last day of each and whether it held the goal, None where nothing was counted; the newest last."""
    known = [(day, kept) for day, kept in weeks if kept is not None]
    run = [day for day, _kept in takewhile(lambda week: week[1], reversed(known))]
    return Held(
        since=run[-1] - WEEK + timedelta(days=1) if run else None,
        weeks=len(run),
        longer=0 < len(run) == len(weeks),
        last=next((day for day, kept in reversed(known) if kept), None),
        known=len(known),
    )
