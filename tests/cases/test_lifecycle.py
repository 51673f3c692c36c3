"""A case from opening to its end, on a real calendar: Monday 2 March 2026, office hours 8 to 12 and 13 to 17."""

from datetime import UTC, datetime, timedelta

import pytest

from cases import lifecycle
from cases.models import Case, Deadline, DeadlineKind, DeadlineState, Status
from contacts.models import Contact, Topic
from contacts.recording import NewCustomer
from crm.company.models import User
from crm.desk.capture import Captured
from crm.lib.acts import Outdated, Refused
from crm.outbox.models import Notice
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # 10:00 in Berlin
HOUR = timedelta(hours=1)


@pytest.fixture
def worker() -> User:
    return make_user()


@pytest.fixture
def topic(worker: User) -> Topic:
    make_policy(first_response=240, resolution=960)
    return make_topic(make_team((worker,)))


@pytest.fixture
def opened(topic: Topic, worker: User) -> Captured:
    return captured(topic, by=worker, at=MONDAY)


def the(case: Case, kind: str) -> Deadline:
    return case.deadlines.order_by("-round").filter(kind=kind)[0]


def case_of(captured_: Captured) -> Case:
    assert captured_.case is not None
    return Case.objects.get(pk=captured_.case.pk)


def test_a_follow_up_opens_a_case_with_team_promise_and_armed_step(opened: Captured, topic: Topic) -> None:
    case = case_of(opened)
    assert (case.team, case.owner, case.status) == (topic.team, None, Status.OPEN)
    # 4 h of working time from 10:00, with the lunch hour: 15:00 in Berlin
    assert the(case, "first_response").due_at == datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
    assert the(case, "resolution").due_at == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    # three quarters of 4 h
    assert (case.escalate_at, case.escalation_step) == (datetime(2026, 3, 2, 13, 0, tzinfo=UTC), 1)
    assert case.due_at == datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def test_the_lead_is_told_of_a_new_case_after_the_time_to_undo(opened: Captured, topic: Topic) -> None:
    notice = Notice.objects.get(kind="opened")
    assert (notice.recipient, notice.not_before - notice.created_at) == (
        topic.team.lead,
        timedelta(seconds=15),
    )


def test_the_first_outbound_contact_keeps_the_promise_and_a_note_does_not(
    opened: Captured, topic: Topic, worker: User
) -> None:
    case = case_of(opened)
    lifecycle.add_note(case.pk, text="Rückruf versucht", by=worker, at=MONDAY + HOUR)
    assert the(case, "first_response").state == DeadlineState.ARMED
    captured(topic, by=worker, at=MONDAY + 2 * HOUR, case=case.pk, direction="out")
    promise = the(case, "first_response")
    assert (promise.state, promise.met_at, promise.missed_at) == (DeadlineState.MET, MONDAY + 2 * HOUR, None)
    case.refresh_from_db()
    assert case.due_at == the(case, "resolution").due_at


def test_a_late_answer_keeps_the_promise_late(opened: Captured, topic: Topic, worker: User) -> None:
    case = case_of(opened)
    captured(topic, by=worker, at=MONDAY + 24 * HOUR, case=case.pk, direction="out")
    promise = the(case, "first_response")
    assert (promise.state, promise.missed_at) == (DeadlineState.MET, promise.due_at)
    assert [event.what for event in promise.events.all()] == ["armed", "missed", "met"]


def test_waiting_for_the_customer_stops_only_the_resolution_clock(opened: Captured, worker: User) -> None:
    case = case_of(opened)
    until = MONDAY + timedelta(days=2)
    lifecycle.pause(case.pk, kind="customer", until=until, reason="Fotos", by=worker, at=MONDAY + HOUR)
    case.refresh_from_db()
    assert case.status == Status.WAITING
    assert the(case, "resolution").state == DeadlineState.PAUSED
    assert the(case, "first_response").state == DeadlineState.ARMED
    assert the(case, "follow_up").due_at == until
    # planned: 16 h less the one worked before, from Wednesday 10:00
    assert the(case, "resolution").due_at == datetime(2026, 3, 6, 8, 0, tzinfo=UTC)


def test_waiting_for_a_supplier_stops_no_clock(opened: Captured, worker: User) -> None:
    case = case_of(opened)
    before = the(case, "resolution").due_at
    lifecycle.pause(
        case.pk, kind="supplier", until=MONDAY + timedelta(days=1), reason="Teil", by=worker, at=MONDAY
    )
    assert (the(case, "resolution").state, the(case, "resolution").due_at) == (DeadlineState.ARMED, before)


