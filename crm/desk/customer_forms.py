"""What is typed about a customer, for "Neu anlegen" and "Bearbeiten". Doubtful values pass: the acts judge them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.form_fields import email_field, phone_field, text_field
from contacts.models import AddressNeed, Customer, CustomerGroup, Kind, Reason, Salutation, Source
from contacts.recording import NewCustomer
from contacts.referring import customer_named, label_of
from contacts.sources import Origin
from contacts.tidying import PLACE
from crm.company.company_facts import home_country
from crm.lib.acts import Refused

NAMES = ("kind", "salutation", "title", "first_name", "last_name", "organisation")
SAID = ("reason_text", "reason", "referred_by", "group", "address_need", "note")
EMPTY_ROWS, LEAST_ROWS, MOST_ROWS = 1, 2, 20
Countries = Sequence[tuple[str, str | Promise]]


class CustomerForm(forms.Form):
    """Name, address, and how and why they came. Nothing of it is guessed from anything else."""

    kind = forms.ChoiceField(
        label=_("Person oder Firma?"), choices=Kind.choices, initial=Kind.PERSON, widget=forms.RadioSelect
    )
    salutation = forms.ChoiceField(label=_("Anrede"), choices=Salutation.choices, required=False)
    title = text_field(_("Titel"), 40)
    first_name = text_field(_("Vorname"), 80)
    last_name = text_field(_("Nachname"), 80)
    organisation = text_field(_("Firma"), 160, help_text=_("Bei einer Person: wo sie arbeitet."))
    street = text_field(_("Straße und Hausnummer"), 160)
    postal_code = text_field(_("Postleitzahl"), 16)
    city = text_field(_("Ort"), 100)
    country = forms.ChoiceField(label=_("Land"), required=False)
    source = forms.ModelChoiceField(
        label=_("Herkunft"), queryset=Source.objects.none(), required=False, empty_label=_("nicht bekannt")
    )
    reason = forms.ModelChoiceField(
        label=_("Anlass"), queryset=Reason.objects.none(), required=False, empty_label=_("nicht bekannt")
    )
    reason_text = text_field(_("Anlass in eigenen Worten"), 300)
    referred_by = text_field(
        _("Empfohlen von"),
        200,
        help_text=_("Name oder Nummer einer Kundin oder eines Kunden."),
        list="empfehlende",
    )

    def __init__(
        self, *args: Any, countries: Countries, customer: Customer | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        country = getattr(getattr(customer, "address", None), "country", "") or home_country()
        self.fields["country"].initial = country
        known = dict(countries)
        self._choices("country").choices = [
            *known.items(),
            *([(country, country)] if country not in known else []),
        ]
        for name, rows in (("source", Source.objects.all()), ("reason", Reason.objects.all())):
            chosen = getattr(customer, f"{name}_id", None)
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows.filter(Q(active=True) | Q(pk=chosen))

    def _choices(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def clean_referred_by(self) -> Customer | None:
        try:
            return customer_named(self.cleaned_data["referred_by"])
        except Refused as refused:
            raise forms.ValidationError(refused.messages["referred_by"]) from refused

    def put(self, messages: dict[str, list[str]]) -> None:
        """Show what an act refused, at the field it names."""
        for name, texts in messages.items():
            own = next((each for each in (name, f"{name}_1") if each in self.fields), None)
            self.add_error(own, texts)


class NewCustomerForm(CustomerForm):
    phone = phone_field()
    email = email_field()

    def new_customer(self) -> NewCustomer:
        typed = self.cleaned_data
        return NewCustomer(
            **{name: typed[name] for name in NAMES},
            **{name: typed[name] for name in PLACE},
            phone=typed["phone"],
            email=typed["email"],
        )

    def origin(self) -> Origin:
        typed = self.cleaned_data
        said = {name: typed[name] for name in ("source", "reason", "reason_text", "referred_by")}
        return Origin(**said)


class EditForm(CustomerForm):
    """`version` is the state the person saw. Telephone numbers and e-mail addresses are rows phone_1, phone_2 ..."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    group = forms.ModelChoiceField(
        label=_("Kundengruppe"),
        queryset=CustomerGroup.objects.none(),
        required=False,
        empty_label=_("keine"),
        help_text=_("Eine Gruppe kann eigene Fristen haben."),
    )
    address_need = forms.ChoiceField(
        label=_("Anschrift gebraucht für"),
        choices=AddressNeed.choices,
        required=False,
        help_text=_("Nur dann fragen wir nach einer vollständigen Anschrift."),
    )
    note = forms.CharField(
        label=_("Notiz"),
        required=False,
        max_length=10_000,
        help_text=_("Was sonst zu wissen ist. Alle hier können das lesen, auf Verlangen auch der Kunde."),
        widget=forms.Textarea({"rows": 4}),
    )
    why = text_field(_("Warum ändern Sie das?"), 200)

    def __init__(self, data: Any = None, *, customer: Customer, countries: Countries) -> None:
        super().__init__(
            data, countries=countries, customer=customer, initial=initial_of(customer), prefix=None
        )
        self.fields["why"].help_text = str(
            _("Steht im Verlauf. Nötig nur, wenn die Herkunft berichtigt wird.")
        )
        if customer.source_id is not None:
            source = self.fields["source"]
            assert isinstance(source, forms.ModelChoiceField)
            source.empty_label = None
        group = self.fields["group"]
        assert isinstance(group, forms.ModelChoiceField)
        group.queryset = CustomerGroup.objects.filter(Q(active=True) | Q(pk=customer.group_id))
        stored_phones = {phone.raw: phone.e164 for phone in customer.phones.all()}
        stored_emails = {email.raw: email.normalised for email in customer.emails.all()}
        self._rows("phone", phone_field, stored_phones, _("Telefon %(n)s"))
        self._rows("email", email_field, stored_emails, _("E-Mail %(n)s"))

    def _rows(self, name: str, make: Any, stored: dict[str, str], label: Any) -> None:
        typed = [key for key in self.data if key.startswith(f"{name}_")]
        count = max(len(stored) + EMPTY_ROWS, LEAST_ROWS, len(typed))
        values = [*stored, *[""] * count]
        for number in range(1, min(count, max(MOST_ROWS, len(stored))) + 1):
            raw = values[number - 1]
            field = make()
            field.label = label % {"n": number}
            if raw and not stored[raw]:
                field.help_text = _("Sieht nicht vollständig aus. Bitte nachfragen.")
            self.fields[f"{name}_{number}"] = field
            self.initial[f"{name}_{number}"] = raw

    @property
    def phones(self) -> list[forms.BoundField]:
        return self._bound("phone_")

    @property
    def emails(self) -> list[forms.BoundField]:
        return self._bound("email_")

    def _bound(self, start: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(start)]

    def changes(self) -> dict[str, Any]:
        """Everything on the form, as `change_customer` takes it. A known source is never emptied."""
        typed = self.cleaned_data
        said = {name: typed[name] for name in (*NAMES, *SAID)}
        said |= {"phones": _filled(typed, "phone_"), "emails": _filled(typed, "email_")}
        said["address"] = {name: typed[name] for name in PLACE}
        if typed["source"] is not None:
            said["source"] = typed["source"]
        return said


def initial_of(customer: Customer) -> dict[str, Any]:
    """What is stored, by field of the form; the rows of telephone and e-mail apart."""
    address = getattr(customer, "address", None)
    return {
        **{
            name: getattr(customer, name)
            for name in (*NAMES, "reason_text", "address_need", "note", "version")
        },
        **{name: getattr(address, name, home_country() if name == "country" else "") for name in PLACE},
        "source": customer.source_id,
        "reason": customer.reason_id,
        "referred_by": label_of(customer.referred_by),
        "group": customer.group_id,
    }


def _filled(typed: dict[str, Any], start: str) -> list[str]:
    rows: Iterable[str] = (value for name, value in typed.items() if name.startswith(start))
    return [value for value in rows if value]
