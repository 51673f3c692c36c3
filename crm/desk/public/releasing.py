"""A message from quarantine that is real after all: it goes on as if it had never waited, with its own time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Contact
from crm.company.models import User
from crm.desk.capture import CaptureConflict
from crm.desk.public.message import message_in
from crm.desk.public.receiving import record
from crm.lib.acts import refuse
from feedback.message_files import release_files
from feedback.models import QuarantinedMessage
from feedback.public_pages import public_pages
from feedback.quarantine import EMPTY


@transaction.atomic
def release(pk: int, *, by: User, at: datetime) -> Contact | None:
    """It is real. None when somebody judged it meanwhile. Raises Refused where the contact cannot be made."""
    row = QuarantinedMessage.objects.select_for_update().filter(pk=pk, judged_at=None).first()
    if row is None:
        return None
    try:
        pages = public_pages()
        gone_on = record(message_in(row), pages=pages, received_at=row.received_at, told_at=at)
    except CaptureConflict:
        raise refuse("", _("Diese Nachricht ist schon als Kontakt da.")) from None
    assert pages.writer is not None
    release_files(row, gone_on.contact, gone_on.case, by=pages.writer, at=at)
    done = {"contact": gone_on.contact, "judged_at": at, "judged_by": by, "emptied_at": at}
    QuarantinedMessage.objects.filter(pk=pk).update(**done, **EMPTY)
    return gone_on.contact
