"""What customers are compared by, as plain rows beside each. Written by contacts.match_index only; can be rebuilt."""

from django.db import models


class MatchEntry(models.Model):
    """Everything a customer is compared by, folded once (see contacts.matching.party)."""

    customer = models.OneToOneField(
        "contacts.Customer", on_delete=models.CASCADE, primary_key=True, related_name="match_entry"
    )
    facts = models.JSONField()

    def __str__(self) -> str:
        return f"{self.customer_id}"


class MatchKey(models.Model):
    """One place to look for duplicates of a customer (see contacts.matching.keys)."""

    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="match_keys")
    key = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["key", "customer"], name="match_key_customer")]
        constraints = [models.UniqueConstraint(fields=["customer", "key"], name="match_key_once")]

    def __str__(self) -> str:
        return self.key
