"""What is asked before a file is taken away."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.act_form import ActForm


class RemoveFileForm(ActForm):
    reason = forms.CharField(
        label=_("Warum soll die Datei weg?"),
        max_length=200,
        help_text=_(
            "Etwa: falscher Vorgang, zeigt jemand anderen. Name und Grund bleiben im Verlauf, die Datei nicht."
        ),
        error_messages={"required": _("Bitte schreiben Sie, warum.")},
    )
