"""How and why customers come: sources, reasons, campaigns, and every touch after the first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.lib.history import history


class Source(models.Model):
    """How they came, e.g. "Zeitschrift". A tree: a child is finer."""

    name = models.CharField(_("Herkunft"), max_length=80)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    history = history()

    class Meta:
        ordering = ["position", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="source_name_once"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(parent=None), name="source_top_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Reason(models.Model):
    """Why they came, e.g. "Instrument kaufen"."""

    name = models.CharField(_("Anlass"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    history = history()

    class Meta:
        ordering = ["position", "name", "id"]

    def __str__(self) -> str:
        return self.name


class Campaign(models.Model):
    """An advert or issue with the code that customers read out; it names its source. `code` is kept in capitals."""

    code = models.CharField(_("Code"), max_length=30, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("von"), null=True, blank=True)
    ends_on = models.DateField(_("bis"), null=True, blank=True)
    history = history()

    class Meta:
        ordering = ["-starts_on", "code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Touch(models.Model):
    """A later time a source or campaign brought the customer. The first one is frozen on the customer."""

    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="touches")
    at = models.DateTimeField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.OneToOneField(
        "contacts.Contact", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.at:%Y-%m-%d}"
