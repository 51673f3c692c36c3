"""That we asked a customer, about what, and on which ground we may."""

from django.db import models
from django.db.models import F, Q

from crm.lib.clauses import holds, one_of


class Invitation(models.Model):
    """We asked a customer about a case, about a contact, or on the day a survey ran (`run_on`); once each.

    Of a run the lock on the customer sees to that, and no constraint: two customers who were asked may become one.
    Of the links only hashes are kept; they are valid until `expires_at`. `sent_at` is when the mail left the house,
    taken over from the outbox. `ground`: they had agreed, or a recorded legal exception stood for the survey.
    """

    CONSENT, EXCEPTION = "consent", "exception"

    survey = models.ForeignKey("feedback.Survey", on_delete=models.PROTECT, related_name="invitations")
    version = models.ForeignKey(
        "feedback.SurveyVersion", on_delete=models.PROTECT, related_name="invitations"
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(
        "contacts.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    run_on = models.DateField(null=True, blank=True)
    customer = models.ForeignKey("contacts.Customer", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=9, default=CONSENT)
    token_hash = models.CharField(max_length=64, unique=True)
    reminder_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    opted_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            holds("invitation_expires_later", Q(expires_at__gt=F("created_at"))),
            one_of("invitation_ground_known", "ground", ["consent", "exception"]),
            holds(
                "invitation_about_one_thing",
                Q(case__isnull=False, contact=None, run_on=None)
                | Q(case=None, contact__isnull=False, run_on=None)
                | Q(case=None, contact=None, run_on__isnull=False),
            ),
            models.UniqueConstraint(fields=["survey", "case"], name="invitation_about_a_case_once"),
            models.UniqueConstraint(fields=["survey", "contact"], name="invitation_about_a_contact_once"),
        ]
        indexes = [
            models.Index(fields=["customer", "-created_at"], name="invitation_of_customer"),
            models.Index(fields=["sent_at"], name="invitation_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.created_at:%Y-%m-%d}"
