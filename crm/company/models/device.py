from datetime import timedelta
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds
from crm.lib.history import history

EVALUATED: Final = 10
"""Wrong guesses per account within GUESS_HOUR; the next one is refused before any hash is worked out."""
GUESS_HOUR: Final = timedelta(hours=1)
WRONG_IN_A_ROW: Final = 30
"""A PIN that was typed wrong so often, without a right one between, opens nothing until it is chosen anew."""


class Device(models.Model):
    """A tablet or counter computer that several people share: where it stands, and what it proposes.

    It knows itself by a token in a cookie, of which `token_hash` is the SHA-256; None until it was enrolled.
    `channel` empty: the usual one of the site.
    """

    name = models.CharField(_("Name"), max_length=60)
    site = models.ForeignKey(
        "company.Site", on_delete=models.PROTECT, related_name="devices", verbose_name=_("Standort")
    )
    channel = models.CharField(_("Kanal"), max_length=10, blank=True, default="")
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    enrolled_by = models.ForeignKey("company.User", on_delete=models.PROTECT, null=True, related_name="+")
    enrolled_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey("company.User", on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    history = history(
        excluded_fields=[
            "token_hash",
            "last_seen_at",
            "enrolled_by",
            "enrolled_at",
            "revoked_by",
            "revoked_at",
        ]  # who enrolled and revoked it when is what its entries say anyway
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(revoked_at=None), name="device_name_once_in_use"
            ),
            holds(
                "device_enrolled_as_a_whole",
                Q(token_hash=None, enrolled_by=None, enrolled_at=None)
                | Q(token_hash__isnull=False, enrolled_by__isnull=False, enrolled_at__isnull=False),
            ),
            holds(
                "device_revoked_as_a_whole",
                Q(revoked_by=None, revoked_at=None) | Q(revoked_by__isnull=False, revoked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def usual_channel(self) -> str:
        return self.channel or self.site.default_channel


class EnrolmentCode(models.Model):
    """What the administration reads out or shows as a QR code, so that one tablet becomes this device. Opens once."""

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    valid_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.device_id}: {self.valid_until:%Y-%m-%d %H:%M}"


class DevicePin(models.Model):
    """Six digits with which one person opens one device. `wrong`: wrong ones in a row, on this device."""

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="pins")
    user = models.ForeignKey("company.User", on_delete=models.CASCADE, related_name="pins")
    pin_hash = models.CharField(max_length=128)
    set_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "user"], name="device_pin_once"),
            holds("device_pin_wrong_has_an_end", Q(wrong__lte=WRONG_IN_A_ROW)),
        ]

    def __str__(self) -> str:
        return f"{self.device_id}: {self.user_id}"


class Badge(models.Model):
    """A card whose code a scanner types. Only the keyed hash is kept: the code itself opens doors elsewhere too."""

    user = models.OneToOneField("company.User", on_delete=models.CASCADE, related_name="badge")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user_id)


class Guess(models.Model):
    """One of the places that guesses against one account take: while all are taken within the hour, none is looked at.

    `subject` names who is guessed at ("account:7"); `at`: when the place was taken last.
    """

    subject = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "place"], name="guess_place_once"),
            holds("guess_place_is_one_of_ten", Q(place__lt=EVALUATED)),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.place}"
