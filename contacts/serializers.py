"""The shapes of customers, contacts and the lists one chooses from, as the API shows and takes them."""

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from contacts.consent_wordings import LONGEST_WORDING
from contacts.merge_values import CHOICES
from contacts.models import (
    Addendum,
    Address,
    AddressNeed,
    Consent,
    ConsentWording,
    Contact,
    Customer,
    EmailAddress,
    Kind,
    Merge,
    PhoneNumber,
    Purpose,
    Reason,
    Salutation,
    Source,
    Topic,
)
from crm.lib.api_fields import Body, Code, Flag, Id, Text, Texts

MOST_WAYS = 20  # telephone numbers or e-mail addresses of one customer


def longest(model: type[Model], name: str) -> int:
    """How much the column holds."""
    return int(getattr(model._meta.get_field(name), "max_length", 0))


def as_column(model: type[Model], name: str, **more: Any) -> Text:
    return Text(max_length=longest(model, name), required=False, **more)


class AddressBody(Body):
    street = as_column(Address, "street")
    postal_code = as_column(Address, "postal_code")
    city = as_column(Address, "city")
    country = as_column(Address, "country")


class NamesBody(Body):
    """Who somebody is, in the words of the counter."""

    kind = Code(choices=Kind.choices, required=False)
    salutation = Code(choices=Salutation.choices, required=False)
    title = as_column(Customer, "title")
    first_name = as_column(Customer, "first_name")
    last_name = as_column(Customer, "last_name")
    organisation = as_column(Customer, "organisation")


class NewCustomerBody(NamesBody):
    """Somebody not known yet, as in a contact: one telephone number, one e-mail address."""

    phone = as_column(PhoneNumber, "raw")
    email = as_column(EmailAddress, "raw")
    street = as_column(Address, "street")
    postal_code = as_column(Address, "postal_code")
    city = as_column(Address, "city")
    country = as_column(Address, "country")


class CustomerBody(NamesBody):
    """A customer in the shape it is read in: several numbers, several addresses of e-mail, one address."""

    phones = Texts(child=Text(max_length=longest(PhoneNumber, "raw")), max_length=MOST_WAYS, required=False)
    emails = Texts(child=Text(max_length=longest(EmailAddress, "raw")), max_length=MOST_WAYS, required=False)
    address = AddressBody(required=False, allow_null=True)
    address_need = Code(
        choices=AddressNeed.choices, required=False, help_text=_("Wofür die Anschrift gebraucht wird.")
    )
    # DRF takes declared fields off the class, so this is not the `source` of the serializer itself.
    source = Id(required=False, allow_null=True)  # type: ignore[assignment]
    reason = Id(required=False, allow_null=True)
    reason_text = as_column(Customer, "reason_text")
    referred_by = Id(required=False, allow_null=True, help_text=_("Wer uns empfohlen hat, als id."))
    note = as_column(Customer, "note", help_text=_("Was sonst zu wissen ist."))


class CustomerCreateBody(CustomerBody, NewCustomerBody):
    """Either the shape of reading or the short one of the counter (`phone`, `email`, `street` ...)."""


class CustomerChangeBody(CustomerBody):
    """Only what shall change. `why` goes into the history; correcting a known source needs it."""

    why = Text(
        max_length=200,
        required=False,
        help_text=_("Warum; nötig, um eine bekannte Herkunft zu berichtigen."),
    )


class AddressShape(serializers.ModelSerializer[Address]):
    class Meta:
        model = Address
        fields = ["street", "postal_code", "city", "country"]


class CustomerShape(serializers.ModelSerializer[Customer]):
    """Phones and e-mail addresses as they were typed; `findings` are the codes of open gaps and doubts."""

    phones: Any = serializers.SlugRelatedField("raw", many=True, read_only=True)
    emails: Any = serializers.SlugRelatedField("raw", many=True, read_only=True)
    address = AddressShape(read_only=True, allow_null=True)
    findings = serializers.SerializerMethodField()

    class Meta:
        model = Customer
        fields = [
            "id",
            "number",
            "kind",
            "salutation",
            "title",
            "first_name",
            "last_name",
            "organisation",
            "phones",
            "emails",
            "address",
            "address_need",
            "source",
            "reason",
            "reason_text",
            "referred_by",
            "note",
            "findings",
            "version",
        ]
        read_only_fields = fields

    def to_representation(self, instance: Customer) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        address = shown["address"]
        lives = address and any(address[name] for name in ("street", "postal_code", "city"))
        return {**shown, "address": address if lives else None}

    def get_findings(self, customer: Customer) -> list[str]:
        return [finding.code for finding in customer.findings.all()]


