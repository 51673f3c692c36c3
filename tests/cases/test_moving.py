"""Moving open deadlines: what moves and what stays, the ladder that follows, and a job that survives a kill."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cases import lifecycle, moving
from cases.acknowledging import acknowledge
from cases.audit import sweep_audit
from cases.escalation import sweep_escalations
from cases.models import (
    Case,
    CaseEvent,
    Deadline,
    DeadlineEvent,
    Escalation,
    MovedDeadline,
    PolicyVersion,
)
from cases.moving import move_case, newest_target, start_moving, target_of
from cases.moving_rules import CALENDAR, POLICY, behind, fate
from cases.policy_changing import change_policy, newest_version
from cases.policy_terms import Rung, terms_of
from cases.proofs import proofs
from contacts.models import Topic
from crm.company.models import CalendarVersion, Role, User
from crm.lib.acts import Refused
from crm.outbox.jobs import LEASE, sweep_jobs
from crm.outbox.models import Job
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import OFFICE_HOURS, make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # 10:00 in Berlin
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEXT = MONDAY + 10 * timedelta(minutes=1)


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN)


@pytest.fixture
def version(admin: User) -> PolicyVersion:
    make_user(Role.MANAGEMENT)
    return make_policy(first_response=240, resolution=960, catch_all=True)


@pytest.fixture
def topic(version: PolicyVersion, admin: User) -> Topic:
    return make_topic(make_team((admin,)))


@pytest.fixture(autouse=True)
def proven(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each of these tests every promise holds, and the audit computes nothing else."""
    yield
    broken = [proof for proof in proofs(MONDAY) if proof.broken]
    assert broken == []
    assert sweep_audit(MONDAY + 30 * DAY).failed == 0


def opened(topic: Topic, by: User, **more: Any) -> Case:
    case = captured(topic, by=by, at=MONDAY, **more).case
    assert case is not None
    return case


def changed(
    version: PolicyVersion, admin: User, *, ladders: dict[str, tuple[Rung, ...]] | None = None, **targets: int
) -> PolicyVersion:
    newest = newest_version(version.policy)
    now = terms_of(newest)
    terms = replace(
        now,
        first_response_minutes=targets.get("first_response_minutes", now.first_response_minutes),
        resolution_minutes=targets.get("resolution_minutes", now.resolution_minutes),
        ladders={**now.ladders, **(ladders or {})},
    )
    made = change_policy(version.policy_id, terms, expected_number=newest.number, by=admin, at=NEXT)
    assert made is not None
    return made


def moved(made: PolicyVersion | CalendarVersion, by: User, *, now: datetime = NEXT) -> Job:
    what = POLICY if isinstance(made, PolicyVersion) else CALENDAR
    owner = made.policy_id if isinstance(made, PolicyVersion) else made.calendar_id
    job = start_moving(what, owner, expected_version=made.pk, by=by, at=now)
    sweep_jobs(now)
    job.refresh_from_db()
    assert job.state == "done"
    return job


def running(case: Case, kind: str) -> Deadline:
    return case.deadlines.get(kind=kind, state__in=["armed", "paused"])


def outcomes(job: Job) -> dict[str, str]:
    return dict(MovedDeadline.objects.filter(job=job).values_list("deadline__kind", "outcome"))


def test_a_shorter_target_makes_open_deadlines_earlier(
    topic: Topic, version: PolicyVersion, admin: User
) -> None:
    case = opened(topic, admin)
    made = changed(version, admin, first_response_minutes=60, resolution_minutes=480)
    assert running(case, "first_response").policy_version == version  # nothing moves by itself
    job = moved(made, admin)
    first, solution = running(case, "first_response"), running(case, "resolution")
    assert (first.due_at, first.target_seconds, first.policy_version) == (MONDAY + HOUR, 3600, made)
    assert solution.due_at == MONDAY + DAY  # eight hours of working time
    assert first.promised_at == MONDAY + 5 * HOUR  # what was said stays on record
    assert outcomes(job) == {"first_response": "earlier", "resolution": "earlier"}
    assert (job.done, job.total, job.failed) == (1, 1, 0)
    case.refresh_from_db()
    assert (case.due_at, case.policy_version, case.version) == (MONDAY + HOUR, made, 1)
    assert case.history.latest().policy_version == made
    log = DeadlineEvent.objects.filter(deadline=first).values_list("what", "due_at")
    assert list(log) == [("armed", MONDAY + 5 * HOUR), ("moved", MONDAY + HOUR)]
    told = CaseEvent.objects.get(case=case, verb="moved")
    assert (told.by, len(told.data["deadlines"])) == (admin, 2)


