"""What handing several cases over asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.receiver_form import ReceiverForm
from crm.company.models import Team


class HandOverTogetherForm(ReceiverForm):
    """`team` left empty: each case stays with its own team."""

    required_css_class = ""
    team = forms.ModelChoiceField(
        label=_("Team"),
        queryset=Team.objects.none(),
        required=False,
        empty_label=_("jeder bleibt bei seinem Team"),
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not self.errors and not facts.get("team") and not facts.get("owner"):
            self.add_error("team", _("Bitte wählen Sie ein Team oder eine Person."))
        return facts
