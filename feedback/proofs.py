"""Counts whether every complaint has its case and its receipt, and every low score somebody who cares."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop

from cases.attachment_files import path_of
from crm.lib.proofs import Proof, counted
from feedback.models import LOW, Feedback, Idea, IdeaWish, MessageFile, SurveyAnswer, VoiceKind


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
    yield _files_lie_there()
    tracked: Any = Idea
    entries: QuerySet[Any] = tracked.history.filter(id=OuterRef("pk"), status=OuterRef("status"))
    ideas = Idea.objects.all()
    yield counted(8, gettext_noop("Verlauf zu jeder Idee"), of=ideas, broken=ideas.exclude(Exists(entries)))
    wishes = IdeaWish.objects.all()
    moved = wishes.exclude(said_at=F("feedback__at"))
    yield counted(8, gettext_noop("Wunsch einer Idee trägt die Zeit seiner Stimme"), of=wishes, broken=moved)


def _files_lie_there() -> Proof:
    rows = MessageFile.objects.order_by("pk").values_list("pk", "key", "size")
    lost = [pk for pk, key, size in rows if not path_of(key).is_file() or path_of(key).stat().st_size != size]
    words = gettext_noop("Datei einer Nachricht liegt im Ordner")
    return Proof(7, words, len(rows), len(lost), tuple(str(pk) for pk in lost[:3]))
