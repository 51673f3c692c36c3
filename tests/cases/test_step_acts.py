"""Steps that act: raise the priority, give the case to lead, team or role; once for a deadline, told everywhere."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import lifecycle
from cases.escalation import sweep_escalations
from cases.models import Case, DeadlineEvent
from contacts.models import Topic
from crm.company.models import Absence, Role, Team, User
from crm.company.permissions import viewer_of
from crm.outbox.models import Notice
from tests.cases.pages import signed_in
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WARNED = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
LATER = DUE + timedelta(hours=2)
AT_DUE = ("first_response", 2)
LAST = ("first_response", 3)


@pytest.fixture
def owner() -> User:
    return make_user(last_name="Bisher")


@pytest.fixture
def team(owner: User) -> Team:
    make_user(Role.MANAGEMENT)
    return make_team((owner,))


def owned(team: Team, owner: User, **acts: Any) -> Case:
    make_policy(first_response=240, resolution=9600, **acts)
    opened = captured(make_topic(team), by=owner, at=MONDAY).case
    assert opened is not None
    return lifecycle.hand_over(opened.pk, team=team, owner=owner, by=owner, at=MONDAY)


def swept(case: Case, *moments: datetime) -> Case:
    for at in moments:
        sweep_escalations(at)
    case.refresh_from_db()
    return case


def heard(case: Case) -> list[set[User]]:
    return [{who.user for who in each.recipients.all()} for each in case.escalations.order_by("fired_at")]


def test_a_step_raises_the_priority_and_no_policy_is_matched_again(team: Team, owner: User) -> None:
    case = owned(team, owner, acts={AT_DUE: {"raise_to": "high"}})
    urgent = make_policy(first_response=10, resolution=20, position=1, priority="high")
    before = list(case.deadlines.values_list("policy_version", "due_at", "target_seconds"))
    case = swept(case, WARNED)
    assert case.priority == "normal"
    version = case.version
    case = swept(case, DUE)
    assert (case.priority, case.version) == ("high", version + 1)
    assert list(case.deadlines.values_list("policy_version", "due_at", "target_seconds")) == before
    assert case.policy_version_id != urgent.pk
    assert not DeadlineEvent.objects.filter(deadline__case=case, what="moved").exists()


def test_a_priority_is_never_lowered(team: Team, owner: User) -> None:
    case = owned(team, owner, acts={AT_DUE: {"raise_to": "high"}})
    Case.objects.filter(pk=case.pk).update(priority="urgent")
    version = case.version
    case = swept(case, WARNED, DUE)
    assert (case.priority, case.version) == ("urgent", version)


def test_history_and_story_say_what_a_step_did(team: Team, owner: User) -> None:
    case = owned(team, owner, acts={AT_DUE: {"raise_to": "urgent", "reassign_to": "lead"}})
    case = swept(case, WARNED, DUE)
    entry = case.history.order_by("-history_id").first()
    assert entry is not None
    assert (entry.history_user, entry.history_date, entry.history_change_reason) == (
        None,
        DUE,
        "Eskalation, Stufe 2",
    )
    assert (entry.priority, entry.owner_id, entry.version) == ("urgent", team.lead_id, case.version)
    assert case.events.order_by("-id")[0].data | {"to": [], "due_at": ""} == {
        "step": 2,
        "cycle": 1,
        "kind": "first_response",
        "due_at": "",
        "to": [],
        "raised_to": "urgent",
        "owner": str(team.lead),
        "from_owner": str(owner),
    }
    page = signed_in(owner).get(f"/vorgaenge/{case.number}/").content.decode()
    assert f"Die Dringlichkeit ist jetzt dringend. Zuständig ist jetzt {team.lead}, bisher {owner}." in page


def test_a_step_gives_the_case_to_the_lead_and_both_are_told(team: Team, owner: User) -> None:
    case = swept(owned(team, owner, acts={LAST: {"reassign_to": "lead"}}), WARNED, DUE, LATER)
    assert case.owner == team.lead
    boss = User.objects.get(role=Role.MANAGEMENT)
    assert heard(case)[-1] == {boss, team.lead}
    told = Notice.objects.get(recipient=owner, kind="handed_over", created_at=LATER)
    assert "Nicht mehr bei Ihnen" in told.subject
    assert f"Zuständig ist jetzt {team.lead}" in told.text
    assert f"Zuständig ist jetzt {team.lead}" in Notice.objects.get(recipient=boss, medium="app").text


def test_while_the_lead_is_away_the_deputy_gets_the_case(team: Team, owner: User) -> None:
    Absence.objects.create(user=team.lead, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 3))
    case = swept(owned(team, owner, acts={AT_DUE: {"reassign_to": "lead"}}), WARNED, DUE)
    assert case.owner == team.deputy


def test_a_step_gives_the_case_back_to_the_team_and_the_lead_hears_of_it(team: Team, owner: User) -> None:
    case = swept(owned(team, owner, acts={("first_response", 1): {"reassign_to": "team"}}), WARNED)
    assert (case.owner, case.team) == (None, team)
    assert heard(case) == [{team.lead}]
    assert "bisher zuständig war" in Notice.objects.get(recipient=owner, created_at=WARNED).text


def test_a_role_takes_it_in_the_team_first_then_whoever_has_least(team: Team, owner: User) -> None:
    inside, outside = make_user(), make_user()
    team.members.add(inside)
    case = owned(team, owner, acts={AT_DUE: {"reassign_to": "role", "reassign_role": "backoffice"}})
    topic = Topic.objects.get()
    second = captured(topic, by=owner, at=MONDAY).case
    assert second is not None
    case = swept(case, WARNED, DUE)
    second.refresh_from_db()
    assert {case.owner, second.owner} == {inside, owner}  # one open case each, nobody outside
    assert outside not in heard(case)[-1]


def test_a_role_nobody_present_has_falls_to_the_lead(team: Team, owner: User) -> None:
    away = make_user(Role.FRONTDESK)
    Absence.objects.create(user=away, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 3))
    acts = {AT_DUE: {"reassign_to": "role", "reassign_role": "frontdesk"}}
    assert swept(owned(team, owner, acts=acts), WARNED, DUE).owner == team.lead


def test_a_repetition_only_tells_so_who_was_given_it_meanwhile_keeps_it(team: Team, owner: User) -> None:
    case = swept(owned(team, owner, acts={LAST: {"reassign_to": "lead"}}), WARNED, DUE, LATER)
    lifecycle.hand_over(case.pk, team=team, owner=owner, by=team.lead, at=LATER + timedelta(minutes=5))
    case = swept(case, LATER + timedelta(days=1))
    assert case.escalations.filter(step=3).count() == 2
    assert case.owner == owner


def test_acts_cost_the_same_for_one_case_and_for_many(team: Team, owner: User) -> None:
    owned(
        team, owner, acts={AT_DUE: {"raise_to": "high", "reassign_to": "role", "reassign_role": "backoffice"}}
    )
    topic = Topic.objects.get()
    for _ in range(39):
        captured(topic, by=owner, at=MONDAY)
    sweep_escalations(WARNED)
    with CaptureQueriesContext(connection) as queries:
        assert sweep_escalations(DUE).handled == 40
    statements = [query for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(statements) <= 20, [query["sql"][:90] for query in statements]
    raised = Case.objects.filter(priority="high")
    assert raised.count() == 40
    assert all(case.history.count() >= 2 for case in raised)


def test_who_got_a_case_by_a_step_may_change_it(team: Team, owner: User) -> None:
    stranger = make_user(Role.FRONTDESK)
    acts = {AT_DUE: {"reassign_to": "role", "reassign_role": "frontdesk"}}
    case = swept(owned(team, owner, acts=acts), WARNED, DUE)
    assert case.owner == stranger
    from cases.visibility import may_acknowledge, may_change

    viewer = viewer_of(stranger, today=DUE.date())
    assert may_change(viewer, case)
    assert may_acknowledge(viewer, case)
