"""What the administration says about a telephone line."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import LineKind, PhoneLine, Topic
from crm.company.models import Site, User
from crm.company.settings_editing import SettingsForm


class LineForm(SettingsForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        help_text=_("Zum Beispiel „Zentrale“ oder der Name der Telefonanlage."),
    )
    kind = forms.ChoiceField(label=_("Telefonanlage"), choices=LineKind.choices)
    topic = forms.ModelChoiceField(
        label=_("Verpasste Anrufe werden ein Vorgang zum Anliegen"),
        queryset=Topic.objects.none(),
        empty_label=_("bitte wählen"),
        help_text=_(
            "Am besten ein eigenes, zum Beispiel „Rückruf“: Sein Team ruft zurück, seine Frist gilt."
        ),
    )
    speaks_for = forms.ModelChoiceField(
        label=_("Erfasst im Namen von"),
        queryset=User.objects.none(),
        empty_label=_("bitte wählen"),
        help_text=_("Ein Konto nur für die Telefonanlage, ohne Kundenkontakt, hält die Zahlen sauber."),
    )
    site = forms.ModelChoiceField(
        label=_("Sammelnummer klingelt bei allen an diesem Standort"),
        queryset=Site.objects.none(),
        required=False,
        empty_label=_("nirgends, nur auf der eigenen Durchwahl"),
        help_text=_("Gilt für Anrufe, deren Durchwahl keiner Person gehört."),
    )

    def __init__(self, *args: Any, line: PhoneLine | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic, person, site = (line.topic_id, line.speaks_for_id, line.site_id) if line else (None,) * 3
        fields: Any = self.fields
        fields["topic"].queryset = Topic.objects.filter(Q(active=True) | Q(pk=topic))
        fields["speaks_for"].queryset = User.objects.filter(Q(is_active=True) | Q(pk=person))
        fields["site"].queryset = Site.objects.filter(Q(active=True) | Q(pk=site))
