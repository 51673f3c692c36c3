"""What is typed on the pages of Datenschutz. The acts judge it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Demand, Ground, ProcessingRegister, RetentionClass, Topic
from contacts.models.retention import AMOUNT_RANGE, YEARS_RANGE
from crm.company.settings_editing import SettingsForm


class RequestForm(SettingsForm):
    kind = forms.ChoiceField(label=_("Worum es geht"), choices=Demand.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Was gesagt wurde"),
        max_length=300,
        required=False,
        help_text=_("Zum Beispiel: bitte per Post."),
    )


class EraseForm(SettingsForm):
    ground = forms.ChoiceField(label=_("Warum"), choices=Ground.choices, widget=forms.RadioSelect)
    typed = forms.CharField(label=_("Kundennummer zur Bestätigung"), max_length=20)


class RestrictForm(SettingsForm):
    reason = forms.CharField(
        label=_("Grund"),
        max_length=200,
        help_text=_("Zum Beispiel: bestreitet, dass die Anschrift stimmt. Bitte keine Einzelheiten."),
    )


class RuleForm(SettingsForm):
    active = forms.BooleanField(label=_("läuft jede Nacht"), required=False)
    amount = forms.IntegerField(label=_("nach"), min_value=AMOUNT_RANGE[0], max_value=AMOUNT_RANGE[1])


class ClassForm(SettingsForm):
    name = forms.CharField(label=_("Name"), max_length=80)
    reason = forms.CharField(
        label=_("Rechtsgrund"), max_length=160, help_text=_("Zum Beispiel: § 147 AO, § 257 HGB.")
    )
    years = forms.IntegerField(
        label=_("Jahre, gezählt vom Ende des Jahres"), min_value=YEARS_RANGE[0], max_value=YEARS_RANGE[1]
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Vorgänge mit diesen Anliegen, und denen darunter"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    active = forms.BooleanField(label=_("gilt"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics: Any = self.fields["topics"]
        topics.queryset = Topic.objects.filter(active=True, parent=None)

    @classmethod
    def initial_of(cls, row: RetentionClass | None) -> dict[str, Any]:
        if row is None:
            return {}
        told = {name: getattr(row, name) for name in ("name", "reason", "years", "active")}
        return told | {"topics": list(row.topics.all())}


class RegisterForm(SettingsForm):
    controller = forms.CharField(
        label=_("Verantwortlich"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name, Anschrift, Telefon und E-Mail der Firma."),
    )
    officer = forms.CharField(
        label=_("Datenschutzbeauftragte"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wie man sie erreicht; leer, wenn es keine gibt."),
    )
    recipients = forms.CharField(
        label=_("Wer die Daten außerdem bekommt"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zum Beispiel der Betreiber des Servers, mit Vertrag vom …"),
    )
    measures = forms.CharField(
        label=_("Technische und organisatorische Maßnahmen"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def initial_of(cls, row: ProcessingRegister) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ("controller", "officer", "recipients", "measures")}
