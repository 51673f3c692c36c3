"""Sorting a voice: a person says what it is; a complaint gets its case; everything can be taken back."""

from typing import Any
from uuid import uuid4

import pytest

from cases.models import Case, Closure, Status
from cases.noting import add_note
from contacts.models import Channel, Outcome, Topic
from crm.company.models import User
from crm.desk.capture import Capture, capture
from crm.lib.acts import Refused
from feedback.models import Feedback, PraiseDelivery
from feedback.praising import sweep_praise
from feedback.sorting import Chosen, sort_voice, undo_sorting
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.surveys import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    make_policy()
    return make_user()


@pytest.fixture
def topic(clerk: User) -> Topic:
    return make_topic(make_team((clerk,)))


def came_in(by: User, **more: Any) -> Feedback:
    """A review that nobody has sorted, without a name."""
    told: dict[str, Any] = {"outcome": Outcome.NO_CONCERN, "text": "Die Kurbel ist schon wieder kaputt."}
    said = Capture(
        client_id=uuid4(), channel=Channel.WEB, happened_at=MONDAY, origin="review", **{**told, **more}
    )
    return Feedback.objects.get(contact=capture(said, by=by, received_at=MONDAY).contact)


def test_a_complaint_gets_a_case_of_the_chosen_topic_and_the_contact_stays(clerk: User, topic: Topic) -> None:
    voice = came_in(clerk)
    sort_voice(voice.pk, Chosen(kind="complaint", topic=topic, severity=3), by=clerk, at=MONDAY)
    voice.refresh_from_db()
    case = Case.objects.get()
    assert (voice.kind, voice.severity, voice.topic, voice.case) == ("complaint", 3, topic, case)
    assert (case.is_complaint, case.topic, case.team) == (True, topic, topic.team)
    assert voice.receipt is not None
    assert voice.receipt.drop_reason == "unreachable"
    assert voice.contact.topic is None
    assert (voice.sorted_by, voice.sorted_at) == (clerk, MONDAY)


def test_undo_gives_back_what_it_was_and_withdraws_the_case(clerk: User, topic: Topic) -> None:
    voice = came_in(clerk)
    sort_voice(voice.pk, Chosen(kind="complaint", topic=topic), by=clerk, at=MONDAY)
    undo_sorting(voice.pk, by=clerk, at=MONDAY)
    voice.refresh_from_db()
    assert (voice.kind, voice.case, voice.receipt, voice.sorted_at, voice.topic) == (
        "",
        None,
        None,
        None,
        None,
    )
    assert Closure.objects.get().cancelled
    with pytest.raises(Refused):
        undo_sorting(voice.pk, by=clerk, at=MONDAY)
    sort_voice(voice.pk, Chosen(kind="complaint", topic=topic), by=clerk, at=MONDAY)
    assert Case.objects.get().status == Status.OPEN


def test_no_undo_once_somebody_works_on_the_case(clerk: User, topic: Topic) -> None:
    voice = came_in(clerk)
    done = sort_voice(voice.pk, Chosen(kind="complaint", topic=topic), by=clerk, at=MONDAY)
    assert done.case is not None
    add_note(done.case.pk, text="Angerufen.", by=clerk, at=MONDAY.replace(hour=11))
    with pytest.raises(Refused):
        undo_sorting(voice.pk, by=clerk, at=MONDAY.replace(hour=12))


def test_the_case_of_a_question_becomes_one_of_a_complaint_and_back(clerk: User, topic: Topic) -> None:
    done = captured(topic, by=clerk, at=MONDAY, voice="question")
    voice = Feedback.objects.get(contact=done.contact)
    assert done.case is not None
    sort_voice(voice.pk, Chosen(kind="complaint", topic=topic, severity=1), by=clerk, at=MONDAY)
    case = Case.objects.get(pk=done.case.pk)
    voice.refresh_from_db()
    assert voice.receipt is not None
    assert (case.is_complaint, voice.receipt.case) == (True, case)
    undo_sorting(voice.pk, by=clerk, at=MONDAY)
    voice.refresh_from_db()
    case.refresh_from_db()
    assert (case.is_complaint, case.status, voice.kind, voice.case) == (False, "open", "question", case)


def test_what_was_no_praise_after_all_is_taken_from_those_who_got_it(clerk: User, topic: Topic) -> None:
    voice = Feedback.objects.get(
        contact=captured(topic, by=clerk, at=MONDAY, outcome="resolved", voice="praise").contact
    )
    sweep_praise(MONDAY.replace(minute=1))
    assert list(PraiseDelivery.objects.values_list("to", "why")) == [(clerk.pk, "recorder")]
    assert sweep_praise(MONDAY.replace(minute=2)).handled == 0
    sort_voice(voice.pk, Chosen(kind="wish", topic=topic), by=clerk, at=MONDAY)
    assert not PraiseDelivery.objects.exists()


def test_praise_that_came_by_itself_reaches_the_lead_of_its_topic(clerk: User, topic: Topic) -> None:
    voice = came_in(clerk, text="Danke!")
    sort_voice(voice.pk, Chosen(kind="praise", topic=topic), by=clerk, at=MONDAY)
    sweep_praise(MONDAY.replace(minute=1))
    given = PraiseDelivery.objects.get()
    assert (given.to, given.why, given.voice) == (topic.team.lead, "lead", voice)


@pytest.mark.parametrize(("kind", "severity", "field"), [("", None, "kind"), ("complaint", 9, "severity")])
def test_strange_choices_are_refused(clerk: User, kind: str, severity: int | None, field: str) -> None:
    voice = came_in(clerk)
    with pytest.raises(Refused) as refused:
        sort_voice(voice.pk, Chosen(kind=kind, severity=severity), by=clerk, at=MONDAY)
    assert list(refused.value.messages) == [field]
