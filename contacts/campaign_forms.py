"""What the administration types about a campaign. The act judges it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Campaign, Source
from crm.company.settings_editing import SettingsForm
from crm.company.widgets import DayInput


class CampaignForm(SettingsForm):
    code = forms.CharField(
        label=_("Code"), max_length=30, help_text=_("Den liest die Kundin vor: kurz und gut zu sprechen.")
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    source = forms.ModelChoiceField(
        label=_("Herkunft"), queryset=Source.objects.none(), empty_label=_("bitte wählen")
    )
    starts_on = forms.DateField(label=_("Erster Tag"), required=False, widget=DayInput)
    ends_on = forms.DateField(label=_("Letzter Tag"), required=False, widget=DayInput)
    cost = forms.DecimalField(
        required=False, max_digits=10, decimal_places=2, min_value=0, localize=True, widget=forms.TextInput
    )
    codes = forms.CharField(
        label=_("Weitere Codes"),
        required=False,
        max_length=8000,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
        help_text=_("Je Zeile einer, dahinter, wo er steht: „AK11-14 Ausgabe 11, Seite 14“."),
    )

    def __init__(self, *args: Any, row: Campaign | None, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Q(pk__in=[row.source_id] if row else [])
        rows = Source.objects.filter(Q(active=True) | kept)
        self.fields["source"].queryset = rows  # type: ignore[attr-defined]
        self.fields["cost"].label = _("Kosten in %(currency)s") % {"currency": currency}

    def clean_codes(self) -> dict[str, str]:
        """Code and place of each line; a line without a place is a code alone."""
        lines = (line.split(None, 1) for line in self.cleaned_data["codes"].splitlines() if line.strip())
        return {parts[0].upper(): parts[1] if len(parts) > 1 else "" for parts in lines}


def initial_of(campaign: Campaign) -> dict[str, Any]:
    """What is stored, as the form shows it."""
    return {
        "code": campaign.code,
        "name": campaign.name,
        "source": campaign.source_id,
        "starts_on": campaign.starts_on,
        "ends_on": campaign.ends_on,
        "cost": campaign.cost,
        "codes": "\n".join(f"{row.code} {row.place}".strip() for row in campaign.codes.all()),
    }
