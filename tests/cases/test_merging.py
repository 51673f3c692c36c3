"""Two cases become one: everything said follows, the earlier promise wins, and it can be undone."""

from datetime import datetime, timedelta

import pytest

from cases.deadlines import due_at
from cases.escalation import sweep_escalations
from cases.lifecycle import add_note, close, merge, pause, reopen, undo_merge
from cases.models import Case, CaseContact, CaseMerge, Deadline, DeadlineKind, DeadlineState, Status
from cases.pausing import pause_spans
from cases.proofs import proofs
from contacts.models import Topic
from crm.company.calendars import hours_of
from crm.company.models import User
from crm.desk.voiding import undo
from crm.lib.acts import Outdated, Refused
from feedback.models import Feedback
from tests.cases.pages import clock_runs, local, opened
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.files import a_file

pytestmark = pytest.mark.django_db
EARLY, LATE, NOON = local("2026-03-02 08:00"), local("2026-03-02 09:30"), local("2026-03-02 10:00")
FIRST, RESOLUTION = DeadlineKind.FIRST_RESPONSE, DeadlineKind.RESOLUTION


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir")


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy(first_response=240, resolution=960)
    return make_topic(make_team((clerk,), name="Werkstatt"), name="Reparatur")


@pytest.fixture
def older(topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk, at=EARLY, text="Der Steg löst sich.")


@pytest.fixture
def newer(older: Case, topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk, at=LATE, customer=older.customer_id, text="Und die Rechnung?")


def answered(case: Case, by: User, at: datetime) -> None:
    captured(None, by=by, at=at, case=case.pk, direction="out", text="Wir kümmern uns.")


def running(case: Case) -> dict[str, Deadline]:
    rows = Deadline.objects.filter(case=case, state__in=["armed", "paused"])
    return {row.kind: row for row in rows}


def dues(case: Case) -> dict[str, datetime]:
    return {kind: row.due_at for kind, row in running(case).items()}


def broken(now: datetime) -> list[tuple[str, int]]:
    clock_runs()
    return [(proof.what, proof.broken) for proof in proofs(now) if proof.broken]


def test_the_earlier_promise_wins_whichever_case_stays(older: Case, newer: Case, clerk: User) -> None:
    promised = dues(older)
    kept = merge(newer.pk, take_in=older.pk, by=clerk, at=NOON)
    assert dues(kept) == promised
    assert kept.due_at == min(promised.values())
    older.refresh_from_db()
    assert (older.status, running(older)) == (Status.RESOLVED, {})
    assert set(older.deadlines.values_list("drop_reason", flat=True)) == {"merged"}
    assert broken(NOON) == []


def test_a_promise_that_is_earlier_already_stays_as_it_is(older: Case, newer: Case, clerk: User) -> None:
    before = running(older)
    kept = merge(older.pk, take_in=newer.pk, by=clerk, at=NOON)
    assert {kind: row.pk for kind, row in running(kept).items()} == {
        kind: row.pk for kind, row in before.items()
    }
    assert broken(NOON) == []


def test_an_answer_that_is_still_owed_is_owed_by_the_case_that_stays(
    older: Case, newer: Case, clerk: User
) -> None:
    answered(older, clerk, LATE)
    owed = dues(newer)[FIRST]
    kept = merge(older.pk, take_in=newer.pk, by=clerk, at=NOON)
    assert dues(kept)[FIRST] == owed
    assert list(kept.deadlines.filter(kind=FIRST).values_list("round", "state")) == [(1, "met"), (2, "armed")]


def test_everything_that_was_said_follows(older: Case, newer: Case, clerk: User) -> None:
    captured(None, by=clerk, at=NOON, case=newer.pk, text="Sie war grob", voice="complaint")
    note = add_note(newer.pk, text="Beleg", files=[a_file()], by=clerk, at=NOON)
    contacts = set(CaseContact.objects.values_list("contact", flat=True))
    kept = merge(older.pk, take_in=newer.pk, by=clerk, at=NOON)
    assert set(kept.links.values_list("contact", flat=True)) == contacts
    assert kept.links.filter(opened_case=True).count() == 1
    note.refresh_from_db()
    assert (note.case, note.attachments.count(), note.data["from"]) == (kept, 1, newer.number)
    assert list(newer.events.values_list("verb", "data__number")) == [("merged_into", kept.number)]
    assert kept.events.latest("pk").data == {"number": newer.number}
    assert kept.is_complaint
    assert broken(NOON) == []


