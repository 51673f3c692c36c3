"""Files that came with a message from the outside: few, checked like every attachment, and never shown by a browser.

With a message that looks like spam they wait; a case takes them over; spam loses them with its words. A voice that gets
its case only by sorting keeps them, and the case shows them as long as it is the case of that voice. They are the first
to be refused when much of what waits brought files: the words are what must not be lost.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.core.files import File
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils.translation import gettext as _

from cases.attaching import checked_files, kept_rows, told
from cases.attachment_files import forget, new_key
from cases.margin import tell_brought
from cases.models import Attachment, Case, CaseContact, CaseEvent
from contacts.models import Contact
from crm.company.models import User
from crm.company.permissions import Viewer
from crm.lib.acts import Refused
from feedback.models import MessageFile, QuarantinedMessage
from feedback.reading import readable_voices

MOST: Final = 3
ROOM: Final = 200 * 1024 * 1024
"""Bytes that may wait in quarantine."""

Files = Sequence["File[bytes]"]
Found = list[tuple[str, str]]


def checked(files: Files) -> Found:
    """Name and kind of each. Raises Refused, in words for whoever sent them."""
    return checked_files(files, most=MOST) if files else []


def keep_aside(message: QuarantinedMessage, files: Files, found: Found) -> None:
    """With a message that waits for somebody's look. Raises Refused where no room is left for files."""
    wait = MessageFile.objects.filter(contact=None).aggregate(size=Sum("size"))["size"] or 0
    if wait + sum(file.size for file in files) > ROOM:
        raise Refused(
            {
                "uploads": [
                    _("Gerade können wir keine Dateien annehmen. Bitte senden Sie Ihre Nachricht ohne.")
                ]
            }
        )
    _keep(files, found, message=message)


def keep_with(
    contact: Contact, case: Case | None, files: Files, found: Found, *, by: User, at: datetime
) -> None:
    """With the case a message became, or with the contact where it became none."""
    _keep(files, found, contact=contact)
    if case is not None:
        _hand_on(list(MessageFile.objects.filter(contact=contact)), case, by=by, at=at)


def release_files(
    message: QuarantinedMessage, contact: Contact, case: Case | None, *, by: User, at: datetime
) -> None:
    """The message was real: what waited goes on with it."""
    rows = list(message.files.all())
    if case is not None:
        _hand_on(rows, case, by=by, at=at)
    else:
        MessageFile.objects.filter(pk__in=[row.pk for row in rows]).update(message=None, contact=contact)


def brought_to(case: Any, who: Viewer) -> QuerySet[MessageFile]:
    """What came with the voices of a case, as far as this person reads them. `case`: its key, or a slot for it."""
    voices = readable_voices(who).filter(case__isnull=False)
    together = CaseContact.objects.filter(case=case)
    return MessageFile.objects.filter(
        Exists(voices.filter(contact=OuterRef("contact"))), contact__in=together.values("contact")
    )


def tell_cases_of_files() -> None:
    """Called once at start."""
    tell_brought(brought_to, address="message_file")


def forget_files(messages: Collection[int]) -> None:
    """Of spam, once its words go; the bytes as soon as that is certain."""
    rows = MessageFile.objects.filter(message__in=messages)
    for key in rows.values_list("key", flat=True):
        transaction.on_commit(partial(forget, key))
    rows.delete()


def _keep(
    files: Files, found: Found, *, message: QuarantinedMessage | None = None, contact: Contact | None = None
) -> None:
    kept_rows(
        [
            MessageFile(message=message, contact=contact, key=new_key(), name=name, kind=kind, size=file.size)
            for file, (name, kind) in zip(files, found, strict=True)
        ],
        files,
    )


def _hand_on(rows: list[MessageFile], case: Case, *, by: User, at: datetime) -> None:
    """The bytes stay where they lie; from now on the case has them."""
    if not rows:
        return
    event = CaseEvent.objects.create(case=case, at=at, by=by, verb="noted")
    attachments = Attachment.objects.bulk_create(
        Attachment(event=event, key=row.key, name=row.name, kind=row.kind, size=row.size, sha256=row.sha256)
        for row in rows
    )
    event.data = {"files": told(attachments)}
    event.save(update_fields=["data"])
    MessageFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
