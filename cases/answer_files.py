"""Files that belong to an answer: a price list, a drawing. Kept and handed out like those of notes."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from cases.answer_writing import may_write
from cases.attaching import checked_files, kept_rows
from cases.attachment_files import forget, new_key
from cases.models import Answer, AnswerFile
from crm.company.models import User
from crm.lib.acts import NotAllowed, refuse
from crm.lib.history import save_as

MOST_FILES = 8


@transaction.atomic
def add_files(answer_id: int, files: "Sequence[File[bytes]]", *, by: User, at: datetime) -> list[AnswerFile]:
    """Keep them with the answer; its history tells their names. Raises Refused, NotAllowed, Answer.DoesNotExist."""
    answer = _locked(answer_id, by=by)
    if not files:
        raise refuse("uploads", _("Bitte wählen Sie eine Datei."))
    found = checked_files(files)
    if answer.files.count() + len(files) > MOST_FILES:
        raise refuse("uploads", _("Höchstens %(most)d Dateien je Antwort.") % {"most": MOST_FILES})
    kept = kept_rows(
        [
            AnswerFile(answer=answer, key=new_key(), name=name, kind=kind, size=file.size)
            for file, (name, kind) in zip(files, found, strict=True)
        ],
        files,
    )
    names = ", ".join(row.name for row in kept)
    save_as(answer, by=by, at=at, reason=_("Dateien dazu: %(names)s") % {"names": names})
    return kept


@transaction.atomic
def remove_answer_file(answer_id: int, key: str, *, by: User, at: datetime) -> None:
    """Row and bytes go. One that is gone already changes nothing. Raises NotAllowed, Answer.DoesNotExist."""
    answer = _locked(answer_id, by=by)
    row = answer.files.filter(key=key).first()
    if row is None:
        return
    row.delete()
    transaction.on_commit(lambda: forget(key))
    save_as(answer, by=by, at=at, reason=_("Datei „%(name)s“ entfernt") % {"name": row.name})


def _locked(answer_id: int, *, by: User) -> Answer:
    answer = Answer.objects.select_for_update(of=("self",)).get(pk=answer_id)
    if not may_write(by, answer):
        raise NotAllowed
    return answer
