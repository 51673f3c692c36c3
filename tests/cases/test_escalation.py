"""The ladder: owner, lead, management; substitutes; exactly once; no broken row stops the others."""

from datetime import UTC, date, datetime, timedelta
from unittest import mock

import pytest
from django.db import OperationalError

from cases import escalation, lifecycle
from cases.escalation import sweep_escalations
from cases.models import Case, Escalation
from contacts.models import Topic
from crm.company.models import Absence, Role, Team, User
from crm.outbox.models import Notice
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # 10:00 in Berlin; the answer is due at 15:00
WARNED = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def boss() -> User:
    return make_user(Role.MANAGEMENT, email="leitung@example.org")


@pytest.fixture
def owner() -> User:
    return make_user()


@pytest.fixture
def team(owner: User, boss: User) -> Team:
    return make_team((owner,))


@pytest.fixture
def topic(team: Team) -> Topic:
    make_policy(first_response=240, resolution=9600)
    return make_topic(team)


@pytest.fixture
def case(topic: Topic, owner: User) -> Case:
    opened = captured(topic, by=owner, at=MONDAY).case
    assert opened is not None
    return lifecycle.hand_over(opened.pk, team=topic.team, owner=owner, by=owner, at=MONDAY)


def heard(case: Case) -> list[tuple[int, int, list[User]]]:
    """Step, cycle and who heard of it, in order."""
    return [
        (each.step, each.cycle, [who.user for who in each.recipients.order_by("user")])
        for each in Escalation.objects.filter(case=case).order_by("fired_at", "step")
    ]


def test_it_goes_owner_lead_management_and_repeats(case: Case, owner: User, team: Team, boss: User) -> None:
    for at in (WARNED, DUE, DUE + 2 * HOUR, DUE + timedelta(days=1)):
        sweep_escalations(at)
    assert heard(case) == [(1, 1, [owner]), (2, 1, [team.lead]), (3, 1, [boss]), (3, 2, [boss])]


def test_nothing_fires_before_its_time(case: Case) -> None:
    assert sweep_escalations(WARNED - timedelta(seconds=1)).handled == 0
    assert heard(case) == []


def test_a_rung_fires_once_however_often_it_is_swept(case: Case, owner: User) -> None:
    for _ in range(3):
        sweep_escalations(WARNED)
    assert heard(case) == [(1, 1, [owner])]


def test_management_with_an_address_hears_by_mail_too(case: Case) -> None:
    for at in (WARNED, DUE, DUE + 2 * HOUR):
        sweep_escalations(at)
    assert (
        Notice.objects.filter(medium="mail").values_list("address", flat=True).get() == "leitung@example.org"
    )


def test_while_the_owner_is_away_the_substitute_hears_of_it(case: Case, owner: User) -> None:
    substitute = make_user()
    Absence.objects.create(
        user=owner, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 6), substitute=substitute
    )
    sweep_escalations(WARNED)
    who = Escalation.objects.get(case=case).recipients.get()
    assert (who.user, who.in_place_of) == (substitute, owner)


def test_an_owner_away_without_a_substitute_and_no_owner_at_all_go_to_the_lead(
    case: Case, topic: Topic, owner: User, team: Team
) -> None:
    Absence.objects.create(user=owner, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 2))
    unassigned = captured(topic, by=owner, at=MONDAY).case
    assert unassigned is not None
    sweep_escalations(WARNED)
    assert heard(case) == heard(unassigned) == [(1, 1, [team.lead])]


def test_while_the_lead_is_away_the_deputy_hears_of_it(case: Case, team: Team) -> None:
    Absence.objects.create(user=team.lead, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 2))
    for at in (WARNED, DUE):
        sweep_escalations(at)
    assert heard(case)[1] == (2, 1, [team.deputy])


def test_after_an_outage_the_lowest_open_step_fires_once_and_the_next_waits(case: Case, owner: User) -> None:
    outage_ends = DUE + timedelta(days=3)
    for _ in range(3):
        sweep_escalations(outage_ends)
    assert heard(case) == [(1, 1, [owner])]
    case.refresh_from_db()
    assert case.escalation_step == 2
    assert case.escalate_at is not None
    assert case.escalate_at > outage_ends


