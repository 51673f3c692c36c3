"""What the administration chooses about the rules of the master data."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models.rule_choice import WEIGHT_RANGE
from contacts.rules import RULES
from crm.company.settings_editing import SettingsForm

LEAST, MOST = WEIGHT_RANGE
OFF = ("0", _("gilt nicht"))


class RulesForm(SettingsForm):
    """One weight for each rule, 0 where it is switched off; and why."""

    def __init__(self, data: Any = None, *, weights: Mapping[str, int]) -> None:
        super().__init__(data, initial={code: str(weight) for code, weight in weights.items()})
        weighed = [(str(number), _("Gewicht %d") % number) for number in range(LEAST, MOST + 1)]
        for code, rule in RULES.items():
            choices = weighed if rule.lasting else [OFF, *weighed]
            self.fields[code] = forms.ChoiceField(label=str(rule.label), choices=choices)
        self.fields["why"] = forms.CharField(label=_("Warum?"), max_length=200, required=False)

    def weights(self) -> dict[str, int]:
        """What was chosen; only for a valid form."""
        return {code: int(self.cleaned_data[code]) for code in RULES}
