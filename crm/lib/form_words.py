"""What a field of a form says when it is empty or cannot be read: what to do, in the words of the house."""

from django import forms
from django.utils.translation import gettext_lazy as _

_NOT_OFFERED = _("Das steht nicht mehr zur Wahl. Bitte wählen Sie aus der Liste.")
WORDS: dict[type[forms.Field], dict[str, object]] = {
    forms.Field: {"required": _("Bitte füllen Sie dieses Feld aus.")},
    forms.ChoiceField: {"required": _("Bitte wählen Sie etwas aus."), "invalid_choice": _NOT_OFFERED},
    forms.ModelChoiceField: {"required": _("Bitte wählen Sie etwas aus."), "invalid_choice": _NOT_OFFERED},
    forms.DateField: {
        "required": _("Bitte wählen Sie den Tag."),
        "invalid": _("Bitte schreiben Sie den Tag zum Beispiel so: 3.12.2026."),
    },
    forms.TimeField: {
        "required": _("Bitte nennen Sie die Uhrzeit."),
        "invalid": _("Schreiben Sie die Uhrzeit so: 9:30."),
    },
}


def speak_plainly() -> None:
    """Call once at start, before any form is made: these words stand where Django has its own."""
    for kind, words in WORDS.items():
        kind.default_error_messages = {**kind.default_error_messages, **words}  # type: ignore[dict-item]
