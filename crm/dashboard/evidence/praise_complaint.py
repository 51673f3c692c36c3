"""Goal 5 opens the complaints: which were answered in time, and which were not."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When

from crm.company.permissions import Viewer
from crm.dashboard.evidence.inside import MOST_ROWS, seen_inside
from crm.dashboard.evidence.period import thirteen_weeks
from crm.dashboard.reading import Reading
from feedback.metrics import LATE, complaints, receipt_label
from feedback.models import Feedback


@dataclass(frozen=True)
class Complaint:
    voice: Feedback
    stand: str
    masked: bool


def rows(reading: Reading, viewer: Viewer) -> list[Complaint]:
    """Those of the 13 weeks, late ones first, then the newest; one statement."""
    found = (
        complaints(*thirteen_weeks(reading.today))
        .annotate(stand=receipt_label(reading.now))
        .annotate(late=Case(When(stand=LATE, then=Value(0)), default=Value(1), output_field=IntegerField()))
        .annotate(seen=seen_inside("contact", viewer))
        .select_related("case", "receipt", "contact__customer", "contact__topic")
        .order_by("late", "-at", "-id")[:MOST_ROWS]
    )
    return [Complaint(voice, voice.stand.removeprefix("receipt."), masked=not voice.seen) for voice in found]
