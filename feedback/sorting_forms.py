"""How a voice is sorted, as a form: its kind, what it is about, and how grave a complaint is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Product, Topic
from crm.company.models import Site
from feedback.models import Feedback, Severity, VoiceKind
from feedback.sorting import Chosen
from feedback.sorting_choices import choices_for


class SortingForm(forms.Form):
    """`voice` gives what stands there at first; a topic or product out of use stays where it already is."""

    kind = forms.ChoiceField(
        label=_("Was ist es?"),
        choices=VoiceKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Was ist es? Wählen Sie Lob, Beschwerde, Wunsch oder etwas anderes."),
        },
    )
    severity = forms.TypedChoiceField(
        label=_("Wie schwer wiegt die Beschwerde?"),
        choices=Severity.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    topic = forms.ModelChoiceField(
        label=_("Anliegen"), queryset=Topic.objects.none(), required=False, empty_label=_("noch keins")
    )
    product = forms.ModelChoiceField(
        label=_("Produkt"), queryset=Product.objects.none(), required=False, empty_label=_("keins")
    )
    site = forms.ModelChoiceField(
        label=_("Standort"), queryset=Site.objects.none(), required=False, empty_label=_("keiner")
    )

    def __init__(self, data: Any = None, *, voice: Feedback) -> None:
        initial = {
            "kind": voice.kind,
            "severity": voice.severity,
            "topic": voice.topic_id,
            "product": voice.product_id,
            "site": voice.site_id,
        }
        super().__init__(data, initial=initial)
        for name, queryset in choices_for(voice).items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset

    def chosen(self) -> Chosen:
        """Only for a valid form."""
        return Chosen(**self.cleaned_data)