def test_a_receipt_that_is_owed_is_owed_by_the_promise_that_stands(
    older: Case, newer: Case, clerk: User
) -> None:
    captured(None, by=clerk, at=NOON, case=newer.pk, text="Sie war grob", voice="complaint")
    kept = merge(older.pk, take_in=newer.pk, by=clerk, at=NOON)
    voice = Feedback.objects.get()
    assert (voice.case, voice.receipt) == (kept, running(kept)[FIRST])


def test_the_case_taken_in_is_closed_with_a_link_and_without_notices(
    older: Case, newer: Case, clerk: User
) -> None:
    kept = merge(older.pk, take_in=newer.pk, by=clerk, at=NOON)
    closure = newer.closures.get()
    assert (closure.merged_into, closure.result) == (kept, f"Zusammengeführt mit #{kept.number}")
    newer.refresh_from_db()
    entry = newer.history.order_by("-history_id")[0]
    assert (entry.history_user, entry.history_change_reason) == (clerk, closure.result)


def test_the_higher_priority_stays(older: Case, newer: Case, clerk: User) -> None:
    Case.objects.filter(pk=newer.pk).update(priority="urgent")
    assert merge(older.pk, take_in=newer.pk, by=clerk, at=NOON).priority == "urgent"


def test_waits_end_and_a_solution_never_moves_later(older: Case, newer: Case, clerk: User) -> None:
    """The case that stays had waited; the earlier solution of the other must not gain that time."""
    until = local("2026-03-04 09:00")
    answered(newer, clerk, LATE)
    pause(newer.pk, kind="customer", until=until, reason="Foto", by=clerk, at=LATE)
    promised = dues(older)[RESOLUTION]
    tuesday = local("2026-03-03 08:00")
    kept = merge(newer.pk, take_in=older.pk, by=clerk, at=tuesday)
    resolution = running(kept)[RESOLUTION]
    assert kept.status == Status.OPEN
    assert resolution.due_at == promised
    assert resolution.promised_at == promised
    hours = hours_of(resolution.calendar_version_id)
    again = due_at(resolution.started_at, resolution.target_seconds or 0, hours, pause_spans(kept.pk))
    assert again == promised
    assert broken(tuesday) == []


def test_an_overdue_promise_is_taken_over_overdue_and_climbs_on(
    older: Case, newer: Case, clerk: User
) -> None:
    late = local("2026-03-02 12:30")
    sweep_escalations(late)
    step = running(older)[FIRST].next_step
    kept = merge(newer.pk, take_in=older.pk, by=clerk, at=late)
    taken = running(kept)[FIRST]
    assert (taken.next_step, taken.due_at < late) == (step, True)
    assert sweep_escalations(local("2026-03-02 16:59")).failed == 0
    assert kept.escalations.filter(deadline=taken).exists()


def test_what_is_said_about_a_case_taken_in_belongs_to_the_one_that_stays(
    older: Case, newer: Case, clerk: User
) -> None:
    kept = merge(older.pk, take_in=newer.pk, by=clerk, at=NOON)
    again = captured(None, by=clerk, at=NOON, case=newer.pk, text="Ist sie fertig?")
    assert again.case == kept
    newer.refresh_from_db()
    assert newer.status == Status.RESOLVED


def test_a_void_contact_leaves_the_merged_case_whole(older: Case, newer: Case, clerk: User) -> None:
    contact = newer.links.get().contact
    kept = merge(older.pk, take_in=newer.pk, by=clerk, at=NOON)
    undo(contact, by=clerk, at=NOON)
    kept.refresh_from_db()
    assert kept.status == Status.OPEN
    assert broken(NOON) == []


