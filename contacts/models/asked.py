"""What customers were asked about their own data, and when they said that all of it is right."""

from django.db import models
from django.db.models import Q

from crm.lib.clauses import holds, one_of


class Asked(models.Model):
    """One question to a customer, by the `code` of the rule it would settle. Rows pile up.

    shown: asked at the counter and passed over; later: put aside in the work list for today; declined: not known, or
    they would rather not say; right: looked at, it is meant as it stands. The last two settle the rule until
    `ended_at`, when the value changed or somebody took it back.
    """

    SHOWN, LATER, DECLINED, RIGHT = "shown", "later", "declined", "right"
    SETTLING = (DECLINED, RIGHT)

    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="asked")
    code = models.CharField(max_length=40)
    outcome = models.CharField(max_length=8)
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            one_of("asked_outcome_known", "outcome", ["shown", "later", "declined", "right"]),
            models.UniqueConstraint(
                fields=["customer", "code"],
                condition=Q(outcome__in=["declined", "right"], ended_at=None),
                name="asked_settled_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.code}: {self.outcome}"


class Confirmation(models.Model):
    """ "Stimmt alles": the customer heard their data and said so. The newest that was not taken back counts."""

    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="confirmations")
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            holds("confirmation_undone_is_dated", Q(undone_by=None) | Q(undone_at__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["customer", "-at"], name="confirmation_newest", condition=Q(undone_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.at:%Y-%m-%d}"
