from django.db import models
from django.db.models import F, Q

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


class FirstContactCount(models.Model):
    """How the contacts of one day count in first-contact resolution, without any person in it.

    `dimension` is "" for the whole company (there for every day that was counted), else "channel:shop", "topic:12" or
    "site:1". The labels are those of `feedback.metrics.first_contact_label`; base and shares are added up from them.
    `knowledge` to `other_team`: of so many that became a case somebody said what was lacking.
    """

    day = models.DateField()
    dimension = models.CharField(max_length=60, blank=True, default="")
    kept = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    denied = models.PositiveIntegerField(default=0)
    followed_up = models.PositiveIntegerField(default=0)
    nameless = models.PositiveIntegerField(default=0)
    not_possible = models.PositiveIntegerField(default=0)
    knowledge = models.PositiveIntegerField(default=0)
    rights = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    other_team = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "dimension"], name="first_contact_count_once"),
            holds(
                "first_contact_lacks_of_cases",
                Q(followed_up__gte=F("knowledge") + F("rights") + F("parts") + F("other_team")),
            ),
        ]
        indexes = [models.Index(fields=["dimension", "day"], name="first_contact_series")]

    def __str__(self) -> str:
        return f"{self.day} {self.dimension}".strip()


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
