"""What we ask after a case, and what was answered. A low score always has a case, held by the database."""

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of

LOWEST, HIGHEST = 1, 5
HIGHEST_LOW_SCORE: Final = 2
SATISFIED_FROM: Final = 4


class Solved(models.TextChoices):
    YES = "yes", _("Ja")
    PARTLY = "partly", _("Teilweise")
    NO = "no", _("Nein")


LOW: Final = Q(score__lte=HIGHEST_LOW_SCORE) | Q(solved="no")
"""As a condition over answers: 1 or 2 of 5, or not solved."""


class Invitation(models.Model):
    """We asked a customer about a closed case. Of the link only a hash is kept; it is valid until `expires_at`.

    `sent_at` is when the mail left the house, taken over from the outbox.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey("contacts.Customer", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    opted_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [holds("invitation_expires_later", Q(expires_at__gt=F("created_at")))]
        indexes = [
            models.Index(fields=["customer", "-created_at"], name="invitation_of_customer"),
            models.Index(fields=["sent_at"], name="invitation_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.created_at:%Y-%m-%d}"


class SurveyAnswer(models.Model):
    """The one answer to an invitation: is it solved, how content (1 to 5), and what should be better.

    `case` was opened for a low score, `promise` is the first response it owes.
    """

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="answer")
    at = models.DateTimeField()
    solved = models.CharField(max_length=6, choices=Solved.choices)
    score = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True, default="")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    promise = models.ForeignKey(
        "cases.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            one_of("survey_solved_known", "solved", Solved.values),
            holds("survey_score_in_range", Q(score__gte=LOWEST, score__lte=HIGHEST)),
            holds("low_score_has_a_case", ~LOW | Q(case__isnull=False, promise__isnull=False)),
        ]
        indexes = [models.Index(fields=["at"], name="survey_answered")]

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.score}"

    @property
    def is_low(self) -> bool:
        return self.score <= HIGHEST_LOW_SCORE or self.solved == Solved.NO
