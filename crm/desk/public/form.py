"""What a public form asks: what kind of message, the words, and where an answer reaches them."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.file_fields import FilesField
from feedback.models import NAME_LENGTH, REACH_LENGTH, VoiceKind

LONGEST_TEXT: Final = 5_000
MISSING: Final = _("Bitte schreiben Sie uns, worum es geht.")
TOO_LONG: Final = _("Das ist zu lang: höchstens %(limit_value)d Zeichen. Ihr Text ist noch da.")
UNSTORABLE: Final = _("Dieser Text enthält ein Zeichen, das sich nicht speichern lässt.")


class PublicForm(forms.Form):
    """`homepage` is the trap: nobody sees it, so nobody fills it in. `work` is what a script may bring."""

    kind = forms.ChoiceField(
        error_messages={
            "required": _("Bitte wählen Sie, was es ist."),
            "invalid_choice": _("Bitte wählen Sie, was es ist."),
        }
    )
    text = forms.CharField(
        max_length=LONGEST_TEXT, error_messages={"required": MISSING, "max_length": TOO_LONG}
    )
    name = forms.CharField(max_length=NAME_LENGTH, required=False, error_messages={"max_length": TOO_LONG})
    reach = forms.CharField(max_length=REACH_LENGTH, required=False, error_messages={"max_length": TOO_LONG})
    wants_answer = forms.BooleanField(required=False)
    token = forms.CharField(required=False)
    homepage = forms.CharField(required=False)
    work = forms.CharField(required=False)

    def __init__(
        self, *args: Any, kinds: tuple[VoiceKind, ...], takes_files: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if takes_files:
            self.fields["uploads"] = FilesField()
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A question and a wish for an answer need a way back; a complaint is looked into without one too."""
        said = super().clean() or {}
        unanswerable = said.get("wants_answer") or said.get("kind") == VoiceKind.QUESTION
        if unanswerable and not said.get("reach") and "reach" not in self.errors:
            self.add_error(
                "reach", _("Wohin dürfen wir antworten? Eine E-Mail-Adresse oder Telefonnummer genügt.")
            )
        return said
