"""A person says how urgent a case is: the rule that fits then, the promise that is never later, and who was faster."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from cases.audit import sweep_audit
from cases.deadline_log import accounts, with_everything
from cases.escalation import sweep_escalations
from cases.lifecycle import close, hand_over, merge, pause, reopen, undo_merge
from cases.models import Case, CaseEvent, Deadline, DeadlineEvent, PolicyVersion
from cases.prioritising import change_priority
from cases.proofs import deadlines_recomputed, proofs
from contacts.models import Topic
from crm.company.models import NoticeWay, Role, User
from crm.lib.acts import Outdated, Refused
from crm.outbox.models import Notice
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # 10:00 in Berlin
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SOON = MONDAY + timedelta(minutes=10)
STATEMENTS = 18


@pytest.fixture
def clerk() -> User:
    make_user(Role.MANAGEMENT)
    return make_user()


@pytest.fixture
def usual() -> PolicyVersion:
    return make_policy(first_response=240, resolution=960, catch_all=True)


@pytest.fixture
def urgent() -> PolicyVersion:
    """Matched only by what is urgent: an hour for the answer, a working day for the solution."""
    return make_policy(first_response=60, resolution=480, position=1, priority="urgent")


@pytest.fixture
def topic(usual: PolicyVersion, urgent: PolicyVersion, clerk: User) -> Topic:
    return make_topic(make_team((clerk,)))


@pytest.fixture
def case(topic: Topic, clerk: User) -> Case:
    return opened(topic, clerk)


@pytest.fixture(autouse=True)
def proven(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each of these tests every promise holds, and every deadline lies where it is computed."""
    yield
    broken = [proof for proof in (*proofs(MONDAY), *deadlines_recomputed()) if proof.broken]
    assert broken == []
    assert sweep_audit(MONDAY + 30 * DAY).failed == 0


def opened(topic: Topic, by: User, **more: Any) -> Case:
    case = captured(topic, by=by, at=MONDAY, **more).case
    assert case is not None
    return case


def made(case: Case, priority: str, by: User, *, at: datetime = SOON, **more: Any) -> Case:
    return change_priority(case.pk, priority=priority, reason="Konzert am Samstag", by=by, at=at, **more)


def running(case: Case, kind: str) -> Deadline:
    return case.deadlines.get(kind=kind, state__in=["armed", "paused"])


def test_running_deadlines_follow_the_rule_that_fits_now(
    case: Case, urgent: PolicyVersion, clerk: User
) -> None:
    after = made(case, "urgent", clerk)
    assert (after.priority, after.version, after.policy_version) == ("urgent", 2, urgent)
    first, solution = running(case, "first_response"), running(case, "resolution")
    assert (first.policy_version, first.target_seconds, first.due_at) == (urgent, 3600, MONDAY + HOUR)
    assert (solution.policy_version, solution.due_at) == (urgent, MONDAY + DAY)
    assert first.promised_at == MONDAY + 5 * HOUR  # what was said stays on record
    case.refresh_from_db()
    assert (case.due_at, case.escalate_at) == (first.due_at, first.next_step_at)
    log = DeadlineEvent.objects.filter(deadline=first).values_list("what", "due_at", "detail")
    assert list(log)[1:] == [("moved", MONDAY + HOUR, "priority")]


def test_it_is_told_and_kept_in_the_history(case: Case, clerk: User) -> None:
    made(case, "urgent", clerk)
    told = CaseEvent.objects.get(case=case, verb="prioritised")
    assert (told.by, told.at, told.text) == (clerk, SOON, "Konzert am Samstag")
    assert (told.data["was"], told.data["priority"]) == ("normal", "urgent")
    assert [each["kind"] for each in told.data["deadlines"]] == ["first_response", "resolution"]
    row = case.history.latest()
    assert (row.priority, row.version, row.history_user) == ("urgent", 2, clerk)
    assert row.history_change_reason == "Konzert am Samstag"
    lines = [
        line.words
        for account in accounts(case, list(with_everything(case.pk)), pauses=(), now=SOON, tz=UTC)
        for line in account.log
    ]
    assert sum(line.startswith("neue Dringlichkeit: fällig ") for line in lines) == 2


