"""The shapes of cases and of what is done to them, as the API shows and takes them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import Case, CaseEvent, PauseKind, Priority, Status
from cases.visibility import sees_matter
from contacts.serializers import ContactShape
from crm.lib.api_fields import Body, Code, Flag, Id, Moment, Text

LONGEST_REASON = 200
LONGEST_RESULT = 5_000
LONGEST_CAUSE = 500
SEEN_BY_ALL = {"id", "number", "first_response_due_at"}


class CaseEventShape(serializers.ModelSerializer[CaseEvent]):
    """One line of the story. `by` is null for what the system did by itself."""

    class Meta:
        model = CaseEvent
        fields = ["id", "at", "by", "verb", "contact", "text", "data"]
        read_only_fields = fields


class CaseLine(serializers.ModelSerializer[Case]):
    """A case in a list. Of a confidential one, those outside get number and promise; all else is null."""

    title = serializers.CharField(read_only=True, allow_null=True)
    topic = serializers.IntegerField(source="topic_id", read_only=True, allow_null=True)
    team = serializers.IntegerField(source="team_id", read_only=True, allow_null=True)
    status = serializers.ChoiceField(choices=Status.choices, read_only=True, allow_null=True)
    priority = serializers.ChoiceField(choices=Priority.choices, read_only=True, allow_null=True)
    version = serializers.IntegerField(read_only=True, allow_null=True)
    first_response_due_at = serializers.DateTimeField(read_only=True, allow_null=True)
    follow_up_at = serializers.DateTimeField(read_only=True, allow_null=True)
    resolution_due_at = serializers.DateTimeField(read_only=True, allow_null=True)

    class Meta:
        model = Case
        fields = [
            "id",
            "number",
            "customer",
            "topic",
            "title",
            "status",
            "priority",
            "team",
            "owner",
            "first_response_due_at",
            "follow_up_at",
            "resolution_due_at",
            "escalate_at",
            "escalation_step",
            "version",
        ]
        read_only_fields = fields

    def to_representation(self, instance: Case) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        if sees_matter(self.context["viewer"], instance):
            return shown
        return {name: value if name in SEEN_BY_ALL else None for name, value in shown.items()}


class CaseShape(CaseLine):
    """A case with its contacts and its story, oldest first."""

    contacts = serializers.SerializerMethodField(allow_null=True)
    events = CaseEventShape(many=True, read_only=True, allow_null=True)

    class Meta(CaseLine.Meta):
        fields = [*CaseLine.Meta.fields, "contacts", "events"]
        read_only_fields = fields

    @extend_schema_field(ContactShape(many=True, allow_null=True))
    def get_contacts(self, _case: Case) -> list[dict[str, Any]]:
        """Those this person may read, as the door found them."""
        return [dict(line) for line in ContactShape(self.context["contacts"], many=True).data]


class ClosureBody(Body):
    """The result, and either the contact by which the customer heard of it or why they did not."""

    result = Text(max_length=LONGEST_RESULT)
    informed_by = Id(
        required=False,
        allow_null=True,
        help_text=_("Der ausgehende Kontakt des Vorgangs, bei dem es die Kundin oder der Kunde erfuhr."),
    )
    not_informed_reason = Text(
        max_length=LONGEST_REASON, required=False, help_text=_("Oder warum sie es nicht erfuhren.")
    )
    cause = Text(max_length=LONGEST_CAUSE, required=False, help_text=_("Bei einer Beschwerde: woran es lag."))
    cause_kind = Id(
        required=False, allow_null=True, help_text=_("Die Ursache aus der Liste der Firma, statt in Worten.")
    )
    measure = Text(
        max_length=LONGEST_CAUSE, required=False, help_text=_("Bei einer Beschwerde: was geändert wird.")
    )
    open_points_ok = Flag(required=False, help_text=_("Auch wenn Punkte der Checkliste offen sind."))


class PauseBody(Body):
    kind = Code(choices=PauseKind.choices)
    until = Moment()
    reason = Text(max_length=LONGEST_REASON)


class HandoverBody(Body):
    """A team, and somebody in it or nobody yet."""

    team = Id()
    owner = Id(required=False, allow_null=True, help_text=_("Ohne: noch niemand."))
    reason = Text(max_length=LONGEST_REASON, required=False)


class AcknowledgementBody(Body):
    """When to look again; without it the next working day at this hour."""

    next_at = Moment(
        required=False, allow_null=True, help_text=_("Ohne: der nächste Arbeitstag um diese Zeit.")
    )


class PriorityBody(Body):
    """How urgent the case is from now on, and why."""

    priority = Code(choices=Priority.choices)
    reason = Text(max_length=LONGEST_REASON)


class ReopeningBody(Body):
    reason = Text(max_length=LONGEST_REASON)
