"""Einlesen: the file to look at, and how to read it in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from contacts.importing.reading import LARGEST, too_large
from contacts.models import Source


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Liste als CSV-Datei"),
        help_text=_(
            "Die erste Zeile nennt die Spalten, zum Beispiel Vorname, Nachname, Telefon. Höchstens 10 MB."
        ),
        widget=forms.ClearableFileInput({"accept": ".csv,.txt,.tsv,text/csv"}),
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


class ReadInForm(forms.Form):
    source = forms.ModelChoiceField(
        label=_("Herkunft"),
        queryset=Source.objects.none(),
        required=False,
        empty_label=_("nicht bekannt"),
        help_text=_(
            "Wie sind diese Kundinnen und Kunden zu Ihnen gekommen? Ohne Angabe wird später gefragt."
        ),
    )
    skip_refused = forms.BooleanField(label=_("Zeilen mit Fehlern auslassen"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["source"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Source.objects.filter(active=True)