def test_the_promise_never_becomes_later_but_the_solution_may(
    topic: Topic, version: PolicyVersion, admin: User
) -> None:
    case = opened(topic, admin)
    made = changed(version, admin, first_response_minutes=480, resolution_minutes=1440)
    job = moved(made, admin)
    first, solution = running(case, "first_response"), running(case, "resolution")
    assert (first.due_at, first.policy_version) == (MONDAY + 5 * HOUR, version)
    assert (solution.due_at, solution.policy_version) == (MONDAY + 3 * DAY, made)
    assert outcomes(job) == {"first_response": "promised", "resolution": "later"}


def test_after_an_earlier_one_the_promise_is_still_the_ceiling(
    topic: Topic, version: PolicyVersion, admin: User
) -> None:
    case = opened(topic, admin)
    moved(changed(version, admin, first_response_minutes=60), admin)
    moved(changed(version, admin, first_response_minutes=120), admin)
    assert running(case, "first_response").due_at == MONDAY + 2 * HOUR
    moved(changed(version, admin, first_response_minutes=300), admin)
    assert running(case, "first_response").due_at == MONDAY + 2 * HOUR


def test_a_solution_said_aloud_never_becomes_later(topic: Topic, version: PolicyVersion, admin: User) -> None:
    case = opened(topic, admin, picks_up=True)
    job = moved(changed(version, admin, resolution_minutes=1440), admin)
    assert running(case, "resolution").due_at == MONDAY + 2 * DAY
    assert outcomes(job) == {"resolution": "promised"}


def test_nothing_is_broken_backwards(topic: Topic, version: PolicyVersion, admin: User) -> None:
    late, tight = opened(topic, admin), opened(topic, admin)
    sweep_escalations(MONDAY + 5 * HOUR)
    assert running(late, "first_response").missed_at is not None
    made = changed(version, admin, resolution_minutes=300)
    job = moved(made, admin, now=MONDAY + 7 * HOUR)
    found = set(MovedDeadline.objects.filter(job=job).values_list("deadline__kind", "outcome"))
    assert found == {("first_response", "over"), ("resolution", "too_late")}
    assert running(tight, "resolution").policy_version == version
    assert not CaseEvent.objects.filter(verb="moved").exists()


def test_a_new_calendar_moves_what_follows_the_old_one(topic: Topic, admin: User) -> None:
    case = opened(topic, admin)
    calendar = topic.team.site.calendar
    holiday = {"2026-03-03": {"name": "Betriebsausflug", "spans": []}}
    made = CalendarVersion.objects.create(
        calendar=calendar, number=2, spans=OFFICE_HOURS, holidays=holiday, valid_from=NEXT
    )
    job = moved(made, admin)
    solution = running(case, "resolution")
    assert (solution.due_at, solution.calendar_version) == (MONDAY + 3 * DAY, made)
    assert outcomes(job) == {"first_response": "same", "resolution": "later"}
    assert target_of(job).name == calendar.name


def test_a_wait_goes_on_and_its_end_is_computed_with_the_new_target(
    topic: Topic, version: PolicyVersion, admin: User
) -> None:
    case = opened(topic, admin)
    until = MONDAY + DAY
    lifecycle.pause(case.pk, kind="customer", until=until, reason="Foto", by=admin, at=MONDAY + HOUR)
    made = changed(version, admin, resolution_minutes=480)
    moved(made, admin, now=MONDAY + 2 * HOUR)
    solution = running(case, "resolution")
    assert (solution.state, solution.next_step_at) == ("paused", None)
    assert solution.due_at == MONDAY + 2 * DAY - HOUR  # one hour used, seven left from Tuesday ten o'clock on
    lifecycle.end_pause(case.pk, by=admin, at=MONDAY + 3 * HOUR)
    solution = running(case, "resolution")
    assert (solution.state, solution.policy_version) == ("armed", made)
    follow_up = case.deadlines.get(kind="follow_up")
    assert follow_up.due_at == until


ONE_STEP = (Rung(placed="at", percent=None, wait_minutes=30, role="management"),)


def test_the_new_ladder_counts_at_once_and_no_rung_fires_twice(
    topic: Topic, version: PolicyVersion, admin: User
) -> None:
    case = opened(topic, admin)
    sweep_escalations(MONDAY + 4 * HOUR)  # three quarters of the answer: the owner's rung, here the lead's
    assert Escalation.objects.filter(case=case).count() == 1
    made = changed(version, admin, ladders={"first_response": ONE_STEP})
    moved(made, admin, now=MONDAY + 4 * HOUR)
    first = running(case, "first_response")
    assert (first.next_step, first.cycle, first.next_step_at) == (1, 2, first.due_at)
    sweep_escalations(MONDAY + 5 * HOUR)
    fired = Escalation.objects.filter(case=case, deadline=first).order_by("fired_at")
    assert [(each.step, each.cycle, each.role) for each in fired] == [(1, 1, "owner"), (1, 2, "management")]


