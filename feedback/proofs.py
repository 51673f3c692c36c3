"""Counts whether every complaint has its case and its receipt."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, Q

from crm.lib.proofs import Proof, counted
from feedback.models import Feedback, VoiceKind


def proofs(_now: datetime) -> Iterator[Proof]:
    """Promise 6, for complaints."""
    complaints = Feedback.objects.filter(kind=VoiceKind.COMPLAINT)
    lost = Q(case=None) | Q(receipt=None) | ~Q(receipt__case=F("case"))
    yield counted(
        6, "Beschwerde hat Vorgang und Eingangsbestätigung", of=complaints, broken=complaints.filter(lost)
    )
    unmarked = complaints.filter(case__is_complaint=False)
    yield counted(6, "Ihr Vorgang ist als Beschwerde erkennbar", of=complaints, broken=unmarked)
