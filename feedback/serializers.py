"""The shape of a voice as the API shows it."""

from rest_framework import serializers

from feedback.models import Feedback


class FeedbackShape(serializers.ModelSerializer[Feedback]):
    """What somebody said about us, with the contact it came in and, for a complaint, its case and receipt."""

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
        ]
        read_only_fields = fields
