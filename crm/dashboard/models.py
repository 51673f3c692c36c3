from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from crm.lib.dimensions import IMPERSONAL, OF_CONTACTS, only
from crm.lib.history import history

GOALS: Final = (
    "capture",
    "at_once",
    "nothing_forgotten",
    "master_data",
    "praise_complaint",
    "listening",
    "thinking_ahead",
)
"""The seven of the vision, in its order."""
NOTHING_FORGOTTEN: Final = GOALS[2]
"""The only one that is a count; zero is its target."""
OWN_FIGURES: Final = (
    "at_once_gross",
    "nameless",
    "receipts",
    "complaints_told",
    "measures_done",
    "praise_delivered",
    "low_scores",
    "responses",
    "csat",
    "quality_score",
    "origin_known",
    "contacts",
    "encounters",
    "praise",
    "complaint",
    "wish",
    "cases_opened",
)
"""The stored figures that a company may set itself a further goal for."""


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
            holds("daily_figure_of_nobody", only(IMPERSONAL)),
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
            holds("first_contact_count_of_nobody", only(OF_CONTACTS)),
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


class SavedReport(models.Model):
    """A page of figures somebody wants to find again, with its period and filter, alone or with the whole company.

    `subject` names the page, `query` is what stands behind its question mark. `removed_at`: gone, and back for a while.
    """

    user = models.ForeignKey("company.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=60)
    subject = models.CharField(max_length=40)
    query = models.CharField(max_length=300)
    shared = models.BooleanField(_("für alle im Unternehmen"), default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"], condition=Q(removed_at=None), name="saved_report_name_once"
            ),
            holds("saved_report_has_a_name", ~Q(name="")),
            holds("saved_report_is_of_something", ~Q(subject="") & ~Q(query="")),
        ]

    def __str__(self) -> str:
        return self.name


class GoalChoice(models.Model):
    """What the company settled about one of the seven goals. Without a row the vision's own target holds.

    `target`: per cent from 1 to 100, or a count; None: that of the vision. `keeper` looks after the goal.
    """

    code = models.CharField(max_length=20, unique=True)
    target = models.PositiveSmallIntegerField(null=True, blank=True)
    keeper = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    history = history()

    class Meta:
        constraints = [
            one_of("goal_choice_of_the_seven", "code", list(GOALS)),
            holds(
                "goal_choice_target_is_possible",
                Q(target=None) | Q(code=NOTHING_FORGOTTEN) | Q(target__range=(1, 100)),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class OwnGoal(models.Model):
    """A further goal of the company's own: one of the stored figures, and where it shall stand.

    `sentence`: what the company says of it, as it stands under the title. `target`: per cent, or a number in seven
    days; with `at_most` less is better. One that is over keeps its row.
    """

    title = models.CharField(max_length=60)
    sentence = models.CharField(max_length=200, blank=True, default="")
    figure = models.CharField(max_length=40)
    target = models.PositiveIntegerField()
    at_most = models.BooleanField(default=False)
    keeper = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    history = history()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            one_of("own_goal_figure_known", "figure", list(OWN_FIGURES)),
            holds("own_goal_ends_after_it_began", Q(ended_on=None) | Q(ended_on__gte=F("since"))),
        ]

    def __str__(self) -> str:
        return self.title
