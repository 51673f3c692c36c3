"""Praise arrives: to whom it was given, whether they have read it, and which colleagues are glad with them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from feedback.models.feedback import Feedback


class PraiseReason(models.TextChoices):
    OWNER = "owner", _("hat den Vorgang bearbeitet")
    RECORDER = "recorder", _("hat mit der Kundin oder dem Kunden gesprochen")
    LEAD = "lead", _("leitet das Team")
    CHOSEN = "chosen", _("wurde gewählt")


class PraiseDelivery(models.Model):
    """A praise is given to a person, once. `seen_at`: they said that they read it; `by` is who passed it on."""

    voice = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="deliveries")
    to = models.ForeignKey("company.User", on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=8, choices=PraiseReason.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["voice", "to"], name="praise_given_once"),
            one_of("praise_reason_known", "why", PraiseReason.values),
            holds("praise_seen_later", Q(seen_at=None) | Q(seen_at__gte=F("at"))),
        ]
        indexes = [models.Index(fields=["to", "-at"], name="praise_of_person")]

    def __str__(self) -> str:
        return f"{self.voice_id} -> {self.to_id}"


class PraiseCheer(models.Model):
    """A colleague is glad about a praise, with one tap and one more to take it back."""

    voice = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="cheers")
    by = models.ForeignKey("company.User", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["voice", "by"], name="praise_cheered_once")]

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.by_id}"
