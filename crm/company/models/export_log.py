from django.db import models

from crm.lib.clauses import one_of


class ExportLog(models.Model):
    """A list left the house as a file: who took it, when, which list, narrowed by what, and how many rows.

    So does everything about one person (`narrowed_by` is their number), and who looked into locked data ("html").

    `narrowed_by` holds the filters of the page; words somebody searched for are left out, they may name a person.
    `rows` is unknown while the file is on its way; a broken transfer keeps what was sent until then.
    """

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, related_name="+")
    listed = models.CharField(max_length=20)
    narrowed_by = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(max_length=4)
    rows = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [one_of("export_kind_known", "kind", ["csv", "xlsx", "zip", "html"])]

    def __str__(self) -> str:
        return f"{self.listed} {self.at:%Y-%m-%d}"
