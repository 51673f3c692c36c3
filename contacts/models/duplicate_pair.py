"""Two customers who may be one. Found by the sweep, decided by people."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


class Band(models.TextChoices):
    CERTAIN = "certain", _("sicher")
    CHECK = "check", _("zu prüfen")


class DuplicatePair(models.Model):
    """`one` is the customer who was there first. `signs` are the codes of what speaks for and against it.

    `named_by`: a person said so, whatever the signs say; such a pair stays until somebody decides.
    `not_same_at` and `not_same_by`: somebody said that they are two, which counts for ever unless it is taken back.
    """

    one = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="+")
    band = models.CharField(max_length=8, choices=Band.choices)
    score = models.FloatField()
    signs = models.JSONField(default=list)
    found_at = models.DateTimeField()
    named_by = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    not_same_at = models.DateTimeField(null=True, blank=True)
    not_same_by = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="duplicate_pair_once"),
            holds("duplicate_pair_in_order", Q(one__lt=F("other"))),
            one_of("duplicate_band_known", "band", Band.values),
            holds(
                "duplicate_not_same_has_who_and_when",
                Q(not_same_at=None, not_same_by=None)
                | Q(not_same_at__isnull=False, not_same_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["band", "-score", "id"], name="duplicate_open", condition=Q(not_same_at=None)
            ),
            models.Index(fields=["other"], name="duplicate_of_other"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} = {self.other_id}?"
