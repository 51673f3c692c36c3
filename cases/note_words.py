"""How a story tells of notes and of the files that came with them."""

from django.utils.translation import gettext as _

from cases.models import CaseEvent
from cases.story_entry import AttachedFile, Entry, Sentence, Teller, who
from cases.visibility import may_remove


def _noted(event: CaseEvent, teller: Teller) -> Entry:
    carried = event.data.get("files", [])
    removable = bool(carried) and may_remove(teller.viewer, teller.case, event, now=teller.now)
    files = tuple(AttachedFile(each["key"], each["name"], each["size"], removable) for each in carried)
    did = _("notiert") if event.text else _("legt ab")
    return Entry(
        at=event.at,
        who=who(event),
        did=did,
        icon="pen" if event.text else "upload",
        body=event.text,
        files=files,
    )


def _file_removed(event: CaseEvent, _teller: Teller) -> Entry:
    did = _("entfernt die Datei „%(name)s“") % {"name": event.data["name"]}
    return Entry(at=event.at, who=who(event), did=did, icon="trash", body=event.text)


NOTES: dict[str, Sentence] = {"noted": _noted, "file_removed": _file_removed}
