"""What a rung did, in words: for the story, for the notice, and for whoever had the case before."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cases.models import Priority
from cases.step_acts import Done


def event_data(done: Done) -> dict[str, str]:
    """What a rung did, as plain values for the story."""
    data = {"raised_to": done.raised_to} if done.raised_to else {}
    if done.reassigned:
        data |= {"owner": str(done.after or ""), "from_owner": str(done.before or "")}
    return data


def sentence(data: dict[str, str]) -> str:
    """What a rung did, in words, out of `event_data`; empty for a rung that only told."""
    said = []
    if data.get("raised_to"):
        said.append(
            _("Die Dringlichkeit ist jetzt %(priority)s.") % {"priority": Priority(data["raised_to"]).label}
        )
    if "owner" in data:
        words = {"owner": data["owner"], "before": data["from_owner"]}
        if not data["owner"]:
            said.append(_("Der Vorgang ist wieder beim Team, bisher zuständig war %(before)s.") % words)
        elif data["from_owner"]:
            said.append(_("Zuständig ist jetzt %(owner)s, bisher %(before)s.") % words)
        else:
            said.append(_("Zuständig ist jetzt %(owner)s.") % words)
    return " ".join(said)
