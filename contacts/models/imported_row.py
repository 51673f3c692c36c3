from django.db import models


class ImportedRow(models.Model):
    """A row of a list that became a customer, so that it becomes one only once, from whichever file.

    `fingerprint` is the HMAC of all that was understood of it; `identity` that of its number in the list and its
    name ("" without a number), which stay when somebody moves.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    identity = models.CharField(max_length=64, blank=True, default="", db_index=True)
    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="imported_rows")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.fingerprint
