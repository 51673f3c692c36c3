"""What the nightly audit of the deadlines found: one row a night."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from crm.lib.clauses import holds


class DeadlineAudit(models.Model):
    """Every deadline, computed anew with the versions it stores; 0 `differences` are expected.

    `reached` is the key of the last deadline looked at, so that a stopped night goes on where it was. `took_ms` is time
    at work. `examples` names up to ten differences as plain values: case number, kind, round, stored, computed (UTC).
    """

    night = models.DateField(unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    reached = models.BigIntegerField(default=0)
    checked = models.PositiveBigIntegerField(default=0)
    differences = models.PositiveBigIntegerField(default=0)
    took_ms = models.PositiveBigIntegerField(default=0)
    examples = models.JSONField(default=list)

    class Meta:
        ordering = ["-night"]
        constraints = [
            holds("audit_finds_in_what_it_checked", Q(differences__lte=F("checked"))),
            holds("audit_ends_after_start", Q(finished_at=None) | Q(finished_at__gte=F("started_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.night}: {self.differences}/{self.checked}"

    @property
    def seconds(self) -> float:
        return self.took_ms / 1000

    @property
    def found(self) -> list[dict[str, Any]]:
        """The examples, with moments that can be shown."""
        moments = ("stored", "computed")
        return [
            {
                name: datetime.fromisoformat(value) if name in moments else value
                for name, value in each.items()
            }
            for each in self.examples
        ]
