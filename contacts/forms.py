"""The fields that mend one finding of the master data. Doubtful values pass: the acts judge them."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.countries import COUNTRIES
from contacts.form_fields import email_field, phone_field, text_field
from contacts.models import AddressNeed, Customer, Kind, Reason, Salutation, Source
from contacts.rules import Fix, Rule
from contacts.search_index import Findable
from contacts.tidying import PLACE
from crm.company.company_facts import home_country
from crm.lib.acts import Refused

LARGEST_VERSION: Final = 2**31 - 1


def _person() -> dict[str, forms.Field]:
    return {
        "salutation": forms.ChoiceField(label=_("Anrede"), choices=Salutation.choices, required=False),
        "title": text_field(_("Titel"), 40),
        "first_name": text_field(_("Vorname"), 80),
        "last_name": text_field(_("Nachname"), 80),
    }


class MendForm(forms.Form):
    """Only the fields of one rule. `version`: that of the customer the page was made from."""

    version = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST_VERSION, widget=forms.HiddenInput
    )

    def __init__(self, data: Any = None, *, rule: Rule, of: Findable) -> None:
        super().__init__(data, initial=_initial(rule, of))
        self.rule = rule
        self.fields |= _fields(rule, of.customer)
        shown = [
            name for name, field in self.fields.items() if not isinstance(field.widget, forms.HiddenInput)
        ]
        if shown:
            self.fields[shown[0]].widget.attrs["autofocus"] = True

    def typed(self) -> dict[str, Any]:
        """What `contacts.mending` takes; only for a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def put(self, refused: Refused) -> None:
        for field, texts in refused.messages.items():
            self.add_error(field if field in self.fields else None, texts)


def _fields(rule: Rule, customer: Customer) -> dict[str, forms.Field]:
    hidden = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)
    made: Mapping[Fix, Any] = {
        Fix.WAYS: lambda: {"phone": phone_field(), "email": email_field()},
        Fix.PHONE: lambda: {"phone": phone_field(), "instead": hidden},
        Fix.EMAIL: lambda: {"email": email_field(), "instead": hidden},
        Fix.NAMES: lambda: (
            {"organisation": text_field(_("Firma"), 160)} if customer.kind == Kind.ORGANISATION else _person()
        ),
        Fix.ADDRESS: lambda: _address(rule),
        Fix.PERSON: lambda: _person() | {"phone": phone_field(), "email": email_field()},
        Fix.SOURCE: lambda: {"source": _chosen(Source.objects.filter(active=True))},
        Fix.REASON: lambda: {
            "reason": _chosen(Reason.objects.filter(active=True)),
            "reason_text": text_field(_("Anlass in eigenen Worten"), 300),
        },
        Fix.CONFIRM: dict,
    }
    fields: dict[str, forms.Field] = made[rule.fix]()
    return fields


def _chosen(rows: Any) -> forms.ModelChoiceField:
    gone = _("Diesen Eintrag gibt es nicht (mehr).")
    return forms.ModelChoiceField(
        queryset=rows, required=False, widget=forms.HiddenInput, error_messages={"invalid_choice": gone}
    )


def _address(rule: Rule) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "street": text_field(_("Straße und Hausnummer"), 160),
        "postal_code": text_field(_("Postleitzahl"), 16),
        "city": text_field(_("Ort"), 100),
        "country": forms.ChoiceField(label=_("Land"), choices=COUNTRIES, required=False),
    }
    if rule.code == "address_missing":
        fields["address_need"] = forms.ChoiceField(
            label=_("Anschrift gebraucht für"), choices=AddressNeed.choices, required=False
        )
    return fields


def _initial(rule: Rule, of: Findable) -> dict[str, Any]:
    known: dict[str, Any] = {"version": of.customer.version}
    if rule.fix is Fix.PHONE:
        doubtful = next((phone.raw for phone in of.phones if not phone.e164), "")
        known |= {"phone": doubtful, "instead": doubtful}
    elif rule.fix is Fix.EMAIL:
        doubtful = next((email.raw for email in of.emails if not email.normalised), "")
        known |= {"email": doubtful, "instead": doubtful}
    elif rule.fix is Fix.NAMES:
        names = ("salutation", "title", "first_name", "last_name", "organisation")
        known |= {name: getattr(of.customer, name) for name in names}
    elif rule.fix is Fix.ADDRESS:
        known |= {
            name: getattr(of.address, name, home_country() if name == "country" else "") for name in PLACE
        }
        known["address_need"] = of.customer.address_need
    return known
