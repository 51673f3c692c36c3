"""Building a survey: only the administration, nothing that was asked changes, and who took the exception is known."""

from datetime import timedelta
from typing import Any

import pytest

from crm.lib.acts import NotAllowed, Refused
from feedback.models import Survey
from feedback.survey_building import (
    Question,
    claim_exception,
    end_exception,
    save_questions,
    save_survey,
    standard,
    switch,
)
from feedback.survey_standard import standard_survey
from tests.factories.company import make_user
from tests.factories.surveys import ASKED, MONDAY, a_shop, an_invitation

pytestmark = pytest.mark.django_db
NPS = Question(kind="nps", text_de="Würden Sie uns weiterempfehlen?", text_en="Would you recommend us?")
CHOICE = Question(kind="choice", text_de="Wie weiter?", options="Anruf | Call\nMail")


def test_a_new_survey_asks_the_standard_questions_and_does_not_run_yet() -> None:
    admin = make_user("admin")
    survey = save_survey(None, {"name": "Jahresfrage", "trigger": "contact"}, by=admin, at=MONDAY)
    assert (survey.active, survey.created_by) == (False, admin)
    kinds = survey.versions.get().questions.values_list("kind", "text_en")
    assert [kind for kind, _words in kinds] == ["solved", "csat", "text"]
    assert all(words for _kind, words in kinds)
    switch(survey.pk, on=True, by=admin, at=ASKED)
    told: Any = survey.history.latest()
    assert (told.active, told.history_user, told.history_date) == (True, admin, ASKED)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"share": 0}, "share"),
        ({"valid_days": 14}, "valid_days"),
        ({"reminder_days": 12, "valid_days": 9}, "reminder_days"),
        ({"from_hour": 20}, "until_hour"),
        ({"trigger": "segment"}, "run_on"),
    ],
)
def test_what_cannot_be_is_said_by_field(values: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        save_survey(None, {"name": "Frage", "trigger": "case"} | values, by=make_user("admin"), at=MONDAY)
    assert set(refused.value.messages) == {field}
    assert not Survey.objects.exists()


def test_questions_that_were_asked_stay_and_a_change_makes_a_new_version() -> None:
    shop, admin = a_shop(), make_user("admin")
    survey = standard_survey(MONDAY)
    unused = save_questions(survey, [*standard(), NPS], by=admin, at=MONDAY)
    assert unused.number == 1
    assert unused.questions.count() == 4
    invitation, _token = an_invitation(shop)
    assert save_questions(survey, [*standard(), NPS], by=admin, at=ASKED) == unused
    changed = save_questions(survey, [NPS, CHOICE], by=admin, at=ASKED)
    assert changed.number == 2
    assert changed.questions.get(kind="choice").options == [
        {"de": "Anruf", "en": "Call"},
        {"de": "Mail", "en": ""},
    ]
    assert invitation.version.questions.count() == 4


@pytest.mark.parametrize(
    ("questions", "field"),
    [
        ([], ""),
        ([NPS] + [CHOICE] * 6, ""),
        ([NPS, CHOICE, NPS], "2-kind"),
        ([Question(kind="strange", text_de="?")], "0-kind"),
        ([Question(kind="csat", text_de=" ")], "0-text_de"),
        ([Question(kind="csat", text_de="x" * 161)], "0-text_de"),
        ([Question(kind="choice", text_de="Wie?", options="nur eine")], "0-options"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused(questions: list[Question], field: str) -> None:
    with pytest.raises(Refused) as refused:
        save_questions(standard_survey(MONDAY), questions, by=make_user("admin"), at=MONDAY)
    assert set(refused.value.messages) == {field}


def test_the_legal_exception_is_signed_and_ended_by_somebody() -> None:
    survey, admin = standard_survey(MONDAY), make_user("admin")
    with pytest.raises(Refused):
        claim_exception(survey.pk, reason=" ", by=admin, at=MONDAY)
    claim_exception(survey.pk, reason="Nur nach einem Kauf", by=admin, at=MONDAY)
    with pytest.raises(Refused):
        claim_exception(survey.pk, reason="Noch einmal", by=admin, at=MONDAY)
    end_exception(survey.pk, by=admin, at=ASKED)
    end_exception(survey.pk, by=admin, at=ASKED + timedelta(days=1))
    row = survey.exceptions.get()
    assert (row.by, row.reason, row.ended_at, row.ended_by) == (admin, "Nur nach einem Kauf", ASKED, admin)


@pytest.mark.parametrize("role", ["management", "lead", "frontdesk"])
def test_only_the_administration_builds(role: str) -> None:
    by, survey = make_user(role), standard_survey(MONDAY)
    for act in (
        lambda: save_survey(survey, {"name": "Anders"}, by=by, at=MONDAY),
        lambda: save_questions(survey, [NPS], by=by, at=MONDAY),
        lambda: switch(survey.pk, on=False, by=by, at=MONDAY),
        lambda: claim_exception(survey.pk, reason="Darum", by=by, at=MONDAY),
        lambda: end_exception(survey.pk, by=by, at=MONDAY),
    ):
        with pytest.raises(NotAllowed):
            act()
