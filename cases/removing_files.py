"""A file that should not lie there is taken away for good; the story and the history keep that it was, who, and why."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.attachment_files import forget
from cases.models import Attachment, Case, CaseEvent
from cases.visibility import may_remove
from crm.company.models import User
from crm.company.permissions import viewer_of
from crm.company.presence import company_day
from crm.lib.acts import NotAllowed, refuse
from crm.lib.history import save_as
from crm.lib.lengths import fitting


@transaction.atomic
def remove_file(key: str, *, reason: str, by: User, at: datetime) -> CaseEvent:
    """Row and bytes go; the bytes once that is certain. Raises Refused, NotAllowed, Attachment.DoesNotExist.

    It makes nothing outdated that somebody is typing: the version of the case stays.
    """
    case_id = Attachment.objects.values_list("event__case", flat=True).get(key=key)
    case = Case.objects.select_for_update(of=("self",)).select_related("topic").get(pk=case_id)
    row = Attachment.objects.select_for_update(of=("self",)).select_related("event").get(key=key)
    if not may_remove(viewer_of(by, today=company_day(at)), case, row.event, now=at):
        raise NotAllowed
    reason = fitting("reason", reason, 200)
    if not reason:
        raise refuse("reason", _("Bitte schreiben Sie, warum."))
    row.delete()
    transaction.on_commit(lambda: forget(key))
    _tell_note(row.event, key)
    said = _("Datei „%(name)s“ entfernt: %(reason)s") % {"name": row.name, "reason": reason}
    save_as(case, by=by, at=at, reason=said, update_fields=["version"])
    return CaseEvent.objects.create(
        case=case, at=at, by=by, verb="file_removed", text=reason, data={"name": row.name}
    )


def _tell_note(note: CaseEvent, key: str) -> None:
    """The note that brought the file does not offer it any more."""
    note.data["files"] = [each for each in note.data["files"] if each["key"] != key]
    note.save(update_fields=["data"])
