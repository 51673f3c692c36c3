"""Goal 6 opens the low scores: which somebody answered, and which still wait."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, Value, When

from cases.models import Case
from cases.visibility import inside
from crm.company.permissions import Viewer
from crm.dashboard.evidence.inside import MOST_ROWS
from crm.dashboard.evidence.period import thirteen_weeks
from crm.dashboard.reading import Reading
from feedback.models import SurveyAnswer
from feedback.survey_metrics import WAITING, low_label, low_scores
from feedback.survey_words import score_words


@dataclass(frozen=True)
class LowScore:
    said: SurveyAnswer
    stand: str
    masked: bool

    @property
    def scores(self) -> str:
        return score_words(self.said)


def rows(reading: Reading, viewer: Viewer) -> list[LowScore]:
    """Those of the 13 weeks, waiting ones first, then the newest; one statement."""
    seen = Case.objects.filter(inside(viewer), pk=OuterRef("case"))
    found = (
        low_scores(*thirteen_weeks(reading.today))
        .annotate(stand=low_label(reading.now), seen=Exists(seen))
        .annotate(first=models.Case(When(stand=WAITING, then=Value(0)), default=Value(1)))
        .select_related("case__topic", "promise", "invitation__customer")
        .order_by("first", "-at", "-id")[:MOST_ROWS]
    )
    return [LowScore(said, said.stand.removeprefix("low."), masked=not said.seen) for said in found]
