"""The shape of a voice as the API shows it, and what is sent to sort one."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from crm.lib.api_fields import Body, Code, Id, Level
from feedback.models import Feedback, Severity, VoiceKind


class FeedbackShape(serializers.ModelSerializer[Feedback]):
    """What somebody said about us, with the contact it came in and, for a complaint, its case and receipt.

    `origin`: how it reached us; `sorted_at` null: it waits in the inbox, and may have no kind yet.
    """

    customer = serializers.IntegerField(source="contact.customer_id", read_only=True, allow_null=True)
    text = serializers.CharField(source="contact.text", read_only=True)
    receipt_due_at = serializers.DateTimeField(source="receipt.due_at", read_only=True, default=None)
    receipt_met_at = serializers.DateTimeField(source="receipt.met_at", read_only=True, default=None)

    class Meta:
        model = Feedback
        fields = [
            "id",
            "kind",
            "at",
            "customer",
            "contact",
            "case",
            "text",
            "receipt_due_at",
            "receipt_met_at",
            "severity",
            "origin",
            "origin_link",
            "topic",
            "product",
            "site",
            "sorted_at",
            "sorted_by",
        ]
        read_only_fields = fields


class SortingBody(Body):
    """What the voice is and what it is about. What is left out stays as it is; null takes it away."""

    kind = Code(choices=VoiceKind.choices)
    topic = Id(required=False, allow_null=True)
    product = Id(required=False, allow_null=True)
    site = Id(required=False, allow_null=True)
    severity = Level(
        choices=Severity.choices, required=False, allow_null=True, help_text=_("Nur bei einer Beschwerde.")
    )
