"""The sentence for each verb of a story. Values come from the event's data, written by the act itself."""

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cases.joint_words import JOINT
from cases.models import CaseEvent, DeadlineKind, Priority
from cases.note_words import NOTES
from cases.step_words import sentence
from cases.story_entry import Entry, Sentence, Teller, who
from cases.work_rows import waiting_words
from crm.lib.formats import due_moment


def _moment(iso: str, teller: Teller) -> str:
    """A moment out of the event's data, seen from the day of reading."""
    moment = parse_datetime(iso)
    return due_moment(moment, now=teller.now, tz=teller.tz) if moment else ""


def _opened(event: CaseEvent, teller: Teller) -> Entry:
    data: dict[str, Any] = event.data
    if data.get("solved"):
        did = _("und im selben Kontakt gelöst")
    else:
        words = {"team": data.get("team", ""), "moment": _moment(data.get("due_at", ""), teller)}
        if data.get("kind") == DeadlineKind.FIRST_RESPONSE:
            did = _("für Team %(team)s, Antwort versprochen bis %(moment)s") % words
        else:
            did = _("für Team %(team)s, Lösung bis %(moment)s") % words
    title = _("Vorgang angelegt")
    if "from" in data:
        title = _("#%(number)d angelegt") % {"number": data["from"]}
    elif "split_from" in data:
        title = _("Abgetrennt von #%(number)d") % {"number": data["split_from"]}
    return Entry(
        at=event.at,
        who=title,
        did=did,
        icon="arrow-to",
        small=True,
        case=data.get("from") or data.get("split_from"),
    )


def _paused(event: CaseEvent, teller: Teller) -> Entry:
    words = {"moment": _moment(event.data["until"], teller), "reason": event.text, "name": who(event)}
    did = _("bis %(moment)s: %(reason)s (%(name)s)") % words
    note = ""
    if event.data.get("told"):
        note = _("Zum %(count)d. Mal in Folge, die Teamleitung weiß davon.") % {
            "count": event.data["in_a_row"]
        }
    return Entry(
        at=event.at,
        who=waiting_words(event.data["kind"]),
        did=did,
        icon="pause",
        mark="wait",
        small=True,
        note=note,
    )


def _resumed(event: CaseEvent, _teller: Teller) -> Entry:
    if event.data.get("planned"):
        return Entry(at=event.at, who=_("Die Wartezeit ist um"), icon="clock", small=True)
    return Entry(at=event.at, who=who(event), did=_("arbeitet weiter"), icon="arrow-right", small=True)


def _handed_over(event: CaseEvent, _teller: Teller) -> Entry:
    data: dict[str, Any] = event.data
    words = {"team": data.get("team", ""), "owner": data.get("owner", "")}
    if words["owner"] and words["owner"] == who(event):
        did = _("übernimmt")
    elif words["owner"]:
        did = _("übergibt an %(owner)s, Team %(team)s") % words
    else:
        did = _("übergibt an Team %(team)s") % words
    return Entry(at=event.at, who=who(event), did=did, icon="arrow-to", small=not event.text, body=event.text)


def _returned(event: CaseEvent, _teller: Teller) -> Entry:
    did = _("%(owner)s ist länger nicht da, jetzt ist niemand Bestimmtes zuständig") % event.data
    who = _("Zurück an Team %(team)s") % event.data
    return Entry(at=event.at, who=who, did=did, icon="undo", mark="soon", small=True)


def due_words(kind: str, *, late: bool) -> str:
    """What an escalation says about the deadline it stands for."""
    return {
        DeadlineKind.FIRST_RESPONSE: (_("die Antwort ist überfällig"), _("die Antwort ist bald fällig")),
        DeadlineKind.FOLLOW_UP: (_("die Wiedervorlage ist fällig"), _("die Wiedervorlage ist bald fällig")),
        DeadlineKind.RESOLUTION: (_("die Lösung ist überfällig"), _("die Lösung ist bald fällig")),
    }[DeadlineKind(kind)][0 if late else 1]


def _escalated(event: CaseEvent, _teller: Teller) -> Entry:
    data: dict[str, Any] = event.data
    due = parse_datetime(data.get("due_at", ""))
    late = due is not None and due <= event.at
    what = due_words(data["kind"], late=late)
    return Entry(
        at=event.at,
        who=_("Eskalation, Stufe %(step)s") % {"step": data["step"]},
        did=_("an %(names)s: %(what)s") % {"names": ", ".join(data.get("to", [])), "what": what},
        icon="bell",
        mark="late" if late else "soon",
        small=True,
        note=sentence(data),
    )


def _acknowledged(event: CaseEvent, teller: Teller) -> Entry:
    moment = _moment(event.data.get("next_at", ""), teller)
    did = _("hat es gesehen und kümmert sich, Wiedervorlage %(moment)s") % {"moment": moment}
    return Entry(at=event.at, who=who(event), did=did, icon="eye", small=True)


