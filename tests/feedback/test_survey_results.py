"""What a survey found, counted by hand beside it; read from counts, whose writing twice changes nothing."""

from datetime import date, timedelta
from random import Random

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.models import Case
from crm.company.presence import company_day
from feedback.answering import Given, answer
from feedback.models import Invitation, SurveyAnswer, SurveyCount
from feedback.survey_building import Question, save_questions
from feedback.survey_counts import sweep_counts, write_counts
from feedback.survey_results import results
from feedback.survey_standard import standard_survey
from tests.factories.company import make_site, make_user
from tests.factories.surveys import ASKED, MONDAY, a_shop, an_invitation

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NPS = Question(kind="nps", text_de="Weiterempfehlen?", required=False)
CES = Question(kind="ces", text_de="Wie leicht?", required=False)
CHOICE = Question(kind="choice", text_de="Wie weiter?", options="Anruf\nMail")


def a_round(number: int) -> list[SurveyAnswer]:
    """So many were asked on one day about cases of one shop; two of three answered, over four days."""
    dice = Random(4)
    shop, survey = a_shop(), standard_survey(MONDAY)
    version = save_questions(survey, [NPS, CES, CHOICE], by=make_user("admin"), at=MONDAY)
    choice = version.questions.get(kind="choice").pk
    said = []
    for place in range(number):
        invitation, _token = an_invitation(shop)
        type(invitation).objects.filter(pk=invitation.pk).update(sent_at=ASKED)
        if place % 3:
            given = Given(
                nps=dice.randint(0, 10), ces=dice.randint(1, 7), choices={choice: dice.randint(0, 1)}
            )
            said.append(answer(invitation.pk, given, at=ASKED + dice.randint(0, 3) * DAY))
    return said


def test_results_are_what_was_answered() -> None:
    said = a_round(9)
    now = ASKED + 5 * DAY
    sweep_counts(now)
    before = sorted(SurveyCount.objects.values_list("day", "dimension", "code", "value", "number"))
    assert write_counts(company_day(ASKED), company_day(now)) == len(before)
    assert sorted(SurveyCount.objects.values_list("day", "dimension", "code", "value", "number")) == before
    found = results(standard_survey(MONDAY), first=date(2026, 3, 2), last=company_day(now))
    assert (found.total.sent, found.total.answered) == (9, 6) == (9, len(said))
    up = sum((each.nps or 0) >= 9 for each in said)
    down = sum((each.nps or 0) <= 6 for each in said)
    assert found.total.measures["nps"].found.value == pytest.approx(100 * (up - down) / 6)
    assert found.total.measures["ces"].found.value == sum((each.ces or 0) >= 5 for each in said) / 6
    assert "csat" not in found.total.measures
    assert [(name, each.answered) for name, each in found.topics] == [("Reparatur, Riss", 6)]
    assert found.sites == []  # three people work there: their score would be theirs
    ((words, options),) = found.choices
    assert (words, sum(number for _option, number in options)) == ("Wie weiter?", 6)
    assert [(day, each.sent) for day, each in found.weeks] == [(date(2026, 3, 2), 9)]


def test_small_sites_stand_together_and_never_alone() -> None:
    a_round(9)
    sweep_counts(ASKED + 5 * DAY)
    case = Case.objects.filter(pk__in=Invitation.objects.values("case")).first()
    assert case is not None
    asked_at = case.team.site
    for name, people in (("Zentrale", 10), ("Lager", 10), ("Kiosk", 2)):
        site = make_site(name=name)
        for _each in range(people):
            make_user("frontdesk", site=site)
    found = results(standard_survey(MONDAY), first=date(2026, 3, 2), last=company_day(ASKED + 5 * DAY))
    assert [(name, each.sent, each.answered) for name, each in found.sites] == [
        ("kleine Standorte zusammen", 9, 6)
    ]
    for _each in range(12):
        make_user("frontdesk", site=asked_at)
    found = results(standard_survey(MONDAY), first=date(2026, 3, 2), last=company_day(ASKED + 5 * DAY))
    assert [(name, each.sent) for name, each in found.sites] == [(asked_at.name, 9)]


def test_what_is_older_than_two_weeks_stays_as_it_was_counted() -> None:
    a_round(3)
    sweep_counts(ASKED + DAY)
    before = SurveyCount.objects.count()
    sweep_counts(ASKED + 40 * DAY)
    assert SurveyCount.objects.count() == before > 0


@pytest.mark.parametrize("number", [1, 7])
def test_the_pages_cost_the_same_however_many_answered(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_round(number)
    sweep_counts(ASKED + 3 * DAY)
    survey = standard_survey(MONDAY)
    client.force_login(make_user("management"))
    client.get("/umfragen/")
    with django_assert_num_queries(7):
        assert survey.name in client.get("/umfragen/").content.decode()
    with django_assert_num_queries(12):
        page = client.get(f"/umfragen/{survey.pk}/ergebnis/?wochen=52").content.decode()
    assert "{%" not in page
