from django.db import models


class Counter(models.Model):
    """The last number given out of one series ("customer", "case")."""

    name = models.CharField(max_length=20, primary_key=True)
    value = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
