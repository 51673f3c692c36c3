"""The survey that every company begins with: is it solved, how content are you, what could be better."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from crm.lib.history import save_as
from feedback.models import Survey, SurveyQuestion, SurveyVersion

NAME: Final = gettext_noop("Nach einem Vorgang")
QUESTIONS: Final = (
    ("solved", gettext_noop("Ist Ihr Anliegen gelöst?")),
    ("csat", gettext_noop("Wie zufrieden sind Sie mit uns?")),
    ("text", gettext_noop("Was sollen wir besser machen?")),
)


def standard_survey(at: datetime) -> Survey:
    """The first survey there is; made, and running, where there is none yet."""
    return Survey.objects.order_by("pk").first() or _make(at)


@transaction.atomic
def _make(at: datetime) -> Survey:
    survey = Survey(name=said_in("de", NAME), trigger="case", active=True, created_at=at)
    save_as(survey, by=None, at=at, force_insert=True)
    version = SurveyVersion.objects.create(survey=survey, number=1, created_at=at)
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(
            version=version,
            position=place,
            kind=kind,
            text_de=said_in("de", words),
            text_en=said_in("en", words),
            required=kind != "text",
        )
        for place, (kind, words) in enumerate(QUESTIONS, 1)
    )
    return survey


def said_in(language: str, words: str) -> str:
    with translation.override(language):
        return gettext(words)
