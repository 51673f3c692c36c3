"""What customers say about us. A complaint always has a case; what nobody has sorted yet may have no kind."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


class VoiceKind(models.TextChoices):
    PRAISE = "praise", _("Lob")
    COMPLAINT = "complaint", _("Beschwerde")
    WISH = "wish", _("Wunsch")
    QUESTION = "question", _("Frage")
    EXPECTATION = "expectation", _("Erwartung")
    COMPETITOR = "competitor", _("Hinweis auf Mitbewerb")


class VoiceOrigin(models.TextChoices):
    """How a voice reached us. What a colleague captured was chosen by a person; the rest waits in the inbox."""

    CAPTURE = "capture", _("Erfasst")
    WEB = "web", _("Kontaktformular")
    QR = "qr", _("Aushang mit QR-Code")
    KIOSK = "kiosk", _("Kiosk")
    SURVEY = "survey", _("Umfrage")
    REVIEW = "review", _("Bewertung im Netz")


class Severity(models.IntegerChoices):
    SLIGHT = 1, _("gering")
    NOTICEABLE = 2, _("spürbar")
    GRAVE = 3, _("schwer")


_NOT_SORTED_YET = Q(kind="", sorted_at=None)


class Feedback(models.Model):
    """One voice out of one contact. `receipt` is the deadline by which a complaint must have been answered.

    `topic`, `product` and `site` start as those of the contact; sorting corrects them here, the contact stays.
    `sorted_at`: since when a person stands for kind and topic; None = in the inbox. `origin_link`: where it is to be
    read, for a review.
    """

    contact = models.OneToOneField("contacts.Contact", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Stimme"), max_length=11, choices=VoiceKind.choices, blank=True)
    at = models.DateTimeField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    receipt = models.ForeignKey(
        "cases.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    origin = models.CharField(
        _("Gekommen über"), max_length=7, choices=VoiceOrigin.choices, default=VoiceOrigin.CAPTURE
    )
    origin_link = models.CharField(_("Adresse der Bewertung"), max_length=500, blank=True, default="")
    severity = models.PositiveSmallIntegerField(
        _("Schwere"), choices=Severity.choices, null=True, blank=True, default=None
    )
    topic = models.ForeignKey(
        "contacts.Topic", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    product = models.ForeignKey(
        "contacts.Product", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    site = models.ForeignKey(
        "company.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sorted_at = models.DateTimeField(null=True, blank=True)
    sorted_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            holds("feedback_kind_known", Q(kind__in=VoiceKind.values) | _NOT_SORTED_YET),
            one_of("feedback_origin_known", "origin", VoiceOrigin.values),
            holds("feedback_severity_known", Q(severity=None) | Q(severity__gte=1, severity__lte=3)),
            holds("feedback_sorted_by_somebody", Q(sorted_by=None) | Q(sorted_at__isnull=False)),
            holds(
                "complaint_has_a_case",
                ~Q(kind="complaint") | Q(case__isnull=False, receipt__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "-at", "-id"], name="feedback_newest_of_kind"),
            models.Index(fields=["-at", "-id"], name="feedback_newest"),
            models.Index(fields=["at"], name="feedback_unsorted", condition=Q(sorted_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.contact_id}"
