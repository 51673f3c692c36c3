"""Two customers became one. The row of the loser is gone; everything it takes to part them again is kept here."""

from django.db import models
from django.db.models import Q

from crm.lib.clauses import holds, one_of


class Merge(models.Model):
    """`loser_number` leads on to the winner while the merge stands. An undone one stays as a record."""

    winner = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="merges")
    loser_key = models.BigIntegerField()
    loser_number = models.PositiveIntegerField()
    loser_name = models.CharField(max_length=320)
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["loser_number"], condition=Q(undone_at=None), name="merge_number_gone_once"
            ),
            holds(
                "merge_undone_has_who_and_when",
                Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["loser_key"], name="merge_of_loser")]

    def __str__(self) -> str:
        return f"K-{self.loser_number} → {self.winner_id}"


class MergeStep(models.Model):
    """One row that a merge touched: `model` is its label, `row` its key, `before` and `after` its values.

    moved: `before` names the column that pointed to the loser. removed: `before` is the whole row. changed: `before`
    and `after` are the columns that changed. added: `after` is the whole row.
    """

    MOVED, REMOVED, CHANGED, ADDED = "moved", "removed", "changed", "added"

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="steps")
    model = models.CharField(max_length=80)
    row = models.BigIntegerField()
    what = models.CharField(max_length=8)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [one_of("merge_step_known", "what", ["moved", "removed", "changed", "added"])]

    def __str__(self) -> str:
        return f"{self.what} {self.model} {self.row}"
