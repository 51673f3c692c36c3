"""What to say when a topic comes up, which contacts it solved, and where an answer was missing."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from crm.lib.file_kinds import KINDS, LONGEST_NAME
from crm.lib.history import history
from crm.lib.link_lines import Link, links_in


class Answer(models.Model):
    """A short answer for a topic, shown while capturing; the best-working first (`cases.answer_standing`).

    `steps` one a line; `links` one a line, "words https://…". After `valid_until` it is not shown at the counter any
    more; on `review_on` its owner is asked whether it still holds, and `reminded_for` is the review date they were
    told of. `helped` counts for ever; `helped_lately` of `met_lately` contacts decide the order.
    """

    topic = models.ForeignKey(
        "contacts.Topic", on_delete=models.PROTECT, related_name="+", verbose_name=_("Anliegen")
    )
    title = models.CharField(_("Frage"), max_length=160)
    text = models.TextField(_("Antwort"))
    steps = models.TextField(_("Schritte"), blank=True, default="")
    links = models.TextField(_("Links"), blank=True, default="")
    active = models.BooleanField(_("in Gebrauch"), default=True)
    owner = models.ForeignKey(
        "company.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Verantwortlich"),
    )
    written_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateField(_("Gilt bis"), null=True, blank=True)
    review_on = models.DateField(_("Prüfen am"), null=True, blank=True)
    reminded_for = models.DateField(null=True, blank=True)
    helped = models.PositiveIntegerField(default=0)
    helped_lately = models.PositiveIntegerField(default=0)
    met_lately = models.PositiveIntegerField(default=0)
    history = history(excluded_fields=["helped", "helped_lately", "met_lately", "reminded_for", "written_at"])

    class Meta:
        ordering = ["-helped", "title"]
        indexes = [models.Index(fields=["topic", "-helped"], name="answer_of_topic")]
        constraints = [
            holds("answer_says_something", ~Q(title="") & ~Q(text="")),
            holds(
                "answer_is_reviewed_before_it_ends",
                Q(valid_until=None) | Q(review_on__isnull=False, review_on__lte=F("valid_until")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def step_lines(self) -> list[str]:
        return self.steps.splitlines()

    @property
    def link_lines(self) -> list[Link]:
        return links_in(self.links)


class AnswerFile(models.Model):
    """A file that belongs to an answer; its bytes lie in the media folder under its key, as those of notes do."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="files")
    key = models.CharField(max_length=43, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=5, choices=[(code, code) for code in KINDS])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("answer_file_kind_known", "kind", list(KINDS)),
            holds("answer_file_is_not_empty", Q(size__gt=0)),
            holds("answer_file_has_a_name", ~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.kind}"


class AnswerUse(models.Model):
    """An answer helped in one contact. Void contacts do not count."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="uses")
    contact = models.ForeignKey("contacts.Contact", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "contact"], name="answer_helped_once")]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.contact_id}"


class AnswerGap(models.Model):
    """Somebody needed an answer and there was none: in a contact about a topic, or while looking something up.

    `words` is what they had searched for. Settled once somebody wrote the answer, or said that none is needed.
    """

    topic = models.ForeignKey(
        "contacts.Topic", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    contact = models.OneToOneField(
        "contacts.Contact", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    words = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at"], name="answer_gap_open", condition=Q(settled_at=None))]
        constraints = [
            holds("answer_gap_says_what", Q(topic__isnull=False) | Q(contact=None) & ~Q(words="")),
            holds(
                "answer_gap_settled_by_somebody",
                Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id or self.words}"
