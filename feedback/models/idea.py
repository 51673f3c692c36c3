"""What we could make better, carried by the wishes of customers, and what was decided about it."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from crm.lib.history import history


class IdeaStatus(models.TextChoices):
    OPEN = "open", _("offen")
    ACCEPTED = "accepted", _("angenommen")
    DECLINED = "declined", _("abgelehnt")
    BUILT = "built", _("umgesetzt")


_UNDECIDED: Final = Q(status="open", decided_at=None, decided_by=None, decision_reason="", built_at=None)
_DECIDED: Final = Q(status__in=["accepted", "declined"], decided_at__isnull=False, built_at=None)
_BUILT: Final = Q(status="built", decided_at__isnull=False, built_at__isnull=False)


class Idea(models.Model):
    """`decided_at` is when it was first decided; who and why belong to the newest decision, the history has all."""

    title = models.CharField(_("Idee"), max_length=160)
    text = models.TextField(_("Worum es geht"), blank=True, default="")
    status = models.CharField(max_length=8, choices=IdeaStatus.choices, default=IdeaStatus.OPEN)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decision_reason = models.CharField(_("Begründung"), max_length=500, blank=True, default="")
    built_at = models.DateTimeField(null=True, blank=True)
    history = history()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            one_of("idea_status_known", "status", IdeaStatus.values),
            holds("idea_has_a_title", ~Q(title="")),
            holds("idea_decision_is_dated", _UNDECIDED | (_DECIDED | _BUILT) & ~Q(decision_reason="")),
        ]
        indexes = [models.Index(fields=["built_at"], name="idea_built")]

    def __str__(self) -> str:
        return self.title


class IdeaWish(models.Model):
    """A wish speaks for an idea, since `at`; a wish belongs to at most one."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="wishes")
    feedback = models.OneToOneField(
        "feedback.Feedback", on_delete=models.CASCADE, related_name="idea_wish", verbose_name=_("Wunsch")
    )
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.feedback_id}"
