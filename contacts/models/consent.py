"""Whether a customer agreed to be written to for a purpose. Rows pile up and are never changed; the newest counts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


class Purpose(models.TextChoices):
    SURVEY = "survey", _("Umfrage nach einem Vorgang")
    POLL = "poll", _("Umfrage auch ohne Anlass")
    NEWS = "news", _("Nachricht, wenn ein Wunsch umgesetzt ist")


class ConsentWording(models.Model):
    """The very words that customers agreed to, so that it can be shown years later (Art. 7 Abs. 1 DSGVO).

    Written once and never changed: other words are another row with the next `version` of that purpose and language.
    `since`: when somebody first agreed to them. `sha256` is of the text, and makes it unique.
    """

    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    language = models.CharField(max_length=8)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    since = models.DateTimeField()

    class Meta:
        ordering = ["purpose", "language", "version"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "language", "sha256"], name="consent_wording_once"),
            models.UniqueConstraint(
                fields=["purpose", "language", "version"], name="consent_wording_version_once"
            ),
            one_of("consent_wording_purpose_known", "purpose", Purpose.values),
            holds("consent_wording_says_something", ~Q(text="") & ~Q(language="")),
            holds("consent_wording_counts_from_one", Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.language}, {self.version})"


class Consent(models.Model):
    """One word of a customer: given or withdrawn, when, and how we know (`source`: "am Telefon gesagt").

    `by` is who wrote it down; empty when the customers did it themselves. `wording`: what they were asked; unknown of
    those who agreed before it was recorded, and of those who withdrew without being asked.
    """

    GIVEN, WITHDRAWN = "given", "withdrawn"

    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    state = models.CharField(max_length=9)
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    source = models.CharField(_("Woher wir es wissen"), max_length=120)
    wording = models.ForeignKey(
        ConsentWording, on_delete=models.PROTECT, null=True, blank=True, related_name="consents"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            one_of("consent_purpose_known", "purpose", Purpose.values),
            one_of("consent_state_known", "state", ["given", "withdrawn"]),
            holds("consent_says_how_we_know", ~Q(source="")),
        ]
        indexes = [models.Index(fields=["customer", "purpose", "-at", "-id"], name="consent_newest")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.purpose}: {self.state}"
