"""Who the customer is: a person or an organisation, and every way to reach them.

Phone numbers and e-mail addresses are rows and not unique: families and firms share them. What was typed is kept
beside what we understood.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from crm.lib.history import history


class Kind(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Firma")


class Salutation(models.TextChoices):
    NONE = "", _("keine Anrede")
    MS = "ms", _("Frau")
    MR = "mr", _("Herr")
    NEUTRAL = "neutral", _("neutral")


class AddressNeed(models.TextChoices):
    NONE = "", _("nicht gebraucht")
    DELIVERY = "delivery", _("Lieferungen")
    INVOICE = "invoice", _("Rechnungen")
    LETTER = "letter", _("Briefe")


class Standing(models.TextChoices):
    """Locked (Art. 18 DSGVO): everything about them lies in the vault. Erased: nothing is left but the number."""

    PRESENT = "", _("da")
    LOCKED = "locked", _("gesperrt")
    ERASED = "erased", _("gelöscht")


class PresentCustomers(models.Manager["Customer"]):
    """No list, count, search or act meets a customer who is locked or erased, unless it asks for `everybody`."""

    def get_queryset(self) -> "models.QuerySet[Customer]":
        return super().get_queryset().filter(standing="")


class Customer(models.Model):
    """A person or an organisation. `number` is said aloud as K-20418. The first source and reason stay as they are.

    `sort_name` and `name_doubt` are derived from the name by `contacts.deriving`. `stale`: nobody has confirmed the
    data for long; the night says so (`contacts.confirming`), since no act happens when time passes.
    `referred_by`: the customer who recommended us to them.
    """

    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERSON)
    salutation = models.CharField(
        _("Anrede"), max_length=8, choices=Salutation.choices, blank=True, default=""
    )
    title = models.CharField(_("Titel"), max_length=40, blank=True, default="")
    first_name = models.CharField(_("Vorname"), max_length=80, blank=True, default="")
    last_name = models.CharField(_("Nachname"), max_length=80, blank=True, default="")
    organisation = models.CharField(_("Firma"), max_length=160, blank=True, default="")
    source = models.ForeignKey(
        "contacts.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_asked_at = models.DateTimeField(null=True, blank=True)
    reason = models.ForeignKey(
        "contacts.Reason", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason_text = models.CharField(_("Anlass in eigenen Worten"), max_length=300, blank=True, default="")
    reason_asked_at = models.DateTimeField(null=True, blank=True)
    campaign = models.ForeignKey(
        "contacts.Campaign", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    referred_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="referred"
    )
    group = models.ForeignKey(
        "contacts.CustomerGroup",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Kundengruppe"),
    )
    address_need = models.CharField(
        _("Anschrift gebraucht für"), max_length=8, choices=AddressNeed.choices, blank=True, default=""
    )
    note = models.TextField(_("Notiz"), max_length=10_000, blank=True, default="")
    sort_name = models.CharField(max_length=200, db_index=True)
    name_doubt = models.CharField(max_length=8, blank=True, default="")
    stale = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    standing = models.CharField(max_length=6, choices=Standing.choices, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    objects = PresentCustomers()
    everybody = models.Manager["Customer"]()
    history = history(excluded_fields=["sort_name", "name_doubt", "stale", "standing"])

    class Meta:
        ordering = ["sort_name", "id"]
        constraints = [
            one_of("customer_kind_known", "kind", Kind.values),
            one_of("customer_salutation_known", "salutation", Salutation.values),
            one_of("customer_address_need_known", "address_need", AddressNeed.values),
            holds(
                "customer_has_a_name",
                ~Q(first_name="") | ~Q(last_name="") | ~Q(organisation="") | ~Q(standing=""),
            ),
            holds("customer_is_not_referred_by_themselves", Q(referred_by=None) | ~Q(referred_by=F("id"))),
            one_of("customer_standing_known", "standing", Standing.values),
        ]
        indexes = [models.Index(fields=["created_at"], name="customer_by_age")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name as one says it: "Dr. Ulrike Maier", or the firm; "gelöscht (K-20418)" where none is left."""
        if self.standing:
            return f"{self.get_standing_display()} ({self.number_label})"
        return called(self.kind, self.title, self.first_name, self.last_name, self.organisation)

    @property
    def number_label(self) -> str:
        return f"K-{self.number}"


def called(kind: str, title: str, first_name: str, last_name: str, organisation: str) -> str:
    """`Customer.name` of values that come without a customer."""
    if kind == Kind.ORGANISATION and organisation:
        return organisation
    return " ".join(part for part in (title, first_name, last_name) if part) or organisation


class PhoneNumber(models.Model):
    """A number as typed, and as E.164 where it can be one ("" while doubtful)."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="phones")
    raw = models.CharField(_("Telefon"), max_length=60)
    e164 = models.CharField(max_length=20, blank=True, default="", db_index=True)
    history = history()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.raw


class EmailAddress(models.Model):
    """An address as typed, and normalised where it can be one ("" while doubtful)."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="emails")
    raw = models.CharField(_("E-Mail"), max_length=254)
    normalised = models.CharField(max_length=254, blank=True, default="", db_index=True)
    history = history()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.raw


class Address(models.Model):
    """Where a customer lives or works. Stored as typed; `town_key` and `street_doubt` are derived from it."""

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, related_name="address")
    street = models.CharField(_("Straße und Hausnummer"), max_length=160, blank=True, default="")
    postal_code = models.CharField(_("Postleitzahl"), max_length=16, blank=True, default="")
    city = models.CharField(_("Ort"), max_length=100, blank=True, default="")
    country = models.CharField(_("Land"), max_length=2, default="DE")
    town_key = models.CharField(max_length=100, blank=True, default="")
    street_doubt = models.CharField(max_length=8, blank=True, default="")
    history = history(excluded_fields=["town_key", "street_doubt"])

    def __str__(self) -> str:
        return ", ".join(part for part in (self.street, f"{self.postal_code} {self.city}".strip()) if part)


class Affiliation(models.Model):
    """A person who speaks for an organisation. A person may have several, an organisation many."""

    person = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="people")
    role = models.CharField(_("Funktion"), max_length=80, blank=True, default="")
    history = history()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="affiliation_once"),
            holds("affiliation_joins_two", ~Q(person=F("organisation"))),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.organisation_id}"