def test_undone_each_has_its_own_again(older: Case, newer: Case, clerk: User) -> None:
    captured(None, by=clerk, at=LATE, case=newer.pk, text="Sie war grob", voice="complaint")
    before = {
        case.pk: (dues(case), set(case.links.values_list("contact", "opened_case")))
        for case in (older, newer)
    }
    told = newer.events.count()
    merge(older.pk, take_in=newer.pk, by=clerk, at=NOON)
    undo_merge(newer.pk, by=clerk, at=NOON + timedelta(hours=1))
    for case in (older, newer):
        case.refresh_from_db()
        assert (dues(case), set(case.links.values_list("contact", "opened_case"))) == before[case.pk]
        assert case.status == Status.OPEN
    assert (older.is_complaint, newer.is_complaint) == (False, True)
    assert newer.events.count() == told + 2
    assert Feedback.objects.get().receipt == running(newer)[FIRST]
    row = CaseMerge.objects.get()
    assert (row.undone_by, row.undone_at) == (clerk, NOON + timedelta(hours=1))
    assert broken(NOON + timedelta(hours=1)) == []


def test_undone_the_promise_that_gave_way_runs_again(older: Case, newer: Case, clerk: User) -> None:
    before = {case.pk: dues(case) for case in (older, newer)}
    merge(newer.pk, take_in=older.pk, by=clerk, at=NOON)
    undo_merge(older.pk, by=clerk, at=NOON)
    assert {case.pk: dues(case) for case in (older, newer)} == before
    assert broken(NOON) == []


def test_what_was_answered_meanwhile_stays_answered_for_both(older: Case, newer: Case, clerk: User) -> None:
    kept = merge(newer.pk, take_in=older.pk, by=clerk, at=NOON)
    answered(kept, clerk, NOON)
    undo_merge(older.pk, by=clerk, at=NOON + timedelta(hours=1))
    for case in (older, newer):
        met = case.deadlines.get(kind=FIRST, state=DeadlineState.MET, round=1)
        assert met.met_at == NOON
        assert FIRST not in dues(case)
    assert broken(NOON + timedelta(hours=1)) == []


def test_it_can_be_undone_for_two_weeks_while_the_other_is_open(
    older: Case, newer: Case, clerk: User
) -> None:
    merge(older.pk, take_in=newer.pk, by=clerk, at=NOON)
    with pytest.raises(Refused, match="zwei Wochen"):
        undo_merge(newer.pk, by=clerk, at=NOON + timedelta(days=15))
    close(older.pk, result="Fertig", not_informed_reason="war da", by=clerk, at=NOON)
    with pytest.raises(Refused, match="inzwischen gelöst"):
        undo_merge(newer.pk, by=clerk, at=NOON)
    with pytest.raises(Refused, match="mit keinem anderen"):
        undo_merge(older.pk, by=clerk, at=NOON)


def test_a_case_taken_in_is_not_opened_again_by_hand(older: Case, newer: Case, clerk: User) -> None:
    merge(older.pk, take_in=newer.pk, by=clerk, at=NOON)
    with pytest.raises(Refused, match="geht in einem anderen weiter"):
        reopen(newer.pk, reason="x", by=clerk, at=NOON)


def test_what_does_not_belong_together_is_refused(
    older: Case, newer: Case, topic: Topic, clerk: User
) -> None:
    stranger = opened(topic, by=clerk, at=EARLY)
    with pytest.raises(Refused, match="verschiedenen"):
        merge(older.pk, take_in=stranger.pk, by=clerk, at=NOON)
    with pytest.raises(Refused, match="anderen Vorgang"):
        merge(older.pk, take_in=older.pk, by=clerk, at=NOON)
    secret = opened(make_topic(older.team, confidential=True), by=clerk, at=EARLY, customer=older.customer_id)
    for kept, gone in ((older, secret), (secret, older)):
        with pytest.raises(Refused, match="vertraulich"):
            merge(kept.pk, take_in=gone.pk, by=clerk, at=NOON)
    close(newer.pk, result="Fertig", not_informed_reason="war da", by=clerk, at=NOON)
    with pytest.raises(Refused, match="schon gelöst"):
        merge(older.pk, take_in=newer.pk, by=clerk, at=NOON)


def test_whoever_was_slower_is_told(older: Case, newer: Case, clerk: User) -> None:
    with pytest.raises(Outdated):
        merge(older.pk, take_in=newer.pk, by=clerk, at=NOON, expected_version=older.version - 1)
    assert not CaseMerge.objects.exists()
