"""What people type about an answer, and the files that belong to it. The acts judge it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.file_fields import FilesField
from cases.models import Answer
from contacts.models import Topic
from crm.company.models import User
from crm.company.settings_editing import SettingsForm
from crm.company.widgets import DayInput


class TopicChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Every topic in use, with the one above it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.parent}: {obj}" if obj.parent_id else str(obj)


class AnswerForm(SettingsForm):
    topic = TopicChoice(label=_("Anliegen"), queryset=Topic.objects.none(), empty_label=_("auswählen …"))
    title = forms.CharField(
        label=_("Frage"), max_length=160, help_text=_("So, wie Kundinnen und Kunden fragen.")
    )
    text = forms.CharField(
        label=_("Antwort"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("So kurz, dass man sie am Telefon vorlesen kann."),
    )
    steps = forms.CharField(
        label=_("Schritte"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Einer je Zeile, in der Reihenfolge. Leer: keine."),
    )
    links = forms.CharField(
        label=_("Links"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Einer je Zeile: Worte, dann die Adresse. Preisliste https://www.beispiel.de/preise"),
    )
    owner = forms.ModelChoiceField(
        label=_("Verantwortlich"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("niemand, dann die Leitung des Teams"),
        help_text=_("Bekommt einen Hinweis, wenn die Prüfung fällig ist."),
    )
    review_on = forms.DateField(
        label=_("Prüfen am"),
        required=False,
        widget=DayInput,
        help_text=_("Leer: in einem halben Jahr."),
    )
    valid_until = forms.DateField(
        label=_("Gilt bis"),
        required=False,
        widget=DayInput,
        help_text=_("Danach steht sie nicht mehr beim Erfassen. Leer: ohne Ende."),
    )
    active = forms.BooleanField(label=_("in Gebrauch"), required=False, initial=True)

    def __init__(self, *args: Any, row: Answer | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Q(pk=row.topic_id) if row else Q(pk=None)
        topics = Topic.objects.filter(Q(active=True) | kept).select_related("parent")
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]
        owner = Q(pk=row.owner_id) if row and row.owner_id else Q(pk=None)
        self.fields["owner"].queryset = User.objects.filter(Q(is_active=True) | owner)  # type: ignore[attr-defined]


class AnswerFilesForm(SettingsForm):
    uploads = FilesField(label=_("Dateien"))