def test_a_wait_ended_early_gives_the_time_back(opened: Captured, worker: User) -> None:
    case = case_of(opened)
    lifecycle.pause(
        case.pk, kind="customer", until=MONDAY + timedelta(days=2), reason="Foto", by=worker, at=MONDAY + HOUR
    )
    lifecycle.end_pause(case.pk, by=worker, at=MONDAY + timedelta(days=1))
    resolution = the(case, "resolution")
    # 1 h worked on Monday, then 15 h from Tuesday 10:00
    assert (resolution.state, resolution.due_at) == (
        DeadlineState.ARMED,
        datetime(2026, 3, 5, 8, 0, tzinfo=UTC),
    )
    follow_up = the(case, "follow_up")
    assert (follow_up.state, follow_up.drop_reason) == (DeadlineState.DROPPED, "wait_ended")


def test_an_inbound_contact_ends_the_wait(opened: Captured, topic: Topic, worker: User) -> None:
    case = case_of(opened)
    lifecycle.pause(
        case.pk, kind="customer", until=MONDAY + timedelta(days=2), reason="Foto", by=worker, at=MONDAY + HOUR
    )
    captured(topic, by=worker, at=MONDAY + 3 * HOUR, case=case.pk)
    case.refresh_from_db()
    assert (case.status, case.pauses.get().ended_at) == (Status.OPEN, MONDAY + 3 * HOUR)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "godot"}, "kind"),
        ({"until": MONDAY - HOUR}, "until"),
        ({"until": MONDAY + timedelta(days=15)}, "until"),
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 201}, "reason"),
    ],
)
def test_an_impossible_wait_is_refused_by_field(
    opened: Captured, worker: User, change: dict[str, object], field: str
) -> None:
    case = case_of(opened)
    wait = {"kind": "customer", "until": MONDAY + HOUR, "reason": "Foto"} | change
    with pytest.raises(Refused) as refused:
        lifecycle.pause(case.pk, by=worker, at=MONDAY, **wait)  # type: ignore[arg-type]
    assert list(refused.value.messages) == [field]
    assert case.pauses.count() == 0


def test_sweeping_ends_a_planned_wait_without_raising_the_version(opened: Captured, worker: User) -> None:
    case = case_of(opened)
    until = MONDAY + timedelta(days=2)
    seen = lifecycle.pause(case.pk, kind="customer", until=until, reason="Foto", by=worker, at=MONDAY).version
    assert lifecycle.sweep_pauses(until - HOUR).handled == 0
    assert lifecycle.sweep_pauses(until + 5 * HOUR).handled == 1
    case.refresh_from_db()
    assert (case.status, case.version, case.pauses.get().ended_at) == (Status.OPEN, seen, until)
    assert the(case, "follow_up").state == DeadlineState.ARMED  # it now calls its people


def test_a_hand_over_keeps_the_running_deadlines_and_tells_the_new_owner(
    opened: Captured, worker: User
) -> None:
    case = case_of(opened)
    before = {deadline.kind: deadline.due_at for deadline in case.deadlines.all()}
    colleague = make_user()
    other = make_team((colleague,))
    lifecycle.hand_over(
        case.pk, team=other, owner=colleague, reason="kennt das Instrument", by=worker, at=MONDAY
    )
    case.refresh_from_db()
    assert (case.team, case.owner) == (other, colleague)
    assert {deadline.kind: deadline.due_at for deadline in case.deadlines.all()} == before
    assert Notice.objects.get(kind="handed_over").recipient == colleague


def test_closing_takes_every_timer_off(opened: Captured, topic: Topic, worker: User) -> None:
    case = case_of(opened)
    answer = captured(topic, by=worker, at=MONDAY + HOUR, case=case.pk, direction="out").contact
    closed = lifecycle.close(case.pk, result="Gestimmt.", informed_by=answer, by=worker, at=MONDAY + 2 * HOUR)
    assert (closed.status, closed.escalate_at, closed.due_at) == (Status.RESOLVED, None, None)
    assert set(case.deadlines.values_list("state", flat=True)) == {DeadlineState.MET}


def test_closing_without_telling_drops_the_promise_with_its_reason(opened: Captured, worker: User) -> None:
    case = case_of(opened)
    lifecycle.close(
        case.pk, result="Erledigt", not_informed_reason="nicht erreicht", by=worker, at=MONDAY + HOUR
    )
    promise = the(case, "first_response")
    assert (promise.state, promise.drop_reason) == (DeadlineState.DROPPED, "not_informed")


