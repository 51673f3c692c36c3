"""Who gave a voice its kind and topic, and what it was before: the way back for an undo."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds
from feedback.models.feedback import Feedback, VoiceKind


class Sorting(models.Model):
    """One act of sorting, with the values before it. `case` was opened by it; `undone_at`: it was taken back."""

    voice = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="sortings")
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    kind_before = models.CharField(_("Stimme"), max_length=11, choices=VoiceKind.choices, blank=True)
    topic_before = models.ForeignKey(
        "contacts.Topic", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    product_before = models.ForeignKey(
        "contacts.Product", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    site_before = models.ForeignKey(
        "company.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    severity_before = models.PositiveSmallIntegerField(null=True, blank=True)
    receipt_before = models.ForeignKey(
        "cases.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sorted_at_before = models.DateTimeField(null=True, blank=True)
    sorted_by_before = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [holds("sorting_undone_later", Q(undone_at=None) | Q(undone_at__gte=F("at")))]

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.at:%Y-%m-%d %H:%M}"
