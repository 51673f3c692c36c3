from django.db import models
from django.db.models import Q


class Finding(models.Model):
    """A gap or doubt in master data ("source_missing"), with since when. Resolved ones stay as a record."""

    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=40)
    since = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "code"], condition=Q(resolved_at=None), name="finding_open_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["code", "since", "id"], name="finding_open_by_code", condition=Q(resolved_at=None)
            ),
            models.Index(
                fields=["code", "resolved_at"],
                name="finding_resolved_by_code",
                condition=Q(resolved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.code}"
