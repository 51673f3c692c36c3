"""What handing several cases over asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.company.models import Team, User


class HandOverTogetherForm(forms.Form):
    """`team` left empty: each case stays with its own team."""

    required_css_class = ""
    team = forms.ModelChoiceField(
        label=_("Team"),
        queryset=Team.objects.none(),
        required=False,
        empty_label=_("jeder bleibt bei seinem Team"),
    )
    owner = forms.ModelChoiceField(
        label=_("Zuständig"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("niemand Bestimmtes, das Team entscheidet"),
    )
    reason = forms.CharField(
        label=_("Grund"),
        required=False,
        max_length=200,
        help_text=_("Was soll die oder der Nächste wissen?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams, owners = self.fields["team"], self.fields["owner"]
        assert isinstance(teams, forms.ModelChoiceField)
        assert isinstance(owners, forms.ModelChoiceField)
        teams.queryset = Team.objects.filter(active=True)
        owners.queryset = User.objects.filter(is_active=True)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not self.errors and not facts.get("team") and not facts.get("owner"):
            self.add_error("team", _("Bitte wählen Sie ein Team oder eine Person."))
        return facts
