"""Files put to a note: checked for kind, size and name, and kept where nothing serves them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.core.files import File
from django.db.models import Model
from django.utils.translation import gettext as _

from cases.attachment_files import forget, keep, new_key
from cases.models import Attachment, CaseEvent
from crm.lib.acts import Refused
from crm.lib.file_kinds import clean_name, kind_of

MEGABYTE = 1024 * 1024
Kept = TypeVar("Kept", bound=Model)
"""A table with `key`, `name`, `kind`, `size` and `sha256` of a file each."""


def checked_files(files: "Sequence[File[bytes]]", *, most: int = 0) -> list[tuple[str, str]]:
    """Name and kind of each file, `most` at once. Raises Refused with one sentence per file that is not taken."""
    wrong, found = [], []
    most = most or settings.ATTACHMENTS_AT_ONCE
    if len(files) > most:
        wrong.append(_("Höchstens %(most)d Dateien auf einmal.") % {"most": most})
    for file in files[:most]:
        name = clean_name(file.name or "")
        kind = kind_of(name, file) if file.size else None
        trouble = _trouble(name, file.size, kind)
        if trouble:
            wrong.append(trouble)
        elif kind is not None:
            found.append((name, kind))
    if wrong:
        wrong.append(_("Bitte wählen Sie die Dateien noch einmal aus; Ihr Text ist noch da."))
        raise Refused({"uploads": wrong})
    return found


def _trouble(name: str, size: int, kind: str | None) -> str:
    said = {"name": name or _("Datei"), "most": settings.ATTACHMENT_LARGEST // MEGABYTE}
    if size > settings.ATTACHMENT_LARGEST:
        return _("„%(name)s“ ist zu groß: höchstens %(most)d MB je Datei.") % said
    if not size:
        return _("„%(name)s“ ist leer.") % said
    if kind is None:
        return (
            _(
                "„%(name)s“ nehmen wir nicht an. Möglich sind Bilder, PDF, Text, Ton, Video und Dokumente aus "
                "Office-Programmen ohne Makros; die Endung muss zum Inhalt passen."
            )
            % said
        )
    return ""


def attach(
    event: CaseEvent, files: "Sequence[File[bytes]]", found: Sequence[tuple[str, str]]
) -> list[Attachment]:
    """Keep `files`, checked as `found`, with an event that is already written; must live inside its transaction.

    The event's data name them, so that the story needs no further statement. A file without its row is never
    reachable; a row without its file never comes about, since the bytes are on the disk first.
    """
    return kept_rows(
        [
            Attachment(event=event, key=new_key(), name=name, kind=kind, size=file.size)
            for file, (name, kind) in zip(files, found, strict=True)
        ],
        files,
    )


def kept_rows(rows: list[Kept], files: "Sequence[File[bytes]]") -> list[Kept]:
    """Write the bytes of new `rows` and then the rows, inside the caller's transaction; on trouble no byte stays."""
    new: list[Any] = list(rows)
    try:
        for row, file in zip(new, files, strict=True):
            row.sha256 = keep(row.key, file)
        if new:
            type(new[0]).objects.bulk_create(new)
    except BaseException:
        for row in new:
            forget(row.key)
        raise
    return rows


def told(attachments: Sequence[Attachment]) -> list[dict[str, Any]]:
    """As an event's data carry them."""
    return [{"key": row.key, "name": row.name, "kind": row.kind, "size": row.size} for row in attachments]
