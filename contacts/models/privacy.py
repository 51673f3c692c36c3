"""What is asked for and done about the data of a person: requests, restrictions, the vault, erasures."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


class Demand(models.TextChoices):
    ACCESS = "access", _("Auskunft")
    CORRECTION = "correct", _("Berichtigung")
    RESTRICTION = "restrict", _("Einschränkung")
    ERASURE = "erase", _("Löschung")


class PrivacyRequest(models.Model):
    """A person asked for something; it must be answered within a month (`due_on`, Art. 12 Abs. 3 DSGVO)."""

    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("Antrag"), max_length=8, choices=Demand.choices)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    noted_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("Was gesagt wurde"), max_length=300, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            one_of("privacy_request_known", "kind", Demand.values),
            models.UniqueConstraint(
                fields=["customer", "kind"], condition=Q(done_at=None), name="privacy_request_open_once"
            ),
            holds("privacy_request_done_is_dated", Q(done_by=None) | Q(done_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind}"


class Restriction(models.Model):
    """Art. 18 DSGVO: kept, but not used. While it runs everything said about the customer lies in the vault."""

    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="restrictions")
    since = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("Grund"), max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(ended_at=None), name="restriction_one_running"
            ),
            holds("restriction_has_a_reason", ~Q(reason="")),
            holds("restriction_end_is_dated", Q(ended_by=None) | Q(ended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.since:%Y-%m-%d}"


class SealedRow(models.Model):
    """The vault: values that were taken out of a table, so that no page, list, search or mail can show them.

    `holding` (see crm.lib.personal_data) and `row` say where they belong. `removed`: `values` are the whole row, which
    is gone; otherwise the columns that were blanked, each with what it was and what it is now. A restriction has no
    `until`; what the law makes the company keep has, with `ground` (the retention class), and is erased then.
    """

    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="sealed")
    holding = models.CharField(max_length=80)
    row = models.BigIntegerField()
    removed = models.BooleanField()
    values = models.JSONField()
    ground = models.CharField(max_length=80, blank=True, default="")
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["holding", "row"], name="sealed_once"),
            holds(
                "sealed_until_has_a_ground", Q(until=None, ground="") | Q(until__isnull=False) & ~Q(ground="")
            ),
        ]
        indexes = [
            models.Index(fields=["until"], name="sealed_to_end", condition=Q(until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.holding} {self.row}"


class Ground(models.TextChoices):
    REQUEST = "request", _("auf Wunsch der Person")
    NO_CONTACT = "silence", _("nach langer Zeit ohne Kontakt")
    ERROR = "error", _("irrtümlich erfasst")
    PURPOSE_OVER = "purpose", _("nicht mehr gebraucht")


class ErasureLog(models.Model):
    """Who was erased, by number and key alone. Also kept beside the backups, so that nobody comes back with one."""

    customer_key = models.BigIntegerField(unique=True)
    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ground = models.CharField(_("Grund"), max_length=8, choices=Ground.choices)
    replayed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [one_of("erasure_ground_known", "ground", Ground.values)]

    def __str__(self) -> str:
        return f"K-{self.number}"
