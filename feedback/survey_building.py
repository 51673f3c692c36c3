"""Building a survey: whom it asks and when, its questions, whether it runs, and on which legal ground.

Questions somebody was asked never change: changing them makes a new version. Only the administration builds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from crm.company.models import Role, User
from crm.lib.acts import NotAllowed, Refused, refuse
from crm.lib.history import save_as
from crm.lib.lengths import fitting
from feedback.models import LegalException, QuestionKind, Survey, SurveyQuestion, SurveyVersion, Trigger
from feedback.models.survey import DELAY_HOURS, OPTIONS, REST_DAYS, SHARE, VALID_DAYS
from feedback.survey_standard import QUESTIONS, said_in

MOST_QUESTIONS: Final = 6
"""More, and people stop half-way; a survey takes a minute."""
LONGEST_OPTION: Final = 80
RANGES: Final = {
    "delay_hours": DELAY_HOURS,
    "rest_days": REST_DAYS,
    "valid_days": VALID_DAYS,
    "reminder_days": (0, VALID_DAYS[1] - 1),
    "share": SHARE,
    "from_hour": (0, 23),
    "until_hour": (1, 24),
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question as it was typed. `options`: the choices, each a line "Deutsch | English"."""

    kind: str
    text_de: str
    text_en: str = ""
    required: bool = True
    options: str = ""


@transaction.atomic
def save_survey(survey: Survey | None, values: Mapping[str, Any], *, by: User, at: datetime) -> Survey:
    """Make a survey, which does not run yet, or change one. Raises NotAllowed, Refused by field."""
    _require_builder(by)
    row = survey or Survey(created_at=at, created_by=by)
    for name, value in values.items():
        setattr(row, name, value)
    row.name = fitting("name", row.name, 80)
    _check(row)
    save_as(row, by=by, at=at)
    if survey is None:
        save_questions(row, standard(), by=by, at=at)
    return row


@transaction.atomic
def save_questions(survey: Survey, questions: Sequence[Question], *, by: User, at: datetime) -> SurveyVersion:
    """The questions from now on; the same ones change nothing. Raises NotAllowed, Refused by "<place>-<field>"."""
    _require_builder(by)
    Survey.objects.select_for_update().get(pk=survey.pk)
    rows = _checked(questions)
    newest = survey.versions.prefetch_related("questions").order_by("-number").first()
    if newest is not None and [_facts(each) for each in newest.questions.all()] == [
        _facts(each) for each in rows
    ]:
        return newest
    if newest is not None and not newest.invitations.exists():
        newest.questions.all().delete()
        version = newest
    else:
        number = newest.number + 1 if newest else 1
        version = SurveyVersion.objects.create(survey=survey, number=number, created_at=at, created_by=by)
    for row in rows:
        row.version = version
    SurveyQuestion.objects.bulk_create(rows)
    return version


@transaction.atomic
def switch(survey_id: int, *, on: bool, by: User, at: datetime) -> Survey:
    """Let a survey run, or stop it: links that are out stay valid. Raises NotAllowed, Refused."""
    _require_builder(by)
    survey = Survey.objects.select_for_update().get(pk=survey_id)
    if survey.active != on:
        survey.active = on
        save_as(survey, by=by, at=at, reason=_("eingeschaltet") if on else _("ausgeschaltet"))
    return survey


@transaction.atomic
def claim_exception(survey_id: int, *, reason: str, by: User, at: datetime) -> LegalException:
    """Record that a survey may ask without consent, and who answers for it. Raises NotAllowed, Refused."""
    _require_builder(by)
    survey = Survey.objects.select_for_update().get(pk=survey_id)
    reason = fitting("reason", reason, 300)
    if not reason:
        raise refuse("reason", _("Bitte schreiben Sie, warum die Ausnahme hier gilt."))
    if survey.exceptions.filter(ended_at=None).exists():
        raise refuse("", _("Die Ausnahme gilt schon."))
    return LegalException.objects.create(survey=survey, reason=reason, by=by, at=at)


@transaction.atomic
def end_exception(survey_id: int, *, by: User, at: datetime) -> None:
    """From now on only who agreed is asked; ending it twice changes nothing. Raises NotAllowed."""
    _require_builder(by)
    LegalException.objects.filter(survey=survey_id, ended_at=None).update(ended_at=at, ended_by=by)