def test_a_passed_deadline_is_marked_missed_once(case: Case) -> None:
    for at in (WARNED, DUE, DUE + 2 * HOUR):
        sweep_escalations(at)
    promise = case.deadlines.get(kind="first_response")
    assert promise.missed_at == DUE
    assert [event.what for event in promise.events.all()] == ["armed", "missed"]


def test_an_acknowledgement_is_quiet_until_its_date_and_then_a_new_cycle_begins(
    case: Case, team: Team, owner: User
) -> None:
    for at in (WARNED, DUE):
        sweep_escalations(at)
    next_at = DUE + timedelta(days=2)
    lifecycle.acknowledge(case.pk, next_at=next_at, by=team.lead, at=DUE + HOUR)
    case.refresh_from_db()
    assert (case.unacknowledged_since, case.escalate_at) == (None, next_at)
    assert sweep_escalations(next_at - timedelta(seconds=1)).handled == 0
    sweep_escalations(next_at)
    assert heard(case)[-1] == (2, 2, [team.lead])


def test_an_acknowledged_warning_still_fires_when_the_promise_breaks(
    case: Case, owner: User, team: Team
) -> None:
    sweep_escalations(WARNED)
    lifecycle.acknowledge(case.pk, by=owner, at=WARNED + timedelta(minutes=5))
    sweep_escalations(DUE)
    assert heard(case)[-1][2] == [team.lead]


def test_without_a_date_it_is_the_next_working_day(case: Case, team: Team) -> None:
    sweep_escalations(WARNED)
    sweep_escalations(DUE)
    friday = datetime(2026, 3, 6, 14, 0, tzinfo=UTC)
    lifecycle.acknowledge(case.pk, by=team.lead, at=friday)
    assert case.acknowledgements.get().next_at == datetime(2026, 3, 9, 14, 0, tzinfo=UTC)


def test_an_answer_ends_the_escalation(case: Case, topic: Topic, owner: User) -> None:
    sweep_escalations(WARNED)
    captured(topic, by=owner, at=WARNED + HOUR / 2, case=case.pk, direction="out")
    case.refresh_from_db()
    assert case.unacknowledged_since is None
    assert sweep_escalations(DUE + timedelta(days=1)).handled == 0


def test_the_sweep_leaves_the_version_alone(case: Case) -> None:
    version = case.version
    sweep_escalations(WARNED)
    case.refresh_from_db()
    assert case.version == version


def test_a_broken_row_stays_armed_is_put_off_and_stops_nobody(case: Case, topic: Topic, owner: User) -> None:
    healthy = captured(topic, by=owner, at=MONDAY).case
    assert healthy is not None
    fire = escalation._fire

    def broken(row: Case, *args: object) -> object:
        if row.pk == case.pk:
            raise RuntimeError("bad row")
        return fire(row, *args)  # type: ignore[arg-type]

    with mock.patch("cases.escalation._fire", broken):
        result = sweep_escalations(WARNED)
    assert (result.handled, result.failed) == (1, 1)
    case.refresh_from_db()
    assert (case.escalate_at, case.failures, case.failure) == (WARNED, 1, "RuntimeError")
    assert case.retry_at == WARNED + timedelta(minutes=1)
    assert len(heard(healthy)) == 1
    assert sweep_escalations(WARNED + timedelta(minutes=1)).handled == 1
    assert heard(case) == [(1, 1, [owner])]


def test_a_database_that_is_away_is_no_fault_of_a_case(case: Case) -> None:
    away = OperationalError("database is locked")
    with mock.patch("cases.escalation._fire", side_effect=away), pytest.raises(OperationalError):
        sweep_escalations(WARNED)
    case.refresh_from_db()
    assert (case.failures, case.failure, case.retry_at) == (0, "", None)
    assert sweep_escalations(WARNED).handled == 1


def test_a_thousand_due_cost_one_statement_per_twenty(topic: Topic, owner: User, boss: User) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    customer = captured(topic, by=owner, at=MONDAY).contact.customer_id
    for _ in range(99):
        captured(topic, by=owner, at=MONDAY, customer=customer)
    sweep_escalations(WARNED - HOUR)  # ladders are read once per process
    with CaptureQueriesContext(connection) as queries:
        assert sweep_escalations(WARNED).handled == 100
    statements = [query for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(statements) <= 14  # one batch takes 200: 1,000 due make five of them
