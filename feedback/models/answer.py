"""What was answered, and the counts that results are read from. A low score always has a case, held by the database."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from feedback.models.invitation import Invitation
from feedback.models.survey import Survey, SurveyQuestion

LOWEST, HIGHEST = 1, 5
HIGHEST_LOW_SCORE: Final = 2
SATISFIED_FROM: Final = 4
NPS_LOW, NPS_HIGH = 6, 9
"""Up to the one they would rather not recommend us, from the other on they would."""
CES_HIGHEST, EASY_FROM = 7, 5


class Solved(models.TextChoices):
    YES = "yes", _("Ja")
    PARTLY = "partly", _("Teilweise")
    NO = "no", _("Nein")


LOW: Final = Q(score__lte=HIGHEST_LOW_SCORE) | Q(solved="no") | Q(nps__lte=NPS_LOW)
"""As a condition over answers: 1 or 2 of 5, 0 to 6 of 10, or not solved."""


class SurveyAnswer(models.Model):
    """The one answer to an invitation; what was not asked or left out is empty.

    `score` is the contentment (CSAT, 1 to 5), `nps` 0 to 10, `ces` 1 to 7. `case` was opened for a low score,
    `promise` is the first response it owes; `unreachable`: there is nobody left whom a case could answer.
    """

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="answer")
    at = models.DateTimeField()
    solved = models.CharField(max_length=6, choices=Solved.choices, blank=True, default="")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    nps = models.PositiveSmallIntegerField(null=True, blank=True)
    ces = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True, default="")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    promise = models.ForeignKey(
        "cases.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unreachable = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            one_of("survey_solved_known", "solved", ["", *Solved.values]),
            holds("survey_score_in_range", Q(score=None) | Q(score__gte=LOWEST, score__lte=HIGHEST)),
            holds("survey_nps_in_range", Q(nps=None) | Q(nps__lte=10)),
            holds("survey_ces_in_range", Q(ces=None) | Q(ces__gte=LOWEST, ces__lte=CES_HIGHEST)),
            holds(
                "low_score_has_a_case",
                ~LOW | Q(case__isnull=False, promise__isnull=False) | Q(unreachable=True),
            ),
        ]
        indexes = [models.Index(fields=["at"], name="survey_answered")]

    def __str__(self) -> str:
        return f"{self.invitation_id}"

    @property
    def is_low(self) -> bool:
        low_score = self.score is not None and self.score <= HIGHEST_LOW_SCORE
        low_nps = self.nps is not None and self.nps <= NPS_LOW
        return low_score or low_nps or self.solved == Solved.NO


class AnswerItem(models.Model):
    """What was chosen of the options of a question, counted from 0."""

    answer = models.ForeignKey(SurveyAnswer, on_delete=models.CASCADE, related_name="items")
    question = models.ForeignKey(SurveyQuestion, on_delete=models.PROTECT, related_name="+")
    choice = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["answer", "id"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "question"], name="answer_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.choice}"


class SurveyCount(models.Model):
    """How often a value was given on a day: what results are read from, without any person in it.

    `code`: "sent", "answered" (of those sent that day), or the kind of the question; `value` is what was given (the
    option for a choice, whose code is "choice:<question>"). `dimension` is "" for all, else "topic:12", "site:1",
    "source:3". The last two weeks are rewritten.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="counts")
    day = models.DateField()
    dimension = models.CharField(max_length=24, blank=True, default="")
    code = models.CharField(max_length=24)
    value = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["survey", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "dimension", "code", "day", "value"], name="survey_count_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.day} {self.code}={self.value}: {self.number}"
