"""What we could make better, carried by the wishes of customers, what was decided about it, and who heard of it."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from crm.lib.history import history


class IdeaStatus(models.TextChoices):
    NEW = "new", _("neu")
    EXAMINED = "examined", _("in Prüfung")
    PLANNED = "planned", _("geplant")
    BUILT = "built", _("umgesetzt")
    DECLINED = "declined", _("abgelehnt")


UNDECIDED: Final = (IdeaStatus.NEW.value, IdeaStatus.EXAMINED.value)
_UNDECIDED: Final = Q(
    status__in=["new", "examined"], decided_at=None, decided_by=None, decision_reason="", built_at=None
)
_DECIDED: Final = Q(status__in=["planned", "declined"], decided_at__isnull=False, built_at=None)
_BUILT: Final = Q(status="built", decided_at__isnull=False, built_at__isnull=False)


class Idea(models.Model):
    """`decided_at` is when it was first decided; who and why belong to the newest decision, the history has all.

    `owner` cares that it gets decided and built. The two notes say what the market does.
    """

    title = models.CharField(_("Idee"), max_length=160)
    text = models.TextField(_("Worum es geht"), blank=True, default="")
    status = models.CharField(max_length=8, choices=IdeaStatus.choices, default=IdeaStatus.NEW)
    product = models.ForeignKey(
        "contacts.Product",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Produkt"),
    )
    owner = models.ForeignKey(
        "company.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Zuständig"),
    )
    trend_note = models.TextField(_("Was wir am Markt sehen"), blank=True, default="")
    competitor_note = models.TextField(_("Was der Mitbewerb macht"), blank=True, default="")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decision_reason = models.CharField(_("Begründung"), max_length=500, blank=True, default="")
    built_at = models.DateTimeField(null=True, blank=True)
    history = history()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            one_of("idea_status_known", "status", IdeaStatus.values),
            holds("idea_has_a_title", ~Q(title="")),
            holds("idea_decision_is_dated", _UNDECIDED | (_DECIDED | _BUILT) & ~Q(decision_reason="")),
        ]
        indexes = [models.Index(fields=["built_at"], name="idea_built")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_undecided(self) -> bool:
        return self.status in UNDECIDED


class IdeaWish(models.Model):
    """A wish speaks for an idea, since `at`; a wish belongs to at most one.

    `said_at` is when the voice was heard, kept here too: the oldest wish of an idea is then the first of an index.
    """

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="wishes")
    feedback = models.OneToOneField(
        "feedback.Feedback", on_delete=models.CASCADE, related_name="idea_wish", verbose_name=_("Wunsch")
    )
    said_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["idea", "said_at"], name="idea_wish_oldest")]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.feedback_id}"


class IdeaValue(models.Model):
    """Who stands behind an idea, counted when a wish is put to it and every night: never a person, only numbers.

    `contacts` are those of its customers in 12 months; `weight` adds up what their groups weigh, 1 for each without.
    """

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="value")
    wishes = models.PositiveIntegerField(default=0)
    customers = models.PositiveIntegerField(default=0)
    contacts = models.PositiveIntegerField(default=0)
    weight = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            holds("idea_value_of_its_wishes", Q(customers__lte=models.F("wishes"))),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.weight}"


class IdeaNews(models.Model):
    """A customer is told that what they wished for is built: once for each idea, and only with their consent.

    Of the link to "please no more" only a hash is kept. `sent_at` is when the mail left, taken over from the outbox.
    """

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="news")
    customer = models.ForeignKey("contacts.Customer", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "customer"], name="idea_news_once"),
        ]
        indexes = [models.Index(fields=["sent_at"], name="idea_news_sent")]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.customer_id}"
