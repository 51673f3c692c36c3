"""Voices and survey answers follow their contacts when cases are merged or split."""

from collections.abc import Sequence

from django.db.models import Model, QuerySet

from cases.following import Moved, complaints_are_told, rows_follow
from contacts.models import Contact
from feedback.models import Feedback, SurveyAnswer, VoiceKind


def follow_cases() -> None:
    """Called once at start."""
    rows_follow("voices", _voices)
    rows_follow("survey_answers", _survey_answers)
    complaints_are_told(_complain)


def _voices(moved: Moved, ids: Sequence[int] | None) -> list[int]:
    """The voices of the contacts; a receipt that is still owed is owed by the deadline that stands for it."""
    rows = Feedback.objects.filter(contact__in=moved.contact_ids, case=moved.source_id)
    gone = _ids(rows, ids)
    Feedback.objects.filter(pk__in=gone).update(case=moved.target_id)
    for before, now in moved.deadlines.items():
        Feedback.objects.filter(pk__in=gone, receipt=before).update(receipt=now)
    return gone


def _survey_answers(moved: Moved, ids: Sequence[int] | None) -> list[int]:
    """A low score whose first response is still owed."""
    rows = SurveyAnswer.objects.filter(promise__in=list(moved.deadlines), case=moved.source_id)
    gone = _ids(rows, ids)
    for before, now in moved.deadlines.items():
        SurveyAnswer.objects.filter(pk__in=gone, promise=before).update(case=moved.target_id, promise=now)
    return gone


def _ids(rows: "QuerySet[Model]", ids: Sequence[int] | None) -> list[int]:
    found = rows if ids is None else rows.filter(pk__in=list(ids))
    return list(found.order_by("pk").values_list("pk", flat=True))


def _complain(contacts: Sequence[Contact]) -> bool:
    return Feedback.objects.filter(contact__in=contacts, kind=VoiceKind.COMPLAINT).exists()
