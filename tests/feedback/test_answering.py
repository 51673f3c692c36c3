"""An answer counts once; a low one has exactly one case, whoever sends it how often."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from cases.models import Case, CaseContact, CaseEvent, Deadline
from contacts.models import Consent, Contact
from crm.lib.acts import Refused
from feedback.answering import Given, answer, opt_out
from feedback.models import Invitation, SurveyAnswer
from feedback.proofs import proofs
from tests.factories.surveys import ASKED, Shop, a_shop, an_invitation

pytestmark = pytest.mark.django_db
LATER = ASKED + timedelta(hours=3)
GOOD = Given(solved="yes", score=5, text="Danke!")
BAD = Given(solved="no", score=2, text="Schnarrt noch immer.")


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def test_a_good_answer_is_stored_and_told_in_the_story_of_its_case(shop: Shop) -> None:
    invitation, _token = an_invitation(shop)
    said = answer(invitation.pk, GOOD, at=LATER)
    assert (said.solved, said.score, said.text, said.at) == ("yes", 5, "Danke!", LATER)
    assert (said.case, said.promise) == (None, None)
    told = CaseEvent.objects.filter(case=invitation.case).latest("pk")
    assert (told.verb, told.by, told.text) == ("noted", None, "Umfrage: gelöst, 5 von 5.\n„Danke!“")
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("solved", "score", "low"),
    [
        ("yes", 1, True),
        ("yes", 2, True),
        ("yes", 3, False),
        ("partly", 2, True),
        ("partly", 3, False),
        ("partly", 5, False),
        ("no", 3, True),
        ("no", 5, True),
    ],
)
def test_one_or_two_of_five_or_not_solved_is_low(shop: Shop, solved: str, score: int, low: bool) -> None:
    invitation, _token = an_invitation(shop)
    said = answer(invitation.pk, Given(solved=solved, score=score), at=LATER)
    assert (said.case is not None) is said.is_low is low
    assert all(proof.broken == 0 for proof in proofs(LATER))


def test_a_low_score_opens_a_case_of_the_same_topic_with_a_promise(shop: Shop) -> None:
    invitation, _token = an_invitation(shop)
    said = answer(invitation.pk, BAD, at=LATER)
    case = said.case
    assert case is not None
    assert (case.customer, case.topic, case.team) == (invitation.customer, shop.topic, shop.topic.team)
    assert invitation.case is not None
    assert case.title == f"#{invitation.case.number} nicht gelöst (Umfrage)"
    assert said.promise == case.deadlines.get(kind="first_response")
    contact = CaseContact.objects.get(case=case).contact
    assert (contact.channel, contact.direction, contact.outcome) == ("web", "in", "follow_up")
    assert contact.recorded_by == shop.worker  # who closed the case that was asked about
    assert contact.text.endswith("Umfrage: nicht gelöst, 2 von 5.\n„Schnarrt noch immer.“")


def test_sending_again_changes_nothing(shop: Shop) -> None:
    invitation, _token = an_invitation(shop)
    first = answer(invitation.pk, BAD, at=LATER)
    counts = [model.objects.count() for model in (SurveyAnswer, Case, Contact, Deadline, CaseEvent)]
    for again in (BAD, GOOD, Given(solved="no", score=1)):
        assert answer(invitation.pk, again, at=LATER + timedelta(minutes=5)) == first
    assert [m.objects.count() for m in (SurveyAnswer, Case, Contact, Deadline, CaseEvent)] == counts
    assert Case.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_eight_senders_at_once_open_one_case() -> None:
    shop = a_shop()
    invitation, _token = an_invitation(shop)
    start, failures = Barrier(8), list[BaseException]()

    def send() -> None:
        try:
            start.wait(timeout=20)
            answer(invitation.pk, BAD, at=LATER)
        except BaseException as error:  # noqa: BLE001 - shown below
            failures.append(error)
        finally:
            connections.close_all()

    senders = [Thread(target=send) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(timeout=60)
    assert failures == []
    assert SurveyAnswer.objects.count() == 1
    assert Case.objects.count() == 2
    assert connection.is_usable()


def test_too_late_is_refused_and_nothing_is_written(shop: Shop) -> None:
    invitation, _token = an_invitation(shop)
    with pytest.raises(Refused):
        answer(invitation.pk, BAD, at=invitation.expires_at)
    assert not SurveyAnswer.objects.exists()
    assert Case.objects.count() == 1
    answer(invitation.pk, BAD, at=invitation.expires_at - timedelta(seconds=1))
    assert Case.objects.count() == 2


def test_opting_out_withdraws_the_consent_once_also_with_an_old_link(shop: Shop) -> None:
    invitation, _token = an_invitation(shop)
    late = invitation.expires_at + timedelta(days=200)
    opt_out(invitation.pk, at=late)
    opt_out(invitation.pk, at=late + timedelta(days=1))
    assert Consent.objects.values_list("state", "at").filter(by=None)[0] == ("withdrawn", late)
    assert Consent.objects.count() == 3  # given once; no more after a case, and none without an occasion
    assert Invitation.objects.get().opted_out_at == late
    with pytest.raises(Refused):
        answer(invitation.pk, GOOD, at=ASKED)
