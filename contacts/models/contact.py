"""A contact is a fact: one concern, voiced on one channel, at one time. It never changes.

Corrections are added beside it, undo is a `Void` row. Only merging (customer) and erasing (personal fields) may write
to it later, both through the registry.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


class Channel(models.TextChoices):
    SHOP = "shop", _("Laden")
    PHONE = "phone", _("Telefon")
    WEB = "web", _("Internet")
    EMAIL = "email", _("E-Mail")
    CHAT = "chat", _("Chat")
    MAGAZINE = "magazine", _("Zeitschrift")
    LETTER = "letter", _("Brief")
    EVENT = "event", _("Messe")
    VISIT = "visit", _("Besuch")


class Direction(models.TextChoices):
    IN = "in", _("eingehend")
    OUT = "out", _("ausgehend")


class Outcome(models.TextChoices):
    RESOLVED = "resolved", _("sofort gelöst")
    FOLLOW_UP = "follow_up", _("Vorgang")
    NO_CONCERN = "no_concern", _("ohne Anliegen")


class ContactQuerySet(models.QuerySet["Contact"]):
    def counted(self) -> "ContactQuerySet":
        """Contacts that count: void ones count nowhere."""
        return self.filter(void=None)


class Contact(models.Model):
    """`happened_at`: capture was opened, or a chosen earlier time; `recorded_at`: save was tapped; `received_at`: ours.

    `client_id` is made by the device and unique for ever; `fingerprint` is the HMAC of the parsed request.
    """

    client_id = models.UUIDField(unique=True)
    fingerprint = models.CharField(max_length=64)
    channel = models.CharField(_("Kanal"), max_length=10, choices=Channel.choices)
    direction = models.CharField(max_length=3, choices=Direction.choices, default=Direction.IN)
    outcome = models.CharField(_("Ergebnis"), max_length=10, choices=Outcome.choices)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(
        "company.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    customer = models.ForeignKey(
        "contacts.Customer", on_delete=models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    spoke_with = models.ForeignKey(
        "contacts.Customer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    topic = models.ForeignKey(
        "contacts.Topic", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    product = models.ForeignKey(
        "contacts.Product", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        "contacts.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.ForeignKey(
        "contacts.Reason", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason_text = models.CharField(max_length=300, blank=True, default="")
    campaign = models.ForeignKey(
        "contacts.Campaign", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    campaign_code = models.CharField(max_length=30, blank=True, default="")
    text = models.TextField(blank=True, default="")
    encounter = models.UUIDField()
    picks_up = models.BooleanField(default=False)
    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            one_of("contact_channel_known", "channel", Channel.values),
            one_of("contact_direction_known", "direction", Direction.values),
            one_of("contact_outcome_known", "outcome", Outcome.values),
            holds("contact_concern_has_topic", Q(outcome="no_concern") | Q(topic__isnull=False)),
            holds("contact_happened_before_recorded", Q(happened_at__lte=F("recorded_at"))),
        ]
        indexes = [
            models.Index(fields=["-recorded_at", "-id"], name="contact_newest"),
            models.Index(fields=["customer", "-recorded_at"], name="contact_of_customer"),
            models.Index(fields=["topic", "recorded_at"], name="contact_of_topic"),
            models.Index(fields=["encounter"], name="contact_of_encounter"),
            models.Index(fields=["recorded_by", "-recorded_at"], name="contact_of_recorder"),
        ]

    def __str__(self) -> str:
        return str(self.client_id)


class Void(models.Model):
    """A contact taken back: who, when, why. It counts nowhere, but nothing is deleted."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="void")
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.contact_id}"
