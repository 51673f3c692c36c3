"""The file with reviews that somebody chooses."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST = 2 * 1024 * 1024


class ReviewsForm(forms.Form):
    file = forms.FileField(
        label=_("Datei mit Bewertungen"),
        help_text=_(
            "CSV mit den Überschriften Text, Datum, Sterne, Link, Standort; nur Text muss sein. Höchstens 300 Zeilen."
        ),
        widget=forms.ClearableFileInput({"accept": ".csv,text/csv"}),
        error_messages={"required": _("Bitte wählen Sie eine Datei aus.")},
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("Bitte höchstens 2 MB."))
        return file
