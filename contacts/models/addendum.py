"""What is said about a contact after it was recorded: a note that was forgotten, or a correction.

The contact itself never changes, and figures follow the contact: whoever recorded the wrong concern takes it back.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


class Addition(models.TextChoices):
    NOTE = "note", _("Nachtrag")
    CORRECTION = "correction", _("Berichtigung")


class Addendum(models.Model):
    """One later word on a contact: who, when, what."""

    contact = models.ForeignKey("contacts.Contact", on_delete=models.CASCADE, related_name="addenda")
    kind = models.CharField(max_length=10, choices=Addition.choices)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            one_of("addendum_kind_known", "kind", Addition.values),
            holds("addendum_says_something", ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.kind}"
