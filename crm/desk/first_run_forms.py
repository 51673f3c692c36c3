"""What is typed when an empty Anklang is set up."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from crm.company.calendar_forms import WeekForm
from crm.company.models import Role, Site
from crm.company.settings_editing import SettingsForm
from crm.company.sites import CHANNELS
from crm.lib import places
from crm.lib.acts import Refused

PEOPLE_AT_ONCE, SITES_AT_ONCE = 5, 3


def _places() -> list[Any]:
    """Nothing is preset: holidays of another Land would go unnoticed."""
    return [("", _("bitte wählen")), *places.choices()]


class StartForm(SettingsForm):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("Er steht dort, wo Anklang gestartet wurde."),
    )
    company_name = forms.CharField(label=_("Name der Firma"), max_length=120)
    place = forms.ChoiceField(
        label=_("Bundesland oder Kanton"),
        choices=lazy(_places, list),
        help_text=_("Danach richten sich die Feiertage."),
    )
    first_name = forms.CharField(label=_("Ihr Vorname"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Ihr Nachname"), max_length=150)
    username = forms.CharField(
        label=_("Ihr Anmeldename"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Kleine Buchstaben, zum Beispiel Ihr Nachname."),
    )
    password = forms.CharField(
        label=_("Ihr Passwort"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}, render_value=False),
        help_text=_("Mindestens zehn Zeichen. Ein kurzer Satz ist gut zu merken."),
    )


class HoursForm(WeekForm, SettingsForm):
    """The week, and the two days before which many close at noon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["eves"] = forms.BooleanField(
            label=_("Heiligabend und Silvester nur bis 12 Uhr"), required=False, initial=True
        )

    def week(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "eves"}


class RowsForm(SettingsForm):
    """Several rows of the same fields, numbered; a row without its `key` is not meant."""

    key: str
    count: int

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        raise NotImplementedError

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, self.count + 1):
            self.fields |= {f"{name}_{number}": field for name, field in self.row_fields(number).items()}

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields as they are shown, row by row."""
        return [
            [self[name] for name in self.fields if name.endswith(f"_{number}")]
            for number in range(1, self.count + 1)
        ]

    def filled(self) -> list[tuple[int, dict[str, Any]]]:
        """The rows that are meant, by number."""
        told = []
        for number in range(1, self.count + 1):
            ending = f"_{number}"
            row = {
                name.removesuffix(ending): value
                for name, value in self.cleaned_data.items()
                if name.endswith(ending)
            }
            if row.get(self.key):
                told.append((number, row))
        return told

    def put_row(self, number: int, refused: Refused) -> None:
        """Refusals of one row, at its fields."""
        for name, texts in refused.messages.items():
            field = f"{name}_{number}"
            self.add_error(field if field in self.fields else f"{self.key}_{number}", texts)


class SitesForm(RowsForm):
    key, count = "name", SITES_AT_ONCE

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        return {
            "name": forms.CharField(label=_("Name"), max_length=80, required=False),
            "default_channel": forms.ChoiceField(label=_("Üblicher Kanal"), choices=CHANNELS, required=False),
        }


class PeopleForm(RowsForm):
    """`boss`: the first row proposes somebody of the management, since nobody is yet."""

    key, count = "last_name", PEOPLE_AT_ONCE

    def __init__(self, *args: Any, boss: bool, **kwargs: Any) -> None:
        self._boss, self._sites = boss, Site.objects.filter(active=True).order_by("pk")
        super().__init__(*args, **kwargs)

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        role = Role.MANAGEMENT if self._boss and number == 1 else Role.FRONTDESK
        return {
            "first_name": forms.CharField(label=_("Vorname"), max_length=150, required=False),
            "last_name": forms.CharField(label=_("Nachname"), max_length=150, required=False),
            "role": forms.ChoiceField(label=_("Rolle"), choices=Role.choices, initial=role, required=False),
            "site": forms.ModelChoiceField(
                label=_("Standort"), queryset=self._sites, empty_label=None, required=False
            ),
        }
