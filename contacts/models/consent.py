"""Whether a customer agreed to be written to for a purpose. Rows pile up and are never changed; the newest counts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


class Purpose(models.TextChoices):
    SURVEY = "survey", _("Umfrage nach einem Vorgang")
    POLL = "poll", _("Umfrage auch ohne Anlass")
    NEWS = "news", _("Nachricht, wenn ein Wunsch umgesetzt ist")


class Consent(models.Model):
    """One word of a customer: given or withdrawn, when, and how we know (`source`: "am Telefon gesagt").

    `by` is who wrote it down; empty when the customers did it themselves.
    """

    GIVEN, WITHDRAWN = "given", "withdrawn"

    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    state = models.CharField(max_length=9)
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    source = models.CharField(_("Woher wir es wissen"), max_length=120)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            one_of("consent_purpose_known", "purpose", Purpose.values),
            one_of("consent_state_known", "state", ["given", "withdrawn"]),
            holds("consent_says_how_we_know", ~Q(source="")),
        ]
        indexes = [models.Index(fields=["customer", "purpose", "-at", "-id"], name="consent_newest")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.purpose}: {self.state}"
