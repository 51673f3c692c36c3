"""To whom one case or several go, and what they should know."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.handing_over import LONGEST_REASON
from crm.company.models import Team, User


class ReceiverForm(forms.Form):
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), empty_label=None)
    owner = forms.ModelChoiceField(
        label=_("Zuständig"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("niemand Bestimmtes, das Team entscheidet"),
    )
    reason = forms.CharField(
        label=_("Grund"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("Was soll die oder der Nächste wissen?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams, owners = self.fields["team"], self.fields["owner"]
        assert isinstance(teams, forms.ModelChoiceField)
        assert isinstance(owners, forms.ModelChoiceField)
        teams.queryset = Team.objects.filter(active=True)
        owners.queryset = User.objects.filter(is_active=True)