def test_the_promise_never_becomes_later_and_keeps_its_version_whole(
    case: Case, usual: PolicyVersion, clerk: User
) -> None:
    slow = make_policy(first_response=480, resolution=1440, position=2, priority="low")
    made(case, "low", clerk)
    first, solution = running(case, "first_response"), running(case, "resolution")
    assert (first.policy_version, first.target_seconds) == (usual, 240 * 60)
    assert first.due_at == MONDAY + 5 * HOUR
    assert (solution.policy_version, solution.due_at) == (slow, MONDAY + 3 * DAY)
    assert not DeadlineEvent.objects.filter(deadline=first, what="moved").exists()


def test_back_to_normal_ends_where_it_was_promised(case: Case, usual: PolicyVersion, clerk: User) -> None:
    made(case, "urgent", clerk)
    made(case, "normal", clerk, at=SOON + HOUR / 6)
    first, solution = running(case, "first_response"), running(case, "resolution")
    assert (first.due_at, first.policy_version) == (first.promised_at, usual)
    assert (solution.due_at, solution.policy_version) == (MONDAY + 2 * DAY, usual)


def test_a_solution_said_aloud_never_becomes_later(topic: Topic, usual: PolicyVersion, clerk: User) -> None:
    make_policy(first_response=480, resolution=1440, position=2, priority="low")
    case = opened(topic, clerk, picks_up=True)
    made(case, "low", clerk)
    solution = running(case, "resolution")
    assert (solution.due_at, solution.policy_version) == (MONDAY + 2 * DAY, usual)


def test_nothing_is_broken_backwards(case: Case, usual: PolicyVersion, clerk: User) -> None:
    """What is late stays late, and what would be late at once keeps its time."""
    made(case, "urgent", clerk, at=MONDAY + 2 * HOUR)
    assert running(case, "first_response").policy_version == usual
    sweep_escalations(MONDAY + 2 * HOUR)
    assert Deadline.objects.filter(missed_at__isnull=False).count() == 0


def test_a_wait_for_the_customer_still_counts_and_its_date_stays(
    case: Case, usual: PolicyVersion, clerk: User
) -> None:
    until = MONDAY + DAY
    pause(case.pk, kind="customer", until=until, reason="Foto", by=clerk, at=MONDAY + HOUR / 2)
    made(case, "urgent", clerk, at=MONDAY + HOUR * 3 / 4)
    solution, date = running(case, "resolution"), running(case, "follow_up")
    assert (solution.state, solution.next_step_at) == ("paused", None)
    assert (
        solution.due_at == MONDAY + 2 * DAY - HOUR / 2
    )  # half an hour used, the rest from Tuesday ten o'clock on
    assert (date.due_at, date.policy_version) == (until, usual)


def test_no_rung_fires_twice_and_the_new_ladder_counts(case: Case, usual: PolicyVersion, clerk: User) -> None:
    fast = make_policy(first_response=210, resolution=960, position=2, priority="high")
    sweep_escalations(MONDAY + 4 * HOUR)  # three quarters of the answer
    made(case, "high", clerk, at=MONDAY + 4 * HOUR)
    first = running(case, "first_response")
    assert (first.policy_version, first.next_step, first.next_step_at) == (fast, 2, MONDAY + 4.5 * HOUR)
    sweep_escalations(MONDAY + 4.6 * HOUR)
    assert list(case.escalations.order_by("fired_at").values_list("step", flat=True)) == [1, 2]


def test_a_raise_by_an_escalation_matches_no_rule(clerk: User, urgent: PolicyVersion) -> None:
    raising = make_policy(position=2, acts={("first_response", 1): {"raise_to": "urgent"}})
    case = opened(make_topic(make_team((clerk,))), clerk)
    sweep_escalations(MONDAY + 4 * HOUR)
    case.refresh_from_db()
    assert (case.priority, case.policy_version) == ("urgent", raising)
    assert set(case.deadlines.values_list("policy_version", flat=True)) == {raising.pk}


