"""Counts whether every complaint has its case and its receipt, and every low score somebody who cares."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop

from crm.lib.proofs import Proof, counted
from feedback.models import LOW, Feedback, Idea, SurveyAnswer, VoiceKind


def proofs(_now: datetime) -> Iterator[Proof]:
    """Promise 6, for complaints and low scores; promise 8 for ideas."""
    complaints = Feedback.objects.filter(kind=VoiceKind.COMPLAINT)
    lost = Q(case=None) | Q(receipt=None) | ~Q(receipt__case=F("case"))
    yield counted(
        6,
        gettext_noop("Beschwerde hat Vorgang und Eingangsbestätigung"),
        of=complaints,
        broken=complaints.filter(lost),
    )
    unmarked = complaints.filter(case__is_complaint=False)
    yield counted(6, gettext_noop("Ihr Vorgang ist als Beschwerde erkennbar"), of=complaints, broken=unmarked)
    low = SurveyAnswer.objects.filter(LOW, unreachable=False)
    lost = Q(case=None) | Q(promise=None) | ~Q(promise__case=F("case"))
    astray = lost | ~Q(case__customer=F("invitation__customer"))
    yield counted(
        6, gettext_noop("Schlechte Note hat Vorgang und Versprechen"), of=low, broken=low.filter(astray)
    )
    tracked: Any = Idea
    entries: QuerySet[Any] = tracked.history.filter(id=OuterRef("pk"), status=OuterRef("status"))
    ideas = Idea.objects.all()
    yield counted(8, gettext_noop("Verlauf zu jeder Idee"), of=ideas, broken=ideas.exclude(Exists(entries)))
