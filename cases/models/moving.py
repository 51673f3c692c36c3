"""What moving open deadlines to a new version did to each: a row per deadline and move, written with the change."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


class Outcome(models.TextChoices):
    """The first three moved; the others kept what they had, and why."""

    EARLIER = "earlier", _("früher")
    LATER = "later", _("später")
    SAME = "same", _("gleich")
    PROMISED = "promised", _("bleibt: Das Versprechen würde später")
    OVER = "over", _("bleibt: ist schon verstrichen")
    TOO_LATE = "too_late", _("bleibt: wäre schon verstrichen")


MOVED = (Outcome.EARLIER, Outcome.LATER, Outcome.SAME)


class MovedDeadline(models.Model):
    """Exactly one per job and deadline. The versions are those before the move; `due_at` is what holds after it."""

    job = models.ForeignKey("outbox.Job", on_delete=models.PROTECT, related_name="+")
    deadline = models.ForeignKey("cases.Deadline", on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    was_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    from_policy_version = models.ForeignKey("cases.PolicyVersion", on_delete=models.PROTECT, related_name="+")
    from_calendar_version = models.ForeignKey(
        "company.CalendarVersion", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["job", "deadline"], name="deadline_moves_once_a_job"),
            one_of("moved_outcome_known", "outcome", Outcome.values),
            holds(
                "moved_outcome_is_true",
                Q(outcome="earlier", due_at__lt=F("was_due_at"))
                | Q(outcome="later", due_at__gt=F("was_due_at"))
                | Q(outcome__in=["same", "promised", "over", "too_late"], due_at=F("was_due_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id} {self.outcome}"
