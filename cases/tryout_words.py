"""The moments of a try-out as the entries of a story, day by day, in the words of the case's own story."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import DeadlineKind
from cases.recipients import Recipient
from cases.step_words import event_data, sentence
from cases.story import Day
from cases.story_entry import Entry
from cases.story_words import due_words
from cases.tryout import Moment, What
from crm.company.models import User
from crm.lib.formats import due_moment


def entry_of(moment: Moment, *, team: str, users: dict[int, User]) -> Entry:
    """One moment in words."""
    if moment.what == What.RUNG:
        return _rung(moment, users)
    if moment.what == What.MISSED:
        who, did = {
            DeadlineKind.FIRST_RESPONSE: (
                _("Das Versprechen ist gebrochen"),
                _("die Antwort war bis jetzt zugesagt"),
            ),
            DeadlineKind.FOLLOW_UP: (_("Die Wiedervorlage ist da"), ""),
            DeadlineKind.RESOLUTION: (_("Die Frist zur Lösung ist um"), ""),
        }[DeadlineKind(moment.kind)]
        return Entry(at=moment.at, who=who, did=did, icon="warning", mark="late", small=True)
    if moment.what == What.RESUMED:
        did = _("der Vorgang ist wieder offen, seine Fristen laufen")
        return Entry(at=moment.at, who=_("Die Wartezeit ist um"), did=did, icon="clock", small=True)
    words = {"team": team, "owner": moment.owner or "", "names": _names(moment.heard_by, users)}
    return Entry(
        at=moment.at,
        who=_("Zurück an Team %(team)s") % words,
        did=_("%(owner)s ist länger nicht da, %(names)s erfährt davon") % words,
        icon="undo",
        mark="soon",
        small=True,
    )


def days_of(entries: Sequence[Entry], tz: tzinfo) -> list[Day]:
    """The entries by local day, the first one first."""
    grouped = groupby(entries, key=lambda entry: entry.at.astimezone(tz).date())
    return [Day(day, members[0].at, members) for day, found in grouped for members in [list(found)]]


def summary(moments: Sequence[Moment]) -> str:
    """How often it rings, and for how many."""
    rungs = [moment for moment in moments if moment.what == What.RUNG]
    if not rungs:
        return _("Bis dahin wird niemand benachrichtigt.")
    people = {who.user.pk for rung in rungs for who in rung.heard_by}
    rings = ngettext("Eine Stufe löst aus,", "%(count)d Stufen lösen aus,", len(rungs)) % {
        "count": len(rungs)
    }
    heard = ngettext("ein Mensch erfährt davon.", "%(count)d Menschen erfahren davon.", len(people)) % {
        "count": len(people)
    }
    return f"{rings} {heard}"


def next_words(moment: Moment | None, entry: Entry | None, *, now: datetime, tz: tzinfo) -> str:
    """What comes first after the chosen day."""
    if moment is None or entry is None:
        return ""
    words = {"moment": due_moment(moment.at, now=now, tz=tz), "who": entry.who, "did": entry.did}
    return _("Danach als Nächstes %(moment)s: %(who)s %(did)s") % words


def _rung(moment: Moment, users: dict[int, User]) -> Entry:
    late = moment.due_at is not None and moment.due_at <= moment.at
    words = {"names": _names(moment.heard_by, users), "what": due_words(moment.kind, late=late)}
    if moment.repeats:
        did = _("noch einmal an %(names)s, weil sich niemand kümmert: %(what)s") % words
    else:
        did = _("an %(names)s: %(what)s") % words
    return Entry(
        at=moment.at,
        who=_("Stufe %(step)s") % {"step": moment.step},
        did=did,
        icon="bell",
        mark="late" if late else "soon",
        small=bool(moment.repeats),
        note=sentence(event_data(moment.done)),
    )


def _names(heard_by: Sequence[Recipient], users: dict[int, User]) -> str:
    said = []
    for who in heard_by:
        instead = users.get(who.in_place_of or 0)
        name = (
            _("%(name)s (für %(absent)s)") % {"name": who.user, "absent": instead}
            if instead
            else str(who.user)
        )
        said.append(name)
    return ", ".join(said)
