"""What customers say about us: praise, complaint, wish. A complaint always has a case, held by the database."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


class VoiceKind(models.TextChoices):
    PRAISE = "praise", _("Lob")
    COMPLAINT = "complaint", _("Beschwerde")
    WISH = "wish", _("Wunsch")


class Feedback(models.Model):
    """One voice out of one contact. `receipt` is the deadline by which a complaint must have been answered."""

    contact = models.OneToOneField("contacts.Contact", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Stimme"), max_length=9, choices=VoiceKind.choices)
    at = models.DateTimeField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    receipt = models.ForeignKey(
        "cases.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            one_of("feedback_kind_known", "kind", VoiceKind.values),
            holds(
                "complaint_has_a_case",
                ~Q(kind="complaint") | Q(case__isnull=False, receipt__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["kind", "-at"], name="feedback_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.contact_id}"
