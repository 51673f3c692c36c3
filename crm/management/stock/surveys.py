"""Customers asked whether a closed case is solved, and what they answered; whoever was not content has a case."""

from collections.abc import Iterator, Sequence
from typing import Final

from contacts.consent_wordings import keep, our_question
from contacts.models import Consent, Purpose
from crm.management.stock.contacts import first_response_of
from crm.management.stock.plans import VALID, Asked, Plan
from crm.management.stock.stock import YEARS_BACK, Stock
from crm.management.stock.writing import Row, write
from feedback.models import Invitation, SurveyAnswer
from feedback.survey_standard import standard_survey

RECOMMEND: Final = {5: 10, 4: 8, 3: 7, 2: 4, 1: 1}
RECOMMENDS: Final = 0.7
SOLVED: Final = {5: "yes", 4: "yes", 3: "partly", 2: "partly", 1: "no"}
HOW_WE_KNOW: Final = "am Telefon gesagt"


def bring_in_surveys(stock: Stock, plans: Sequence[Plan]) -> None:
    """Of a portion of cases. An invitation has the id of its case."""
    survey = standard_survey(stock.now - YEARS_BACK)
    version = survey.versions.get(number=1)
    asked_aloud = our_question(Purpose.SURVEY, language="de")
    asked = [(plan, plan.asked) for plan in plans if plan.asked]
    write(
        Consent,
        ("customer_id", "at", "by_id"),
        ((plan.customer_id, plan.resolved_at, plan.opened_by_id) for plan, _said in asked),
        purpose=Purpose.SURVEY,
        state=Consent.GIVEN,
        source=HOW_WE_KNOW,
        wording_id=keep(asked_aloud, purpose=Purpose.SURVEY, at=stock.now - YEARS_BACK).pk,
    )
    write(
        Invitation,
        ("id", "case_id", "customer_id", "token_hash", "created_at", "sent_at", "expires_at"),
        (
            (plan.pk, plan.pk, plan.customer_id, f"{stock.rng.getrandbits(256):064x}", said.sent_at, said.sent_at,
             said.sent_at + VALID)
            for plan, said in asked
        ),
        survey_id=survey.pk,
        version_id=version.pk,
        ground=Invitation.CONSENT,
    )  # fmt: skip
    write(
        SurveyAnswer,
        ("invitation_id", "at", "score", "solved", "nps", "case_id", "promise_id"),
        _answers(stock, plans),
    )


def _answers(stock: Stock, plans: Sequence[Plan]) -> Iterator[Row]:
    for plan in plans:
        if plan.of_answer is not None:
            earlier, said = plan.of_answer
            yield (earlier, *_said(stock, said), plan.pk, first_response_of(plan.pk))
        if plan.asked and plan.asked.answered_at and not plan.asked.follow_up:
            yield (plan.pk, *_said(stock, plan.asked), None, None)


def _said(stock: Stock, said: Asked) -> Row:
    assert said.score is not None
    nps = RECOMMEND[said.score] if stock.rng.random() < RECOMMENDS else None
    return said.answered_at, said.score, SOLVED[said.score], nps