def _resolved(event: CaseEvent, _teller: Teller) -> Entry | None:
    if event.data.get("at_once"):
        return None  # the sentence of the opening says it
    why = event.data.get("why", "")
    note = (
        _("Nicht informiert: %(why)s") % {"why": why}
        if why
        else _("Die Kundin oder der Kunde weiß Bescheid.")
    )
    return Entry(
        at=event.at,
        who=who(event),
        did=_("löst den Vorgang"),
        icon="check",
        mark="solved",
        body=event.text,
        note=" ".join([note, *_cause_and_measure(event)]),
    )


def _cause_and_measure(event: CaseEvent) -> list[str]:
    if "cause" not in event.data:
        return []
    said = {"cause": event.data["cause"], "measure": event.data["measure"]}
    return [_("Ursache: %(cause)s") % said, _("Maßnahme: %(measure)s") % said]


def _reopened(event: CaseEvent, _teller: Teller) -> Entry:
    if event.contact_id is not None:
        return Entry(
            at=event.at,
            who=_("Wieder offen"),
            did=_("durch den Kontakt darunter"),
            icon="undo",
            mark="soon",
            small=True,
        )
    return Entry(
        at=event.at,
        who=who(event),
        did=_("öffnet den Vorgang wieder"),
        icon="undo",
        mark="soon",
        body=event.text,
    )


def _moved(event: CaseEvent, teller: Teller) -> Entry:
    """Deadlines follow a newer version of their rule or calendar; which of them fall elsewhere now."""
    data: dict[str, Any] = event.data
    said = {
        "policy": _("Regel „%(name)s“, Fassung %(number)s"),
        "calendar": _("Kalender „%(name)s“, Fassung %(number)s"),
    }[data["what"]] % {"name": data["name"], "number": data["number"]}
    note = _changed(data["deadlines"], teller)
    return Entry(at=event.at, who=_("Fristen umgestellt"), did=said, icon="clock", small=True, note=note)


def _changed(deadlines: list[dict[str, str]], teller: Teller) -> str:
    """Which deadlines fall elsewhere now."""
    changed = [
        _("%(what)s jetzt %(now)s statt %(was)s")
        % {
            "what": DeadlineKind(each["kind"]).label,
            "now": _moment(each["due_at"], teller),
            "was": _moment(each["was"], teller),
        }
        for each in deadlines
    ]
    return "; ".join(changed) or _("Die Fristen fallen wie bisher.")


def _prioritised(event: CaseEvent, teller: Teller) -> Entry:
    data: dict[str, Any] = event.data
    words = {"now": Priority(data["priority"]).label, "was": Priority(data["was"]).label}
    return Entry(
        at=event.at,
        who=who(event),
        did=_("ändert die Dringlichkeit von „%(was)s“ auf „%(now)s“") % words,
        icon="flag",
        body=event.text,
        note=_changed(data["deadlines"], teller),
    )


def _cancelled(event: CaseEvent, _teller: Teller) -> Entry:
    did = _("Der einzige Kontakt wurde zurückgenommen (%(name)s)") % {"name": who(event)}
    return Entry(at=event.at, who=_("Storniert"), did=did, icon="close", small=True)


def _undone(event: CaseEvent, _teller: Teller) -> Entry:
    did = _("nimmt einen Kontakt zurück")
    if event.data.get("resolved_again"):
        did = _("nimmt einen Kontakt zurück, der Vorgang ist wieder gelöst")
    return Entry(at=event.at, who=who(event), did=did, icon="undo", small=True)


def _attributed(event: CaseEvent, _teller: Teller) -> Entry:
    did = _("ordnet den Vorgang K-%(number)s zu") % {"number": event.data["customer"]}
    return Entry(at=event.at, who=who(event), did=did, icon="user", small=True, note=event.text)


def _unattributed(event: CaseEvent, _teller: Teller) -> Entry:
    did = _("nimmt die Zuordnung zurück, der Vorgang ist wieder ohne Namen")
    return Entry(at=event.at, who=who(event), did=did, icon="undo", small=True)


SENTENCES: dict[str, Sentence] = (
    JOINT
    | NOTES
    | {
        "opened": _opened,
        "paused": _paused,
        "resumed": _resumed,
        "handed_over": _handed_over,
        "returned": _returned,
        "escalated": _escalated,
        "acknowledged": _acknowledged,
        "prioritised": _prioritised,
        "resolved": _resolved,
        "reopened": _reopened,
        "cancelled": _cancelled,
        "moved": _moved,
        "undone": _undone,
        "voided": _undone,
        "attributed": _attributed,
        "unattributed": _unattributed,
    }
)