class CustomerSavedShape(CustomerShape):
    """`warnings`: what looks doubtful, in plain words. It is stored as typed all the same."""

    warnings = serializers.SerializerMethodField()

    class Meta(CustomerShape.Meta):
        fields = [*CustomerShape.Meta.fields, "warnings"]
        read_only_fields = fields

    def get_warnings(self, _customer: Customer) -> list[str]:
        return list(self.context["warnings"])


class ConsentBody(Body):
    """One word of a customer, how we know of it, and the words they answered to."""

    purpose = Code(choices=Purpose.choices, help_text=_("Wozu."))
    given = Flag(help_text=_("true: erteilt, false: widerrufen."))
    # DRF takes declared fields off the class, so this is not the `source` of the serializer itself.
    source = Text(  # type: ignore[assignment]
        max_length=longest(Consent, "source"), help_text=_("Nachweis: woher wir es wissen.")
    )
    wording = Text(
        max_length=LONGEST_WORDING,
        required=False,
        help_text=_("Der Wortlaut, wie er gezeigt oder gesagt wurde. Ohne ihn gibt es keine Einwilligung."),
    )
    language = Code(
        choices=settings.LANGUAGES, required=False, help_text=_("Sprache des Wortlauts; ohne Angabe Deutsch.")
    )


class WordingShape(serializers.ModelSerializer[ConsentWording]):
    """The very words; `version` counts them up for one purpose and language, `since`: first agreed to then."""

    class Meta:
        model = ConsentWording
        fields = ["text", "language", "version", "since"]
        read_only_fields = fields


class ConsentShape(serializers.ModelSerializer[Consent]):
    """`state` is "given" or "withdrawn"; `by` is empty when the customers did it themselves.

    `wording` is null where it was not recorded.
    """

    wording = WordingShape(read_only=True, allow_null=True)

    class Meta:
        model = Consent
        fields = ["id", "purpose", "state", "at", "by", "source", "wording"]
        read_only_fields = fields


class MergeBody(Body):
    """Two customers of the same kind. Both versions are those that were compared."""

    winner = Id(help_text=_("Wer bleibt, als id."))
    loser = Id(help_text=_("Wer darin aufgeht, als id."))
    winner_version = Id(help_text=_("Die Version, die Sie verglichen haben."))
    loser_version = Id(help_text=_("Die Version, die Sie verglichen haben."))
    taken = serializers.ListField(
        child=Code(choices=[(name, name) for name in CHOICES]),
        max_length=len(CHOICES),
        required=False,
        help_text=_("Was von loser gelten soll; ohne Angabe, was bei winner fehlt."),
    )


class NothingBody(Body):
    """An act that needs no facts of its own."""


class MergeShape(serializers.ModelSerializer[Merge]):
    """`loser` and `loser_number` lead on to `winner` for as long as `undone_at` is empty."""

    loser: Any = serializers.IntegerField(source="loser_key", read_only=True)

    class Meta:
        model = Merge
        fields = [
            *("id", "winner", "loser", "loser_number", "loser_name"),
            *("at", "by", "undone_at", "undone_by"),
        ]
        read_only_fields = fields


class ContactShape(serializers.ModelSerializer[Contact]):
    """A contact as the fact it is. `voided_at`: when it was taken back; it counts nowhere then."""

    voided_at = serializers.DateTimeField(read_only=True, allow_null=True)

    class Meta:
        model = Contact
        fields = [
            "id",
            "client_id",
            "channel",
            "direction",
            "outcome",
            "happened_at",
            "recorded_at",
            "received_at",
            "customer",
            "spoke_with",
            "topic",
            "product",
            "site",
            "source",
            "reason",
            "reason_text",
            "campaign_code",
            "text",
            "encounter",
            "picks_up",
            "voided_at",
        ]
        read_only_fields = fields


class AddendumShape(serializers.ModelSerializer[Addendum]):
    """What was written beside a contact later; `by` is the id of whoever wrote it."""

    class Meta:
        model = Addendum
        fields = ["kind", "text", "at", "by"]
        read_only_fields = fields


class TopicShape(serializers.ModelSerializer[Topic]):
    class Meta:
        model = Topic
        fields = ["id", "parent", "name", "team", "confidential", "solvable_at_once"]
        read_only_fields = fields


class SourceShape(serializers.ModelSerializer[Source]):
    class Meta:
        model = Source
        fields = ["id", "parent", "name"]
        read_only_fields = fields


class ReasonShape(serializers.ModelSerializer[Reason]):
    class Meta:
        model = Reason
        fields = ["id", "name"]
        read_only_fields = fields
