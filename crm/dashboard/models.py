from django.db import models
from django.db.models import Q

from crm.lib.clauses import holds


class DailyFigure(models.Model):
    """One number of one day, without any person in it. Rates keep both halves, so periods can be added up.

    `dimension` is "" for the whole company, else "channel:shop", "topic:12", "site:1" or a histogram bucket.
    Flow figures of the last 14 days are rewritten nightly; stock figures are written once.
    """

    day = models.DateField()
    code = models.CharField(max_length=40)
    dimension = models.CharField(max_length=60, blank=True, default="")
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "code", "dimension"], name="daily_figure_once"),
        ]
        indexes = [models.Index(fields=["code", "dimension", "day"], name="daily_figure_series")]

    def __str__(self) -> str:
        return f"{self.day} {self.code} {self.dimension}".strip()


class PromiseCheck(models.Model):
    """How one of the ten promises stood in one night, over all rows. A night is checked once.

    `parts` are the counts it is made of, as plain values: what, checked, broken, examples (keys of rows).
    """

    night = models.DateField()
    promise = models.PositiveSmallIntegerField()
    checked = models.PositiveBigIntegerField()
    broken = models.PositiveBigIntegerField()
    parts = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-night", "promise"]
        constraints = [
            models.UniqueConstraint(fields=["promise", "night"], name="promise_check_once_a_night"),
            holds("promise_check_of_ten", Q(promise__gte=1, promise__lte=10)),
        ]

    def __str__(self) -> str:
        return f"{self.night} {self.promise}: {self.broken}/{self.checked}"
