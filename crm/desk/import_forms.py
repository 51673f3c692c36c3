"""Einlesen: the file, what its columns mean, and how to read it in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from contacts.importing.headings import LABELS, OF_AN_ADDRESS, PLACE_LABELS
from contacts.importing.mapping import BETWEEN, columns_of, meaning
from contacts.importing.opening import ENDINGS
from contacts.importing.table import LARGEST, too_large
from contacts.models import Import, Source


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Liste oder Adressbuch"),
        help_text=_(
            "CSV, Excel (xlsx, xls), OpenDocument (ods), vCard (vcf) oder LDIF. Höchstens 25 MB, 200.000 Zeilen."
        ),
        widget=forms.ClearableFileInput({"accept": ",".join(ENDINGS)}),
        error_messages={
            "required": _("Bitte wählen Sie eine Datei aus."),
            "empty": _("Die Datei ist leer."),
            "invalid": _("Bitte wählen Sie eine Datei aus."),
        },
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(too_large().messages["file"])
        return file


class StartForm(forms.Form):
    source = forms.ModelChoiceField(
        label=_("Herkunft"),
        queryset=Source.objects.none(),
        required=False,
        empty_label=_("nicht bekannt"),
        help_text=_(
            "Wie sind diese Kundinnen und Kunden zu Ihnen gekommen? Ohne Angabe wird später gefragt."
        ),
    )
    doubles = forms.ChoiceField(
        label=_("Wer vielleicht doppelt ist"),
        choices=[("skip", _("überspringen")), ("make", _("trotzdem anlegen"))],
        initial="skip",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["source"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Source.objects.filter(active=True)


class ColumnsForm(forms.Form):
    """One choice for each column, named column_0, column_1 and so on."""

    has_heading = forms.BooleanField(label=_("Die erste Zeile nennt die Spalten"), required=False)

    def __init__(self, data: Any = None, *, found: Import) -> None:
        columns = columns_of(found)
        initial = {f"column_{each.index}": meaning(each) for each in columns}
        super().__init__(data, initial={"has_heading": found.has_heading, **initial})
        known = set(initial.values())
        for column in columns:
            label = column.heading or _("Spalte %(number)d") % {"number": column.index + 1}
            self.fields[f"column_{column.index}"] = forms.ChoiceField(
                label=label, required=False, choices=_choices(known)
            )

    def meanings(self) -> list[str]:
        count = len(self.fields) - 1
        return [self.cleaned_data[f"column_{index}"] for index in range(count)]


def _choices(known: set[str]) -> list[Any]:
    """What a column can mean; places of numbered addresses only where this list has them."""
    plain: list[Any] = [("", _("nicht übernehmen")), *LABELS.items()]
    groups = [
        (
            _("Anschrift %(place)s") % {"place": place},
            [(f"{field}{BETWEEN}{code}", LABELS[field]) for field in LABELS if field in OF_AN_ADDRESS],
        )
        for code, place in PLACE_LABELS.items()
    ]
    listed = {"", *LABELS} | {value for _label, values in groups for value, _text in values}
    others = [
        (word, f"{LABELS[word.partition(BETWEEN)[0]]} ({word.partition(BETWEEN)[2]})")
        for word in sorted(known - listed)
    ]
    return [*plain, *groups, *others]
