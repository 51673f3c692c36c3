"""Taking a contact back restores what was true before it."""

from datetime import UTC, datetime, timedelta

import pytest

from cases import lifecycle
from cases.escalation import sweep_escalations
from cases.models import Case, DeadlineState, Status
from contacts.models import Topic
from crm.company.models import Role, User
from crm.desk.voiding import undo
from crm.lib.acts import NotAllowed, Refused
from crm.outbox.models import Notice
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def worker() -> User:
    return make_user()


@pytest.fixture
def topic(worker: User) -> Topic:
    make_policy()
    return make_topic(make_team((worker,)))


def opened(topic: Topic, worker: User) -> Case:
    case = captured(topic, by=worker, at=MONDAY).case
    assert case is not None
    return case


def test_a_void_only_contact_cancels_its_case_with_deadlines_and_notices(topic: Topic, worker: User) -> None:
    done = captured(topic, by=worker, at=MONDAY)
    undo(done.contact, by=worker, at=MONDAY + timedelta(seconds=8))
    case = Case.objects.get()
    assert (case.status, case.closures.get().cancelled) == (Status.RESOLVED, True)
    assert set(case.deadlines.values_list("state", "drop_reason")) == {(DeadlineState.DROPPED, "void")}
    assert Notice.objects.filter(dropped_at=None).count() == 0
    assert sweep_escalations(MONDAY + timedelta(days=9)).handled == 0


def test_a_void_reopening_restores_the_closing(topic: Topic, worker: User) -> None:
    case = opened(topic, worker)
    lifecycle.close(case.pk, result="Fertig", not_informed_reason="abgeholt", by=worker, at=MONDAY + HOUR)
    again = captured(topic, by=worker, at=MONDAY + 2 * HOUR, case=case.pk)
    undo(again.contact, by=worker, at=MONDAY + 2 * HOUR + timedelta(minutes=1))
    case.refresh_from_db()
    assert (case.status, case.resolved_at, case.closures.get().reopened_at) == (
        "resolved",
        MONDAY + HOUR,
        None,
    )
    assert not case.deadlines.filter(state__in=["armed", "paused"]).exists()


def test_a_void_answer_leaves_the_promise_unkept(topic: Topic, worker: User) -> None:
    case = opened(topic, worker)
    answer = captured(topic, by=worker, at=MONDAY + HOUR, case=case.pk, direction="out")
    undo(answer.contact, by=worker, at=MONDAY + 2 * HOUR)
    promise = case.deadlines.get(kind="first_response")
    assert (promise.state, promise.met_at) == (DeadlineState.ARMED, None)
    case.refresh_from_db()
    assert case.due_at == promise.due_at


def test_a_void_answer_before_another_moves_the_keeping_to_that(topic: Topic, worker: User) -> None:
    case = opened(topic, worker)
    first = captured(topic, by=worker, at=MONDAY + HOUR, case=case.pk, direction="out")
    captured(topic, by=worker, at=MONDAY + 2 * HOUR, case=case.pk, direction="out")
    undo(first.contact, by=worker, at=MONDAY + 3 * HOUR)
    assert case.deadlines.get(kind="first_response").met_at == MONDAY + 2 * HOUR


def test_a_complaint_solved_at_once_and_taken_back_keeps_its_row_but_no_promise(
    topic: Topic, worker: User
) -> None:
    done = captured(topic, by=worker, at=MONDAY, outcome="resolved", voice="complaint")
    undo(done.contact, by=worker, at=MONDAY + HOUR)
    case = Case.objects.get()
    assert case.closures.get(reopened_at=None).cancelled
    assert not case.deadlines.exclude(state=DeadlineState.DROPPED).exists()


def test_the_recorder_may_that_day_a_colleague_never_a_lead_always(topic: Topic, worker: User) -> None:
    done = captured(topic, by=worker, at=MONDAY, outcome="resolved")
    with pytest.raises(NotAllowed):
        undo(done.contact, by=make_user(), at=MONDAY)
    with pytest.raises(NotAllowed):
        undo(done.contact, by=worker, at=MONDAY + timedelta(days=1))
    undo(done.contact, by=make_user(Role.LEAD), at=MONDAY + timedelta(days=30))


def test_twice_is_refused(topic: Topic, worker: User) -> None:
    done = captured(topic, by=worker, at=MONDAY, outcome="resolved")
    undo(done.contact, by=worker, at=MONDAY)
    with pytest.raises(Refused):
        undo(done.contact, by=worker, at=MONDAY)
