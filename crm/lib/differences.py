"""Somebody was faster: what they changed beside what stands in one's own form, and who it was."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from crm.lib.formats import due_short


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One value that changed meanwhile: before, now, and in this form. `clash`: both sides changed it."""

    label: str
    then: str
    now: str
    mine: str
    clash: bool


def faster_words(row: Model, *, since: datetime | None = None, now: datetime, tz: tzinfo) -> str:
    """ "Jemand war schneller. Milan Kovač hat das geändert (14:58). Ihre Eingaben sind noch da."

    Nobody is named where the history of `row` has nothing after `since`: then it was changed from another page.
    """
    history: Any = row.history  # type: ignore[attr-defined]
    last = history.select_related("history_user").order_by("-history_id").first()
    kept = _("Ihre Eingaben sind noch da.")
    if last is None or last.history_user is None or (since is not None and last.history_date <= since):
        return f"{_('Jemand war schneller.')} {kept}"
    words = {"name": last.history_user, "moment": due_short(last.history_date, now=now, tz=tz)}
    return f"{_('Jemand war schneller. %(name)s hat das geändert (%(moment)s).') % words} {kept}"
