from django.db import models


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