def test_closing_needs_a_result_and_who_told_it(opened: Captured, topic: Topic, worker: User) -> None:
    case = case_of(opened)
    inbound: Contact = opened.contact
    for wrong, field in (
        ({"result": "", "not_informed_reason": "x"}, "result"),
        ({"result": "Fertig"}, "informed_by"),
        ({"result": "Fertig", "informed_by": inbound}, "informed_by"),
    ):
        with pytest.raises(Refused) as refused:
            lifecycle.close(case.pk, by=worker, at=MONDAY, **wrong)
        assert list(refused.value.messages) == [field]
    case.refresh_from_db()
    assert case.status == Status.OPEN


def test_reopening_promises_a_new_round(opened: Captured, worker: User) -> None:
    case = case_of(opened)
    lifecycle.close(case.pk, result="Fertig", not_informed_reason="abgeholt", by=worker, at=MONDAY)
    lifecycle.reopen(case.pk, reason="doch nicht", by=worker, at=MONDAY + HOUR)
    case.refresh_from_db()
    resolution = the(case, "resolution")
    assert (case.status, resolution.round, resolution.cycle, resolution.state) == (Status.OPEN, 2, 2, "armed")
    assert case.closures.get().reopened_by == worker


def test_a_new_contact_reopens_and_owes_an_answer(opened: Captured, topic: Topic, worker: User) -> None:
    case = case_of(opened)
    lifecycle.close(case.pk, result="Fertig", not_informed_reason="abgeholt", by=worker, at=MONDAY)
    captured(topic, by=worker, at=MONDAY + HOUR, case=case.pk)
    case.refresh_from_db()
    assert case.status == Status.OPEN
    assert (the(case, "first_response").round, the(case, "first_response").state) == (2, DeadlineState.ARMED)


def test_an_outbound_contact_leaves_a_resolved_case_resolved(
    opened: Captured, topic: Topic, worker: User
) -> None:
    case = case_of(opened)
    lifecycle.close(case.pk, result="Fertig", not_informed_reason="abgeholt", by=worker, at=MONDAY)
    captured(topic, by=worker, at=MONDAY + HOUR, case=case.pk, direction="out")
    case.refresh_from_db()
    assert case.status == Status.RESOLVED


def test_somebody_was_faster_and_nothing_is_overwritten(opened: Captured, worker: User) -> None:
    case = case_of(opened)
    lifecycle.hand_over(case.pk, team=case.team, owner=worker, by=worker, at=MONDAY, expected_version=1)
    with pytest.raises(Outdated) as outdated:
        lifecycle.close(
            case.pk, result="x", not_informed_reason="y", by=worker, at=MONDAY, expected_version=1
        )
    assert outdated.value.current == 2
    assert outdated.value.differences == {"owner_id": [None, worker.pk]}
    case.refresh_from_db()
    assert case.status == Status.OPEN


def test_a_complaint_solved_at_once_has_a_closed_case(topic: Topic, worker: User) -> None:
    done = captured(topic, by=worker, at=MONDAY, outcome="resolved", voice="complaint")
    case = case_of(done)
    assert (case.status, case.is_complaint, case.closures.get().informed_by) == (
        "resolved",
        True,
        done.contact,
    )
    assert set(case.deadlines.values_list("state", "met_at")) == {("met", MONDAY)}


def test_who_picks_up_is_promised_the_solution_only(topic: Topic, worker: User) -> None:
    case = case_of(
        captured(
            topic, by=worker, at=MONDAY, picks_up=True, new_customer=NewCustomer(last_name="Ohne Telefon")
        )
    )
    promise = the(case, "first_response")
    assert (promise.state, promise.drop_reason) == (DeadlineState.DROPPED, "picks_up")
    assert case.due_at == the(case, "resolution").due_at


def test_a_complaint_added_to_an_answered_case_is_owed_a_receipt_of_its_own(
    opened: Captured, topic: Topic, worker: User
) -> None:
    case = case_of(opened)
    captured(topic, by=worker, at=MONDAY + HOUR, case=case.pk, direction="out")
    captured(topic, by=worker, at=MONDAY + 2 * HOUR, case=case.pk, voice="complaint")
    case.refresh_from_db()
    assert case.is_complaint
    assert (the(case, DeadlineKind.FIRST_RESPONSE).round, the(case, "first_response").state) == (2, "armed")


def test_every_act_leaves_a_history_entry_with_its_own_time_and_person(
    opened: Captured, worker: User
) -> None:
    case = case_of(opened)
    lifecycle.close(case.pk, result="Fertig", not_informed_reason="abgeholt", by=worker, at=MONDAY + HOUR)
    entries = case.history.order_by("history_id").values_list("history_date", "history_user", "status")
    assert list(entries) == [(MONDAY, worker.pk, "open"), (MONDAY + HOUR, worker.pk, "resolved")]
