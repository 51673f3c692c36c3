"""The shape of a contact as the API takes it (a capture) and shows it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import Attribution
from contacts.models import Channel, Contact, Direction, Outcome
from contacts.serializers import AddendumShape, ContactShape, NewCustomerBody, as_column
from crm.desk.capture_checks import LENGTHS
from crm.lib.api_fields import Body, Code, Flag, Id, Level, Moment, Text, Uuid
from feedback.models import Severity, VoiceKind


class BelongsBody(Body):
    """Whose a contact without a name turned out to be, and by what one knows."""

    customer = Id(help_text=_("Wem der Kontakt gehört."))
    why = as_column(
        Attribution,
        "why",
        help_text=_("Woran Sie es erkennen. Entbehrlich bei genau derselben Nummer oder E-Mail-Adresse."),
    )


class CaptureBody(Body):
    """What happened, as the device recorded it. References may be null, which says the same as leaving them out."""

    client_id = Uuid(help_text=_("Macht der Absender, einmal je Kontakt und für immer."))
    channel = Code(choices=Channel.choices)
    happened_at = Moment(
        help_text=_("Bis 5 Minuten voraus gilt als jetzt, später wird abgelehnt."),
    )
    outcome = Code(choices=Outcome.choices)
    topic = Id(
        required=False,
        allow_null=True,
        help_text=_("Nötig, außer ohne Anliegen; zu einem Vorgang gilt sonst dessen Anliegen."),
    )
    customer = Id(
        required=False, allow_null=True, help_text=_("Oder new_customer, oder keins von beiden: ohne Namen.")
    )
    new_customer = NewCustomerBody(required=False, allow_null=True)
    spoke_with = Id(required=False, allow_null=True, help_text=_("Die Person, mit der gesprochen wurde."))
    direction = Code(choices=Direction.choices, required=False)
    text = Text(max_length=LENGTHS["text"], required=False)
    case = Id(
        required=False,
        allow_null=True,
        help_text=_("Der Vorgang, zu dem der Kontakt gehört; das Ergebnis ist dann follow_up."),
    )
    voice = Code(choices=[("", "–"), *VoiceKind.choices], required=False)
    severity = Level(
        choices=Severity.choices, required=False, allow_null=True, help_text=_("Nur bei einer Beschwerde.")
    )
    # DRF takes declared fields off the class, so this is not the `source` of the serializer itself.
    source = Id(required=False, allow_null=True)  # type: ignore[assignment]
    reason = Id(required=False, allow_null=True)
    reason_text = as_column(Contact, "reason_text")
    campaign_code = as_column(
        Contact, "campaign_code", help_text=_("Aus Anzeige oder Heft. Ein unbekannter wird gespeichert.")
    )
    product = Id(required=False, allow_null=True)
    site = Id(required=False, allow_null=True)
    encounter = Uuid(
        required=False, allow_null=True, help_text=_("Dieselbe für alle Kontakte eines Besuchs oder Anrufs.")
    )
    recorded_at = Moment(
        required=False, allow_null=True, help_text=_("Wann auf Speichern getippt wurde; sonst jetzt.")
    )
    referred_by = Id(
        required=False, allow_null=True, help_text=_("Die Kundin oder der Kunde, die uns empfohlen hat.")
    )
    picks_up = Flag(
        required=False,
        help_text=_("Holt selbst ab. Nötig, zusammen mit text, wenn niemand zu erreichen ist."),
    )


class ContactLine(ContactShape):
    """A contact with its case and its voice ("" for none)."""

    case = serializers.IntegerField(source="case_id", read_only=True, allow_null=True)
    voice = serializers.CharField(read_only=True, allow_blank=True)
    addenda: Any = serializers.SerializerMethodField()

    class Meta(ContactShape.Meta):
        fields = [*ContactShape.Meta.fields, "case", "voice", "addenda"]
        read_only_fields = fields

    @extend_schema_field(AddendumShape(many=True))
    def get_addenda(self, contact: Contact) -> list[dict[str, Any]]:
        """Oldest first; nobody has added yet to what was only just said."""
        return list(AddendumShape(vars(contact).get("added", []), many=True).data)


class CapturedShape(ContactLine):
    """What a capture became. `warnings` are doubts about what was typed; nothing was refused for them."""

    warnings: Any = serializers.SerializerMethodField()

    class Meta(ContactLine.Meta):
        fields = [*ContactLine.Meta.fields, "warnings"]
        read_only_fields = fields

    def get_warnings(self, _contact: Contact) -> list[str]:
        return list(self.context["warnings"])