def standard() -> list[Question]:
    """What a new survey begins with."""
    return [
        Question(
            kind=kind, text_de=said_in("de", words), text_en=said_in("en", words), required=kind != "text"
        )
        for kind, words in QUESTIONS
    ]


def _require_builder(by: User) -> None:
    if by.role != Role.ADMIN:
        raise NotAllowed


def _check(row: Survey) -> None:
    refused: dict[str, list[str]] = {}
    if not row.name:
        refused["name"] = [_("Bitte geben Sie der Umfrage einen Namen.")]
    for name, (least, most) in RANGES.items():
        if not least <= getattr(row, name) <= most:
            words = {"least": least, "most": most}
            refused[name] = [_("Bitte wählen Sie eine Zahl von %(least)d bis %(most)d.") % words]
    if row.from_hour >= row.until_hour:
        refused.setdefault("until_hour", [_("Das Ende liegt vor dem Anfang.")])
    if row.reminder_days >= row.valid_days:
        refused.setdefault("reminder_days", [_("Erinnert wird, solange der Link noch gilt.")])
    if row.trigger == Trigger.SEGMENT and row.run_on is None:
        refused["run_on"] = [_("Bitte wählen Sie den Tag.")]
    if refused:
        raise Refused(refused)
    if row.trigger != Trigger.SEGMENT:
        row.run_on = None


def _checked(questions: Sequence[Question]) -> list[SurveyQuestion]:
    refused: dict[str, list[str]] = {}
    if not questions:
        raise refuse("", _("Eine Umfrage braucht mindestens eine Frage."))
    if len(questions) > MOST_QUESTIONS:
        raise refuse("", _("Höchstens %(n)d Fragen: Mehr beantwortet kaum jemand.") % {"n": MOST_QUESTIONS})
    rows, seen = [], set()
    for place, each in enumerate(questions):
        if each.kind in seen:
            refused[f"{place}-kind"] = [
                _("Diese Art gibt es hier schon. Jede außer der Auswahl geht einmal.")
            ]
        if each.kind != QuestionKind.CHOICE:
            seen.add(each.kind)
        row, wrong = _question(each, place + 1)
        rows.append(row)
        refused |= {f"{place}-{name}": texts for name, texts in wrong.items()}
    if refused:
        raise Refused(refused)
    return rows


def _question(typed: Question, position: int) -> tuple[SurveyQuestion, dict[str, list[str]]]:
    wrong: dict[str, list[str]] = {}
    options = _options(typed.options) if typed.kind == QuestionKind.CHOICE else []
    row = SurveyQuestion(position=position, kind=typed.kind, required=typed.required, options=options)
    if typed.kind not in QuestionKind.values:
        wrong["kind"] = [_("Bitte wählen Sie eine Art.")]
    for name, words in (("text_de", typed.text_de), ("text_en", typed.text_en)):
        try:
            setattr(row, name, fitting(name, words, 160))
        except Refused as refusal:
            wrong |= refusal.messages
    if not typed.text_de.strip():
        wrong["text_de"] = [_("Bitte schreiben Sie die Frage.")]
    if typed.kind == QuestionKind.CHOICE:
        long = any(
            len(words) > LONGEST_OPTION or "\x00" in words for each in options for words in each.values()
        )
        if not OPTIONS[0] <= len(options) <= OPTIONS[1] or long:
            words_of = {"least": OPTIONS[0], "most": OPTIONS[1]}
            wrong["options"] = [
                _("Bitte %(least)d bis %(most)d Möglichkeiten, jede in einer Zeile, höchstens 80 Zeichen.")
                % words_of
            ]
    return row, wrong


def _options(typed: str) -> list[dict[str, str]]:
    """ "Ja | Yes" in each line; without English the German words stand in both."""
    lines = [line.partition("|") for line in typed.splitlines() if line.strip(" |")]
    return [
        {"de": german.strip() or english.strip(), "en": english.strip()} for german, _bar, english in lines
    ]


def options_as_typed(question: SurveyQuestion) -> str:
    return "\n".join(
        f"{each['de']} | {each['en']}" if each.get("en") else each["de"] for each in question.options
    )


def _facts(row: SurveyQuestion) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("kind", "text_de", "text_en", "required", "options")}
