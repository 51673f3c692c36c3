"""What colleagues write down for each other about a case, and the files they put to it."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from cases.attaching import attach, checked_files, told
from cases.mentions import check_mentions, tell_mentioned
from cases.models import Case, CaseEvent
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.lengths import fitting


@transaction.atomic
def add_note(
    case_id: int, *, text: str, files: "Sequence[File[bytes]]" = (), by: User, at: datetime
) -> CaseEvent:
    """Write something down, or put files to the case; who is named with @ hears of it. Moves no deadline."""
    text = fitting("text", text, 20_000)
    if not text and not files:
        raise refuse("text", _("Bitte schreiben Sie eine Notiz."))
    found = checked_files(files)
    case = Case.objects.select_for_update(of=("self",)).select_related("topic").get(pk=case_id)
    named = check_mentions(case, text, at=at)
    event = CaseEvent.objects.create(case=case, at=at, by=by, verb="noted", text=text)
    tell_mentioned(case, named, by=by, at=at, key=event.pk)
    if files:
        event.data = {"files": told(attach(event, files, found))}
        event.save(update_fields=["data"])
    return event
