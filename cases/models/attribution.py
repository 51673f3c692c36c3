"""Whose a nameless contact turned out to be: who found out, when, and by what."""

from django.db import models
from django.db.models import Q

from crm.lib.clauses import holds


class Attribution(models.Model):
    """A contact that came without a name belongs to a customer. `case`: the one that got its customer with it.

    While it stands, contact and case carry the customer themselves; taken back, they are nameless again.
    """

    contact = models.ForeignKey("contacts.Contact", on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey("contacts.Customer", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("company.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact"], condition=Q(undone_at=None), name="attribution_stands_once"
            ),
            holds(
                "attribution_undone_as_a_whole",
                Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="attribution_by_day"),
            models.Index(
                fields=["undone_at"], name="attribution_undone", condition=Q(undone_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.customer_id}"
