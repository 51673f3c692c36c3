"""What became of new customers, as far as voices tell it."""

from typing import Final

from django.db.models import Exists, OuterRef

from contacts.origin_metrics import FIRST_DAYS
from feedback.models import Feedback, VoiceKind

COMPLAINED: Final = "complained"


def complained() -> Exists:
    """A complaint within the first 90 days."""
    said = Feedback.objects.filter(
        kind=VoiceKind.COMPLAINT, contact__void=None, contact__customer=OuterRef("pk")
    )
    return Exists(said.filter(at__gte=OuterRef("created_at"), at__lt=OuterRef("created_at") + FIRST_DAYS))
