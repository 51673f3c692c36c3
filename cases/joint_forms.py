"""What is asked when cases are merged, split, linked and unlinked. Choices come as (id as text, words)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.act_form import ActForm
from cases.models import LinkKind

Choices = Sequence[tuple[str, str]]


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class OneOfOthers(ActForm):
    """One of some other cases is chosen; `nothing` says why there is none, in the words of `without`."""

    other = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    nothing: str | Promise = ""
    without: str | Promise

    def __init__(self, *args: Any, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "other", others)
        if not others:
            del self.fields["other"]
            self.nothing = self.without


class MergeForm(OneOfOthers):
    other = forms.TypedChoiceField(
        label=_("Welcher Vorgang geht in diesem auf?"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_(
            "Kontakte, Notizen, Anhänge und Stimmen kommen hierher, das frühere Versprechen gilt. "
            "Zwei Wochen lang lässt es sich zurücknehmen."
        ),
    )
    without = _("Zu dieser Kundin oder diesem Kunden gibt es keinen anderen offenen Vorgang.")


class SplitForm(ActForm):
    contacts = forms.TypedMultipleChoiceField(
        label=_("Diese Kontakte werden ein eigener Vorgang"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Sein Versprechen zählt ab dem ersten dieser Kontakte."),
    )
    notes = forms.TypedMultipleChoiceField(
        label=_("Diese Notizen gehen mit"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    nothing: str | Promise = ""

    def __init__(self, *args: Any, contacts: Choices, notes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "contacts", contacts)
        _offer(self, "notes", notes)
        if not notes or not contacts:
            del self.fields["notes"]
        if not contacts:
            del self.fields["contacts"]
            self.nothing = _(
                "Hier gibt es nichts abzutrennen: Der Kontakt, mit dem der Vorgang begann, bleibt bei ihm."
            )


class LinkForm(ActForm):
    kind = forms.ChoiceField(
        label=_("Dieser Vorgang …"),
        choices=LinkKind.choices,
        widget=forms.RadioSelect,
        initial=LinkKind.RELATED,
    )
    other = forms.RegexField(
        r"^\s*#?\s*\d{1,9}\s*$",
        label=_("Nummer des anderen Vorgangs"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "#4711"}),
        error_messages={"invalid": _("Bitte geben Sie die Nummer an, zum Beispiel #4711.")},
    )

    def number(self) -> int:
        return int(self.cleaned_data["other"].strip().lstrip("#"))


class UnlinkForm(OneOfOthers):
    other = forms.TypedChoiceField(label=_("Welche Verknüpfung lösen?"), coerce=int, widget=forms.RadioSelect)
    without = _("Dieser Vorgang ist mit keinem anderen verknüpft.")
