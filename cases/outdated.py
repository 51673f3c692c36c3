"""Somebody was faster: who changed what when, in one sentence."""

from datetime import datetime, tzinfo
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from cases.models import Case
from crm.lib.formats import due_short


def faster_words(case: Case, *, sees: bool, since: int, typed: bool, now: datetime, tz: tzinfo) -> str:
    """`sees`: the matter is for this person's eyes; `since`: the version they saw; `typed`: there is text to keep."""
    kept = [_("Ihr Text ist noch da.")] if typed else []
    states = list(
        case.history.filter(version__gte=since).select_related("history_user").order_by("history_id")
    )
    change = _last_change(states) if sees else None
    if change is None or change[0].history_user is None:
        return " ".join([_("Jemand war schneller."), *kept])
    state, what = change
    words = {
        "name": state.history_user,
        "moment": due_short(state.history_date, now=now, tz=tz),
        "what": _(" und ").join(what) or _("den Vorgang"),
    }
    said = _("Jemand war schneller. %(name)s hat um %(moment)s %(what)s geändert.") % words
    return " ".join([said, *kept])


def _last_change(states: list[Any]) -> tuple[Any, list[str]] | None:
    """The newest entry that changed something one can name, and what; else the newest of all."""
    named = {
        "owner_id": _("die Zuständigkeit"),
        "team_id": _("das Team"),
        "status": _("den Stand"),
        "priority": _("die Dringlichkeit"),
        "title": _("den Titel"),
        "topic_id": _("das Anliegen"),
    }
    for before, after in reversed(list(pairwise(states))):
        what = [word for field, word in named.items() if getattr(before, field) != getattr(after, field)]
        if what:
            return after, what
    return (states[-1], []) if len(states) > 1 else None
