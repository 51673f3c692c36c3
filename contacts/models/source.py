"""How and why customers come: sources, reasons, campaigns, and every touch after the first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds
from crm.lib.history import history


class Source(models.Model):
    """How they came, e.g. "Zeitschrift". A tree of two levels: a child is finer.

    `referral`: a customer recommended us, so we ask who it was.
    """

    name = models.CharField(_("Herkunft"), max_length=80)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    referral = models.BooleanField(_("Empfehlung"), default=False)
    active = models.BooleanField(default=True)
    history = history()

    class Meta:
        ordering = ["position", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="source_name_once"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(parent=None), name="source_top_name_once"
            ),
            holds("source_is_not_under_itself", models.Q(parent=None) | ~models.Q(parent=models.F("id"))),
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
    """An advert or issue with the code that customers read out; it names its source. `code` is kept in capitals.

    `cost` is in the currency of the company's country. Each advert of a campaign may have a code of its own.
    """

    code = models.CharField(_("Code"), max_length=30, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("von"), null=True, blank=True)
    ends_on = models.DateField(_("bis"), null=True, blank=True)
    cost = models.DecimalField(_("Kosten"), max_digits=10, decimal_places=2, null=True, blank=True)
    history = history()

    class Meta:
        ordering = ["-starts_on", "code"]
        constraints = [
            holds("campaign_cost_is_not_negative", models.Q(cost=None) | models.Q(cost__gte=0)),
            holds(
                "campaign_ends_after_it_began",
                models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class CampaignCode(models.Model):
    """A further code of a campaign, and where it stands: "Ausgabe 11, Seite 14". Kept in capitals."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(_("Code"), max_length=30, unique=True)
    place = models.CharField(_("Wo der Code steht"), max_length=120, blank=True, default="")
    history = history()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.code


class CodeTaken(models.Model):
    """Every code in use, that of a campaign and its further ones alike: none can be given twice, however many try."""

    code = models.CharField(max_length=30, unique=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.code


class VisitPlace(models.Model):
    """How many short addresses were opened in a minute from one of the places that all senders are sorted into.

    The place is the print of an address, with a key, among few: it tells nobody who it was.
    """

    place = models.PositiveSmallIntegerField(unique=True)
    minute = models.DateTimeField()
    number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.place}: {self.number}"


class CampaignVisit(models.Model):
    """How often the short address of a campaign was opened on a day. Nothing about who opened it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "day"], name="campaign_visit_once_a_day")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.day}: {self.number}"


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
