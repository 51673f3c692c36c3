"""What the administration chooses about the rules of the master data and about the goals."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models.rule_choice import WEIGHT_RANGE
from contacts.rules import RULES
from crm.company.models import User
from crm.company.settings_editing import SettingsForm
from crm.dashboard.own_goals import FIGURES

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


class GoalForm(SettingsForm):
    """The company's word on one of the seven. `vision`: its own target in words."""

    target = forms.IntegerField(label=_("Ziel der Firma"), required=False)
    keeper = forms.ModelChoiceField(
        label=_("Wer sieht danach?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("niemand"),
        help_text=_("Der Name steht auf dem Zielbild neben dem Ziel."),
    )
    reason = forms.CharField(
        label=_("Warum?"),
        required=False,
        max_length=200,
        help_text=_("Nötig, wenn das Ziel anders steht als bisher. Es bleibt im Verlauf."),
    )

    def __init__(self, *args: Any, vision: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].help_text = _(
            "Leer lassen: Es gilt das Ziel der Vision, %(target)s. Sonst eine ganze Zahl."
        ) % {"target": vision}
        _offer_people(self)


class OwnGoalForm(SettingsForm):
    title = forms.CharField(label=_("Titel"), max_length=60)
    sentence = forms.CharField(
        label=_("Ihr Satz dazu"),
        required=False,
        max_length=200,
        help_text=_("Warum Sie sich das vornehmen, in einem Satz. Er steht unter dem Titel."),
    )
    figure = forms.ChoiceField(label=_("Kennzahl"))
    target = forms.IntegerField(
        label=_("Ziel"), help_text=_("Bei Anteilen in Prozent, sonst die Anzahl in 7 Tagen.")
    )
    at_most = forms.BooleanField(label=_("Weniger ist besser"), required=False)
    keeper = forms.ModelChoiceField(
        label=_("Wer sieht danach?"), queryset=User.objects.none(), required=False, empty_label=_("niemand")
    )
    active = forms.BooleanField(
        label=_("Wir verfolgen es"),
        required=False,
        initial=True,
        help_text=_("Ohne Haken steht es nicht mehr auf dem Zielbild. Es bleibt erhalten."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shares = [(code, each.label) for code, each in FIGURES.items() if each.is_share]
        counts = [(code, each.label) for code, each in FIGURES.items() if not each.is_share]
        choices = [(_("Anteile"), shares), (_("Anzahl in 7 Tagen"), counts)]
        self.fields["figure"].choices = choices  # type: ignore[attr-defined]
        _offer_people(self)


def _offer_people(form: forms.Form) -> None:
    people = User.objects.filter(is_active=True)
    form.fields["keeper"].queryset = people  # type: ignore[attr-defined]
