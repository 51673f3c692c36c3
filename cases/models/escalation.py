"""Escalations that fired, who heard of them, and who took care. Exactly one per case, deadline, step and cycle."""

from django.db import models

from cases.models.policy import StepRole
from crm.lib.clauses import one_of


class Escalation(models.Model):
    """A rung that fired. `due_at` is the deadline's own due moment, `armed_for` when the rung was to fire."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="escalations")
    deadline = models.ForeignKey("cases.Deadline", on_delete=models.CASCADE, related_name="escalations")
    step = models.PositiveSmallIntegerField()
    cycle = models.PositiveIntegerField()
    role = models.CharField(max_length=10, choices=StepRole.choices)
    armed_for = models.DateTimeField()
    due_at = models.DateTimeField()
    fired_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["fired_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "deadline", "step", "cycle"], name="escalation_fires_once"
            ),
            one_of("escalation_role_known", "role", StepRole.values),
        ]
        indexes = [
            models.Index(
                fields=["fired_at"], name="escalation_unseen", condition=models.Q(acknowledged_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}/{self.cycle}"


class EscalationRecipient(models.Model):
    """Somebody who got an escalation, and in whose place (a substitute for the owner, a deputy for the lead)."""

    escalation = models.ForeignKey(Escalation, on_delete=models.CASCADE, related_name="recipients")
    user = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    in_place_of = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["escalation", "user"], name="escalation_recipient_once"),
        ]
        indexes = [models.Index(fields=["user", "escalation"], name="escalation_of_user")]

    def __str__(self) -> str:
        return f"{self.escalation_id}: {self.user_id}"


class Acknowledgement(models.Model):
    """Somebody said: seen, I take care of it, and when they look again."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="acknowledgements")
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    next_at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="acknowledgement_looks_ahead", condition=models.Q(next_at__gt=models.F("at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.by_id}"
