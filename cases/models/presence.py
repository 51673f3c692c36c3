"""Who has the page of a case open: what two people need to see each other. No history, gone after a day."""

from django.db import models
from django.db.models import F, Q

from crm.lib.clauses import holds


class CasePresence(models.Model):
    """`since`: open without a gap from then on. `seen_at`: the last sign. `writing`: a form of the case is open."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey("company.User", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    writing = models.BooleanField(default=False)

    class Meta:
        ordering = ["case", "since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="case_presence_once"),
            holds("case_presence_seen_after_since", Q(seen_at__gte=F("since"))),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id}"