def test_what_somebody_takes_care_of_stays_quiet_until_then(
    topic: Topic, version: PolicyVersion, admin: User
) -> None:
    case = opened(topic, admin)
    sweep_escalations(MONDAY + 4 * HOUR)
    acknowledge(case.pk, next_at=MONDAY + 5 * HOUR, by=admin, at=MONDAY + 4 * HOUR)
    made = changed(version, admin, first_response_minutes=210)
    moved(made, admin, now=MONDAY + 4 * HOUR)
    first = running(case, "first_response")
    assert first.due_at == MONDAY + 4.5 * HOUR
    assert first.next_step_at == first.due_at  # never beyond what was promised
    assert sweep_escalations(MONDAY + 4.4 * HOUR).handled == 0


def test_a_killed_move_goes_on_and_moves_each_exactly_once(
    topic: Topic, version: PolicyVersion, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "CASES_A_PORTION", 2)
    cases = [opened(topic, admin) for _ in range(5)]
    made = changed(version, admin, first_response_minutes=60)
    job = start_moving(POLICY, made.policy_id, expected_version=made.pk, by=admin, at=NEXT)
    real, calls = moving.move_case, []

    class Killed(BaseException):
        """As when the process is gone: nothing catches it, the portion's transaction is lost."""

    def third_is_the_last(case_id: int, *rest: Any, **more: Any) -> Any:
        calls.append(case_id)
        if len(calls) == 4:
            raise Killed
        return real(case_id, *rest, **more)

    monkeypatch.setattr(moving, "move_case", third_is_the_last)
    with pytest.raises(Killed):
        sweep_jobs(NEXT)
    job.refresh_from_db()
    assert (job.state, job.done) == ("running", 2)
    assert MovedDeadline.objects.filter(job=job).values("deadline__case").distinct().count() == 2
    monkeypatch.setattr(moving, "move_case", real)
    assert sweep_jobs(NEXT).handled == 0  # the dead worker's lease
    sweep_jobs(NEXT + 2 * LEASE)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 5, 5)
    assert MovedDeadline.objects.filter(job=job).count() == 10
    assert {running(case, "first_response").due_at for case in cases} == {MONDAY + HOUR}
    assert DeadlineEvent.objects.filter(what="moved").count() == 10
    target = newest_target(POLICY, made.policy_id)
    assert target is not None
    assert move_case(cases[0].pk, target, job=job, now=NEXT) == []  # a second look changes nothing


def test_a_case_that_cannot_be_moved_stops_nobody(
    topic: Topic, version: PolicyVersion, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, fine = opened(topic, admin), opened(topic, admin)
    made = changed(version, admin, first_response_minutes=60)

    def breaks(deadline: Deadline, *rest: Any, **more: Any) -> Any:
        if deadline.case_id == broken.pk:
            raise ValueError
        return fate(deadline, *rest, **more)

    monkeypatch.setattr(moving, "fate", breaks)
    job = moved(made, admin)
    assert (job.done, job.failed, job.error) == (2, 1, "ValueError")
    assert running(broken, "first_response").policy_version == version
    assert running(fine, "first_response").policy_version == made


def test_there_must_be_something_to_move_and_the_preview_must_be_fresh(
    topic: Topic, version: PolicyVersion, admin: User
) -> None:
    with pytest.raises(Refused, match="Es gibt nichts umzustellen"):
        start_moving(POLICY, version.policy_id, expected_version=version.pk, by=admin, at=NEXT)
    opened(topic, admin)
    made = changed(version, admin, first_response_minutes=60)
    with pytest.raises(Refused, match="Inzwischen gibt es eine neuere Fassung"):
        start_moving(POLICY, version.policy_id, expected_version=version.pk, by=admin, at=NEXT)
    start_moving(POLICY, version.policy_id, expected_version=made.pk, by=admin, at=NEXT)
    with pytest.raises(Refused, match="Das läuft schon"):
        start_moving(POLICY, version.policy_id, expected_version=made.pk, by=admin, at=NEXT)
    target = newest_target(POLICY, version.policy_id)
    assert target is not None
    assert behind(target).count() == 2


def test_a_new_deadline_of_an_old_case_follows_the_version_in_force(
    topic: Topic, version: PolicyVersion, admin: User
) -> None:
    case = opened(topic, admin)
    lifecycle.close(case.pk, result="Fertig", not_informed_reason="war da", by=admin, at=MONDAY + HOUR)
    made = changed(version, admin, resolution_minutes=480)
    lifecycle.reopen(case.pk, reason="Wieder da", by=admin, at=MONDAY + 2 * HOUR)
    solution = running(case, "resolution")
    assert (solution.policy_version, solution.target_seconds) == (made, 480 * 60)
