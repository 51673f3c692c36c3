"""The page of a survey as a form: one field for each question of its version. What was never asked is not read."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.answering import LONGEST_TEXT, Given
from feedback.models import QuestionKind, SurveyQuestion
from feedback.survey_questions import ENDS, field_of, in_words, options_of

MISSING = {
    "required": _("Bitte wählen Sie eine Antwort."),
    "invalid_choice": _("Bitte wählen Sie eine Antwort."),
}
NO_FACE = {
    "required": _("Bitte wählen Sie ein Gesicht."),
    "invalid_choice": _("Bitte wählen Sie ein Gesicht."),
}
NO_WORDS = {"required": _("Bitte schreiben Sie ein paar Worte.")}
NUMBERS = (QuestionKind.CSAT, QuestionKind.NPS, QuestionKind.CES)


class AnswerForm(forms.Form):
    """`chosen`: answers a link in the mail carries, by kind ("csat": "4"); they only preset the page."""

    def __init__(
        self,
        data: Any = None,
        *,
        questions: Sequence[SurveyQuestion],
        chosen: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=_preset(questions, chosen or {}))
        self.questions = questions
        for question in questions:
            self.fields[field_of(question)] = _field(question)

    def asked(self) -> list[dict[str, Any]]:
        """Each question as the page shows it: words, field, and its options."""
        return [
            {
                "kind": question.kind,
                "words": in_words(question),
                "required": question.required,
                "field": self[field_of(question)],
                "options": options_of(question),
                "ends": ENDS.get(question.kind),  # type: ignore[call-overload]
            }
            for question in self.questions
        ]

    def given(self) -> Given:
        said: dict[str, Any] = {}
        choices: dict[int, int] = {}
        for question in self.questions:
            value = self.cleaned_data[field_of(question)]
            if question.kind == QuestionKind.CHOICE:
                if value != "":
                    choices[question.pk] = int(value)
            else:
                said[field_of(question)] = value
        return Given(**said, choices=choices)


def _field(question: SurveyQuestion) -> forms.Field:
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(required=question.required, max_length=LONGEST_TEXT, error_messages=NO_WORDS)
    options = options_of(question)
    errors = NO_FACE if question.kind == QuestionKind.CSAT else MISSING
    if question.kind in NUMBERS:
        return forms.TypedChoiceField(
            required=question.required, choices=options, coerce=int, empty_value=None, error_messages=errors
        )
    return forms.ChoiceField(required=question.required, choices=options, error_messages=errors)


def _preset(questions: Sequence[SurveyQuestion], chosen: Mapping[str, str]) -> dict[str, str]:
    return {
        field_of(question): chosen[question.kind]
        for question in questions
        if question.kind in chosen and chosen[question.kind] in dict(options_of(question))
    }
