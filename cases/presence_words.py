"""Who else has a case open, said in one sentence each, and as one short word that changes when they change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.utils.translation import gettext as _

from cases.models import CasePresence
from crm.lib.formats import story_moment


@dataclass(frozen=True)
class Presence:
    """What the head of a case says. `version` is "" as long as nobody else is there."""

    lines: list[tuple[str, str]]
    version: str


def presence_words(there: Sequence[CasePresence], *, now: datetime, tz: tzinfo) -> Presence:
    """For each of those who are there the icon and the sentence."""
    keys = [f"{each.user_id}-{'w' if each.writing else int(each.since.timestamp())}" for each in there]
    return Presence([_line(each, now=now, tz=tz) for each in there], " ".join(keys))


def _line(sign: CasePresence, *, now: datetime, tz: tzinfo) -> tuple[str, str]:
    if sign.writing:
        return "pen", _("%(name)s schreibt gerade.") % {"name": sign.user}
    since = story_moment(sign.since, now=now, tz=tz)
    return "eye", _("%(name)s hat diesen Vorgang auch offen, seit %(time)s.") % {
        "name": sign.user,
        "time": since,
    }
