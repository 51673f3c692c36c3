"""Telephone: the hook a telephone system reports to, and the calls it reported.

A call is what happened on the line; what was said is a contact. Numbers of strangers are kept for some weeks only.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import Direction
from crm.lib.clauses import holds, one_of
from crm.lib.history import history


class LineKind(models.TextChoices):
    """The language the telephone system speaks."""

    GENERIC = "generic", _("Andere (JSON)")
    SIPGATE = "sipgate", "sipgate"
    THREECX = "3cx", "3CX"


class PhoneLine(models.Model):
    """One telephone system and the secret address it reports to, of which `token_hash` is the SHA-256.

    Missed calls become call-back cases about `topic`, credited to `speaks_for`. `site`: calls for nobody's own
    extension ring on every screen there.
    """

    name = models.CharField(_("Name"), max_length=60, unique=True)
    kind = models.CharField(_("Telefonanlage"), max_length=8, choices=LineKind.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    topic = models.ForeignKey(
        "contacts.Topic", on_delete=models.PROTECT, related_name="+", verbose_name=_("Anliegen")
    )
    speaks_for = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(
        "company.Site",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Standort"),
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    history = history(excluded_fields=["token_hash"])

    class Meta:
        ordering = ["name"]
        constraints = [one_of("phone_line_kind_known", "kind", LineKind.values)]

    def __str__(self) -> str:
        return self.name


class LineUse(models.Model):
    """How often a line reported within the running minute, and when it did last."""

    line = models.OneToOneField(PhoneLine, on_delete=models.CASCADE, related_name="use")
    minute = models.DateTimeField()
    events = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.line_id}: {self.events}"


class Call(models.Model):
    """One call, told by any number of reports in any order: each moment is the earliest one reported.

    `number` is the other side as the system named it, "" where it was withheld; `extension` is where it rang.
    `site`: it rings on every screen there. `passed_on`: it went on as a call of its own. `contact`: what a missed call
    became; `settled_at`: the sweep has looked at it.
    """

    line = models.ForeignKey(PhoneLine, on_delete=models.PROTECT, related_name="calls")
    external_id = models.CharField(max_length=128)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    number = models.CharField(max_length=60, blank=True, default="")
    e164 = models.CharField(max_length=20, blank=True, default="")
    extension = models.CharField(max_length=60, blank=True, default="")
    site = models.ForeignKey(
        "company.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("company.User", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    passed_on = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    contact = models.OneToOneField(
        "contacts.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="call"
    )

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["line", "external_id"], name="call_once_per_line"),
            one_of("call_direction_known", "direction", Direction.values),
            holds("call_answered_after_start", Q(answered_at=None) | Q(answered_at__gte=F("started_at"))),
            holds("call_ended_after_start", Q(ended_at=None) | Q(ended_at__gte=F("started_at"))),
            holds("call_answered_by_at_a_time", Q(answered_by=None) | Q(answered_at__isnull=False)),
            holds("call_contact_when_settled", Q(contact=None) | Q(settled_at__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["-started_at"], name="call_going_on", condition=Q(ended_at=None)),
            models.Index(fields=["started_at"], name="call_unsettled", condition=Q(settled_at=None)),
            models.Index(fields=["e164"], name="call_of_number"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.external_id}"


class Caller(models.Model):
    """Somebody who has the number of a call: more than one where a family or firm shares it."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="callers")
    customer = models.ForeignKey("contacts.Customer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "customer"], name="caller_once_per_call")]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.customer_id}"


class Ring(models.Model):
    """A call on the screen of one person. `put_away_at`: they opened or closed it."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="rings")
    user = models.ForeignKey("company.User", on_delete=models.CASCADE, related_name="+")
    put_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "user"], name="ring_once_per_person")]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.user_id}"
