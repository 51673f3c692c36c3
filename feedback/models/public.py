"""What people write to us without signing in: the settings of the public pages, who wrote, what waits in quarantine."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from crm.lib.file_kinds import KINDS, LONGEST_NAME
from crm.lib.history import history
from feedback.models.feedback import VoiceKind

SPAM_DAYS: Final = 14
REACH_LENGTH: Final = 254
NAME_LENGTH: Final = 120


class PublicPages(models.Model):
    """The one row of what the company settled about its public pages.

    `writer`: the account that their contacts are credited to; nobody signs in with it. `topic` None: "Sonstiges".
    `embed_on`: origins that may show the contact form inside their own pages, one a line.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    open = models.BooleanField(_("Öffentliche Seiten sind offen"), default=False)
    topic = models.ForeignKey(
        "contacts.Topic",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Anliegen"),
    )
    writer = models.ForeignKey("company.User", on_delete=models.PROTECT, null=True, related_name="+")
    privacy_text = models.TextField(_("Datenschutz"), blank=True, default="")
    imprint_text = models.TextField(_("Impressum"), blank=True, default="")
    embed_on = models.TextField(_("Eingebettet auf"), blank=True, default="")
    spam_days = models.PositiveSmallIntegerField(_("Spam löschen nach"), default=SPAM_DAYS)
    takes_files = models.BooleanField(_("Dateien annehmen"), default=False)
    history = history()

    class Meta:
        constraints = [
            holds("public_pages_is_one_row", Q(id=1)),
            holds("public_pages_have_a_writer", Q(open=False) | Q(writer__isnull=False)),
            holds("public_pages_spam_goes", Q(spam_days__range=(1, 90))),
        ]

    def __str__(self) -> str:
        return "1"


class VoicePlace(models.Model):
    """The address of a site's voice form, as it is printed on its posters. It stays for as long as posters hang."""

    site = models.OneToOneField("company.Site", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.code


class PublicSender(models.Model):
    """Who somebody said to be, and where an answer reaches them: what a stranger typed, never proof of anybody.

    `e164` and `email` are what `reach` means, "" where it is neither.
    """

    contact = models.OneToOneField("contacts.Contact", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    reach = models.CharField(max_length=REACH_LENGTH, blank=True, default="")
    e164 = models.CharField(max_length=20, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")

    class Meta:
        constraints = [holds("public_sender_said_something", ~Q(name="", reach=""))]

    def __str__(self) -> str:
        return str(self.contact_id)


class PossibleSender(models.Model):
    """A customer who had the number or address that a sender gave: suggested to whoever answers, never linked."""

    sender = models.ForeignKey(PublicSender, on_delete=models.CASCADE, related_name="possible")
    customer = models.ForeignKey("contacts.Customer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender", "customer"], name="possible_sender_once_per_message")
        ]

    def __str__(self) -> str:
        return f"{self.sender_id}: {self.customer_id}"


class QuarantinedMessage(models.Model):
    """A message that looks like spam. It is no voice until somebody says that it is real.

    `reasons` are the codes of `feedback.suspicion`. Released, it is the `contact` and keeps no words of its own; named
    spam, its words go after some days (`emptied_at`). What nobody has judged stays.
    """

    client_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=11, choices=VoiceKind.choices)
    site = models.ForeignKey("company.Site", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    reach = models.CharField(max_length=REACH_LENGTH, blank=True, default="")
    text = models.TextField()
    wants_answer = models.BooleanField(default=False)
    language = models.CharField(max_length=5, default="de")
    opened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    reasons = models.JSONField(default=list)
    contact = models.OneToOneField("contacts.Contact", on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey("company.User", on_delete=models.PROTECT, null=True, related_name="+")
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            one_of("quarantined_kind_known", "kind", VoiceKind.values),
            holds(
                "quarantined_judged_as_a_whole",
                Q(judged_at=None, judged_by=None, contact=None)
                | Q(judged_at__isnull=False, judged_by__isnull=False),
            ),
            holds("quarantined_emptied_when_judged", Q(emptied_at=None) | Q(judged_at__isnull=False)),
        ]
        indexes = [
            models.Index(
                fields=["-received_at", "-id"], name="quarantined_waiting", condition=Q(judged_at=None)
            ),
            models.Index(
                fields=["judged_at"],
                name="quarantined_to_empty",
                condition=Q(judged_at__isnull=False, emptied_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.client_id)


class MessageFile(models.Model):
    """A file that came with a message from the outside, while no case has it: in quarantine, or with a mere voice.

    Its bytes lie among the attachments. With a case from the start it becomes an attachment of the case; where a voice
    gets its case by sorting it stays with the voice, and the case shows it.
    """

    message = models.ForeignKey(QuarantinedMessage, on_delete=models.PROTECT, null=True, related_name="files")
    contact = models.ForeignKey("contacts.Contact", on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=43, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=5, choices=[(code, code) for code in KINDS])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("message_file_kind_known", "kind", list(KINDS)),
            holds("message_file_is_not_empty", Q(size__gt=0)),
            holds(
                "message_file_lies_in_one_place",
                Q(message=None, contact__isnull=False) | Q(message__isnull=False, contact=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class SenderKey(models.Model):
    """The key of one day under which addresses of senders are counted; without it nobody can be told from a count."""

    day = models.DateField(primary_key=True)
    key = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.day}"


class PublicUse(models.Model):
    """How often one sender ("" for all together) wrote since a moment. `sender` is a keyed print of an address."""

    sender = models.CharField(max_length=32, unique=True, blank=True)
    since = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.sender}: {self.number}"


class Kiosk(models.Model):
    """A screen with five faces at a site. The address with its key is the only authority, and is shown once."""

    site = models.ForeignKey("company.Site", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("company.User", on_delete=models.PROTECT, null=True, related_name="+")
    pressed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            holds(
                "kiosk_ended_as_a_whole",
                Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.site_id}: {self.made_at:%Y-%m-%d}"


class KioskPress(models.Model):
    """How often one face was pressed at a site within an hour: pulses, no answer and no score of anybody."""

    site = models.ForeignKey("company.Site", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    mood = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "day", "hour", "mood"], name="kiosk_press_counted_once"),
            holds("kiosk_press_is_a_face", Q(mood__range=(1, 5))),
            holds("kiosk_press_hour_of_the_day", Q(hour__range=(0, 23))),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.hour}: {self.mood}"
