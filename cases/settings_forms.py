"""What the administration chooses to begin with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.kits import KITS
from crm.company.models import Team
from crm.company.settings_editing import SettingsForm


class KitForm(SettingsForm):
    """Which templates, and who answers for their topics to begin with."""

    kits = forms.MultipleChoiceField(
        label=_("Vorlagen"),
        choices=[(code, kit.name) for code, kit in KITS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    team = forms.ModelChoiceField(
        label=_("Zuständiges Team"),
        queryset=Team.objects.none(),
        empty_label=None,
        help_text=_("Für jedes Anliegen lässt sich danach ein anderes wählen."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(active=True)  # type: ignore[attr-defined]
