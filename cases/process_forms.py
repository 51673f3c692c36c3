"""What the administration types about text blocks and checklists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Topic
from crm.company.models import Team
from crm.company.settings_editing import SettingsForm


class TextBlockForm(SettingsForm):
    name = forms.CharField(label=_("Name"), max_length=80)
    text = forms.CharField(
        label=_("Text"),
        max_length=5000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Platzhalter: {Kunde}, {Vorgang}, {Versprechen}."),
    )
    team = forms.ModelChoiceField(
        label=_("Nur für das Team"), queryset=Team.objects.none(), required=False, empty_label=_("alle Teams")
    )
    topic = forms.ModelChoiceField(
        label=_("Nur für das Anliegen"),
        queryset=Topic.objects.none(),
        required=False,
        empty_label=_("alle Anliegen"),
    )
    active = forms.BooleanField(label=_("in Gebrauch"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.all()  # type: ignore[attr-defined]
        self.fields["topic"].queryset = Topic.objects.all()  # type: ignore[attr-defined]


class ComplaintCauseForm(SettingsForm):
    name = forms.CharField(label=_("Ursache"), max_length=80)
    active = forms.BooleanField(label=_("in Gebrauch"), required=False, initial=True)


class ChecklistForm(SettingsForm):
    points = forms.CharField(
        label=_("Punkte, einer je Zeile"),
        required=False,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("Neue Vorgänge bekommen diese Punkte. Leer: keine Checkliste."),
    )
