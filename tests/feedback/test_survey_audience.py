"""Other triggers, samples, quiet days, the reminder and the legal exception: who is asked, and who is not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cases.models import Case
from contacts.models import Contact, Purpose
from crm.company.models import Role
from crm.lib.history import save_as
from crm.outbox.delivery import sweep_mail
from crm.outbox.sweeping import SweepResult
from feedback.answering import Given, answer, invitation_of, opt_out
from feedback.models import Feedback, Invitation, Survey
from feedback.proofs import proofs
from feedback.survey_audience import due
from feedback.survey_building import claim_exception
from feedback.survey_sample import in_sample
from feedback.survey_standard import standard_survey
from feedback.surveys import note_sent, sweep_invitations
from tests.factories.cases import captured
from tests.factories.company import make_user
from tests.factories.surveys import ASKED, CLOSED, Shop, a_shop, an_invitation, consents, mails

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def changed(**values: Any) -> Survey:
    survey = standard_survey(ASKED)
    for name, value in values.items():
        setattr(survey, name, value)
    save_as(survey, by=None, at=ASKED)
    return survey


def solved_at_once(shop: Shop, *, of: Case) -> Contact:
    return captured(
        shop.topic, by=shop.worker, at=CLOSED, customer=of.customer_id, outcome="resolved"
    ).contact


def test_after_a_contact_that_was_solved_at_once(shop: Shop) -> None:
    case = shop.closed_case()
    consents(case)
    contact = solved_at_once(shop, of=case)
    changed(trigger="contact")
    assert sweep_invitations(ASKED) == SweepResult(handled=1)
    invitation = Invitation.objects.get()
    assert (invitation.contact, invitation.case, invitation.customer) == (contact, None, case.customer)
    assert "Zu Ihrem Anliegen „Reparatur“ vom 2. März." in mails()[0].text
    said = answer(invitation.pk, Given(solved="no"), at=ASKED + DAY)
    assert said.case is not None
    assert (said.case.title, said.case.topic) == ("Unzufrieden (Umfrage)", shop.topic)


def test_a_segment_on_its_day_and_each_customer_once(shop: Shop) -> None:
    first, second = shop.closed_case(), shop.closed_case()
    consents(first, purpose=Purpose.POLL)
    consents(second, purpose=Purpose.POLL)
    consents(shop.closed_case())  # after a case, that is; not out of the blue
    shop.closed_case()  # never asked for a consent
    changed(trigger="segment", run_on=ASKED.date())
    assert sweep_invitations(ASKED - DAY) == SweepResult()
    assert sweep_invitations(ASKED) == SweepResult(handled=2)
    assert sweep_invitations(ASKED + DAY) == SweepResult()
    assert set(Invitation.objects.values_list("customer", "run_on")) == {
        (case.customer_id, ASKED.date()) for case in (first, second)
    }
    assert "Ihre Meinung hilft uns." in mails()[0].text


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({}, 1),
        ({Purpose.SURVEY: True}, 1),
        ({Purpose.SURVEY: False}, 0),
        ({Purpose.POLL: False, Purpose.SURVEY: True}, 0),
        ({Purpose.POLL: True, Purpose.SURVEY: False}, 1),
    ],
)
def test_the_exception_reaches_nobody_who_said_no_to_any_survey(
    shop: Shop, said: dict[Purpose, bool], asked: int
) -> None:
    case = shop.closed_case()
    for purpose, given in said.items():
        consents(case, purpose=purpose, given=given)
    survey = changed(trigger="segment", run_on=ASKED.date())
    claim_exception(survey.pk, reason="Nach einem Kauf", by=make_user(Role.ADMIN), at=ASKED)
    assert sweep_invitations(ASKED) == SweepResult(handled=asked)


def test_whoever_opts_out_is_asked_by_no_survey_any_more(shop: Shop) -> None:
    invitation, _token = an_invitation(shop)
    opt_out(invitation.pk, at=ASKED)
    changed(trigger="segment", run_on=(ASKED + 10 * DAY).date(), rest_days=7)
    sweep_invitations(ASKED + 10 * DAY)
    assert Invitation.objects.get() == invitation


@pytest.mark.parametrize(
    "values",
    [
        {"channel": "letter"},
        {"rest_days": 7, "active": False},
        {"share": 1, "delay_hours": 24},
        {"from_hour": 11},
    ],
)
def test_whoever_is_outside_of_a_survey_is_not_asked(shop: Shop, values: dict[str, Any]) -> None:
    consents(shop.closed_case())
    survey = changed(**values)
    if "share" in values and in_sample(Case.objects.get().pk, survey_id=survey.pk, share=1):
        pytest.skip("the one of hundred")
    assert sweep_invitations(ASKED - timedelta(hours=2 if "from_hour" in values else 0)) == SweepResult()


def test_a_sample_is_the_same_in_python_and_in_the_database(shop: Shop) -> None:
    for _ in range(12):
        consents(shop.closed_case())
    for share in (1, 30, 50, 99, 100):
        survey = changed(share=share)
        chosen = {
            case.pk for case in Case.objects.all() if in_sample(case.pk, survey_id=survey.pk, share=share)
        }
        assert set(due(survey, ASKED).values_list("pk", flat=True)) == chosen


def test_on_a_sunday_nobody_is_asked_unless_the_survey_wants_it(shop: Shop) -> None:
    sunday = datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
    consents(shop.closed_case())
    assert sweep_invitations(sunday) == SweepResult()
    changed(working_days_only=False)
    assert sweep_invitations(sunday) == SweepResult(handled=1)


def test_one_reminder_with_a_link_of_its_own(shop: Shop) -> None:
    changed(reminder_days=3, from_hour=0, until_hour=24)
    invitation, token = an_invitation(shop)
    sweep_mail(ASKED)
    note_sent()
    assert sweep_invitations(ASKED + 3 * DAY - timedelta(seconds=1)) == SweepResult()
    assert sweep_invitations(ASKED + 3 * DAY) == SweepResult(handled=1)
    again = mails()[1]
    assert "noch einmal" in again.subject
    second = again.path.strip("/").rpartition("/")[2]
    assert second != token
    assert invitation_of(second) == invitation_of(token) == invitation
    assert sweep_invitations(ASKED + 4 * DAY) == SweepResult()


@pytest.mark.parametrize("what", ["answered", "withdrawn"])
def test_who_answered_or_said_no_is_not_reminded(shop: Shop, what: str) -> None:
    changed(reminder_days=3, from_hour=0, until_hour=24)
    invitation, _token = an_invitation(shop)
    sweep_mail(ASKED)
    note_sent()
    assert invitation.case is not None
    if what == "answered":
        answer(invitation.pk, Given(solved="yes", score=5), at=ASKED + DAY)
    else:
        consents(invitation.case, given=False, at=ASKED + DAY)
    assert sweep_invitations(ASKED + 3 * DAY) == SweepResult()


def test_the_exception_reaches_who_said_nothing_and_never_who_said_no(shop: Shop) -> None:
    silent, refused = shop.closed_case(), shop.closed_case()
    consents(refused, given=False)
    survey = standard_survey(ASKED)
    assert sweep_invitations(ASKED) == SweepResult()
    claim_exception(survey.pk, reason="Nur nach einem Kauf", by=make_user("admin"), at=ASKED)
    assert sweep_invitations(ASKED) == SweepResult(handled=1)
    assert Invitation.objects.values_list("case", "ground").get() == (silent.pk, "exception")


@pytest.mark.parametrize(("score", "contacts"), [(5, 1), (2, 1)])
def test_words_wait_in_the_inbox_as_one_voice_of_one_contact(shop: Shop, score: int, contacts: int) -> None:
    invitation, _token = an_invitation(shop)
    before = Contact.objects.count()
    said = answer(invitation.pk, Given(solved="yes", score=score, text="Bitte länger offen."), at=ASKED + DAY)
    assert Contact.objects.count() == before + contacts
    voice = Feedback.objects.get()
    assert (voice.origin, voice.kind, voice.sorted_at) == ("survey", "", None)
    assert (voice.case, voice.topic) == (said.case, shop.topic)
    assert voice.contact.outcome == ("follow_up" if said.is_low else "no_concern")


def test_who_is_locked_by_then_is_listed_as_not_reachable(shop: Shop) -> None:
    invitation, _token = an_invitation(shop)
    type(invitation.customer).everybody.filter(pk=invitation.customer_id).update(standing="locked")
    said = answer(invitation.pk, Given(solved="no", score=1), at=ASKED + DAY)
    assert (said.unreachable, said.case) == (True, None)
    assert all(proof.broken == 0 for proof in proofs(ASKED + DAY))
    opt_out(invitation.pk, at=ASKED + DAY)  # and may still object
    assert invitation.customer.consents.latest("pk").state == "withdrawn"