@pytest.mark.parametrize(
    ("conditions", "fits"),
    [
        ({"channel": "phone"}, True),
        ({"channel": "email"}, False),
        ({"complaints_only": True}, False),
        ({"active": False}, False),
    ],
)
def test_all_the_other_conditions_still_count(
    case: Case, clerk: User, conditions: dict[str, Any], fits: bool
) -> None:
    rule = make_policy(first_response=30, position=0, priority="high", **conditions)
    made(case, "high", clerk)
    assert (running(case, "first_response").policy_version == rule) is fits


def test_later_rounds_follow_the_rule_of_the_new_priority(
    case: Case, urgent: PolicyVersion, clerk: User
) -> None:
    made(case, "urgent", clerk)
    close(case.pk, result="Fertig", not_informed_reason="war da", by=clerk, at=MONDAY + HOUR / 2)
    reopen(case.pk, reason="Wieder da", by=clerk, at=MONDAY + HOUR / 2)
    assert running(case, "resolution").policy_version == urgent


def test_what_is_refused(case: Case, clerk: User) -> None:
    def refused(**wrong: Any) -> dict[str, list[str]]:
        said: dict[str, Any] = {"priority": "high", "reason": "Konzert", **wrong}
        with pytest.raises(Refused) as refusal:
            change_priority(case.pk, by=clerk, at=SOON, **said)
        return refusal.value.messages

    unchanged = "Die Dringlichkeit ist schon „normal“. Bitte wählen Sie eine andere."
    assert refused(priority="normal") == {"priority": [unchanged]}
    assert list(refused(priority="sofort")) == ["priority"]
    assert list(refused(reason="  ")) == ["reason"]
    assert list(refused(reason="x" * 201)) == ["reason"]
    close(case.pk, result="Fertig", not_informed_reason="war da", by=clerk, at=SOON)
    assert list(refused()) == [""]
    case.refresh_from_db()
    assert (case.priority, case.version) == ("normal", 2)


def test_who_was_slower_hears_what_changed(case: Case, clerk: User) -> None:
    hand_over(case.pk, team=case.team, owner=clerk, by=clerk, at=SOON)
    with pytest.raises(Outdated) as outdated:
        made(case, "high", clerk, expected_version=1)
    assert outdated.value.differences == {"owner_id": [None, clerk.pk]}
    assert made(case, "high", clerk, expected_version=2).version == 3


def test_the_owner_hears_when_somebody_else_says_how_urgent_it_is(case: Case, clerk: User) -> None:
    owner, other = make_user(email="o@example.org", notice_handed_over=NoticeWay.BOTH), case.team.lead
    hand_over(case.pk, team=case.team, owner=owner, by=owner, at=SOON)
    Notice.objects.all().delete()
    made(case, "urgent", other)
    told = Notice.objects.order_by("medium")
    assert [(each.recipient, each.medium, each.kind) for each in told] == [
        (owner, "app", "prioritised"),
        (owner, "mail", "prioritised"),
    ]
    assert told[0].subject == f"{other} ändert die Dringlichkeit auf „dringend“: #{case.number} {case.title}"
    assert told[0].text == "Die Fristen haben sich geändert. Grund: Konzert am Samstag"
    made(case, "high", owner)
    assert told.count() == 2  # what one says oneself is no news


def test_undoing_a_merge_keeps_what_a_person_said_meanwhile(case: Case, topic: Topic, clerk: User) -> None:
    assert case.customer is not None
    other = opened(topic, clerk, customer=case.customer.pk)
    made(other, "high", clerk)
    kept = merge(case.pk, take_in=other.pk, by=clerk, at=SOON)
    assert kept.priority == "high"
    made(case, "urgent", clerk, at=SOON)
    undo_merge(other.pk, by=clerk, at=SOON)
    case.refresh_from_db()
    assert case.priority == "urgent"


def test_it_costs_as_many_statements_as_it_did(
    case: Case, clerk: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(STATEMENTS):
        made(case, "urgent", clerk)
