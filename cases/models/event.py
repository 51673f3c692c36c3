from django.db import models


class CaseEvent(models.Model):
    """One line of a case's story, written in the same transaction as the act. `by` is empty for the system's own acts.

    `verb` is a code (opened, joined, contacted, noted, paused, resumed, handed_over, returned, escalated,
    acknowledged, prioritised, resolved, reopened, cancelled, voiced, undone,
    attributed, unattributed); `data` holds plain values
    for its sentence; `text` what somebody wrote.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    verb = models.CharField(max_length=16)
    contact = models.ForeignKey(
        "contacts.Contact", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField(blank=True, default="")
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["case", "at"], name="case_event_story")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verb}"
