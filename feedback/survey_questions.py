"""The kinds of questions: their answers, in the words of the page."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import get_language, gettext_lazy

from feedback.models import QuestionKind, Solved, SurveyQuestion

Choices = tuple[tuple[str, Any], ...]
CHOICES: Final[Mapping[str, Choices]] = {
    QuestionKind.SOLVED: tuple((each.value, each.label) for each in Solved),
    QuestionKind.CSAT: (
        ("1", gettext_lazy("sehr unzu\u00adfrieden")),
        ("2", gettext_lazy("unzu\u00adfrieden")),
        ("3", gettext_lazy("teils, teils")),
        ("4", gettext_lazy("zufrieden")),
        ("5", gettext_lazy("sehr zufrieden")),
    ),
    QuestionKind.NPS: tuple((str(number), str(number)) for number in range(11)),
    QuestionKind.CES: tuple((str(number), str(number)) for number in range(1, 8)),
}
ENDS: Final = {
    QuestionKind.NPS: (gettext_lazy("0 auf keinen Fall"), gettext_lazy("10 auf jeden Fall")),
    QuestionKind.CES: (gettext_lazy("1 sehr schwer"), gettext_lazy("7 sehr leicht")),
}
FIELDS: Final = {"solved": "solved", "csat": "score", "nps": "nps", "ces": "ces", "text": "text"}
"""Under which name of the answer a kind is kept, which is also its name on the page."""


def field_of(question: SurveyQuestion) -> str:
    return FIELDS.get(question.kind) or f"q{question.pk}"


def in_words(question: SurveyQuestion) -> str:
    """The question in the language of the page; in German where it was not translated."""
    return question.text_en if _english() and question.text_en else question.text_de


def options_of(question: SurveyQuestion) -> list[tuple[str, str]]:
    """What can be chosen, as (value, words)."""
    if question.kind != QuestionKind.CHOICE:
        return [(value, str(label)) for value, label in CHOICES.get(question.kind, ())]
    named = "en" if _english() else "de"
    return [(str(place), each.get(named) or each["de"]) for place, each in enumerate(question.options)]


def _english() -> bool:
    return (get_language() or "de").startswith("en")
