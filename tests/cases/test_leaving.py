"""Somebody leaves: their open cases go over first, and nobody leaves who is still needed."""

from datetime import UTC, datetime

import pytest
from knox.models import get_token_model

from cases.disbanding import disband
from cases.leaving import leave
from cases.lifecycle import hand_over
from cases.models import Case
from contacts.models import Topic
from crm.company.models import Role, User
from crm.lib.acts import Refused
from crm.outbox.models import Notice
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def case_of(owner: User, topic: Topic) -> Case:
    case = captured(topic, by=owner, at=NOW).case
    assert case is not None
    return hand_over(case.pk, team=topic.team, owner=owner, by=owner, at=NOW)


def test_open_cases_go_to_the_successor_and_the_account_and_its_keys_end() -> None:
    make_policy()
    admin, goes, stays = make_user(Role.ADMIN), make_user(), make_user()
    topic = make_topic(make_team((goes, stays)))
    cases = [case_of(goes, topic) for _each in range(2)]
    get_token_model().objects.create(user=goes)
    Notice.objects.all().delete()
    assert leave(goes, successor=stays, by=admin, at=NOW) == 2
    assert [notice.recipient for notice in Notice.objects.all()] == [stays]  # one for both
    goes.refresh_from_db()
    assert {Case.objects.get(pk=case.pk).owner for case in cases} == {stays}
    assert (goes.is_active, list(goes.teams.all())) == (False, [])
    assert not get_token_model().objects.filter(user=goes).exists()


def test_without_a_successor_the_team_has_them_and_its_timer_stays_armed() -> None:
    make_policy()
    admin, goes = make_user(Role.ADMIN), make_user()
    case = case_of(goes, make_topic(make_team((goes,))))
    leave(goes, successor=None, by=admin, at=NOW)
    after = Case.objects.get(pk=case.pk)
    assert (after.owner, after.team_id, after.escalate_at) == (None, case.team_id, case.escalate_at)


def test_who_leads_is_the_last_or_is_oneself_stays() -> None:
    admin, boss, worker = make_user(Role.ADMIN), make_user(Role.MANAGEMENT), make_user()
    for who, by in ((make_team().deputy, admin), (boss, admin), (admin, boss), (worker, worker)):
        with pytest.raises(Refused):
            leave(who, successor=None, by=by, at=NOW)
    assert User.objects.filter(is_active=False).count() == 0


def test_a_team_is_given_up_once_nothing_belongs_to_it() -> None:
    make_policy()
    admin, team, other = make_user(Role.ADMIN), make_team(), make_team(is_fallback=True)
    topic = make_topic(team)
    case = captured(topic, by=admin, at=NOW).case
    assert case is not None
    for clear in (
        lambda: Topic.objects.filter(pk=topic.pk).update(team=other),
        lambda: hand_over(case.pk, team=other, by=admin, at=NOW),
    ):
        with pytest.raises(Refused):
            disband(team, by=admin, at=NOW)
        clear()
    disband(team, by=admin, at=NOW)
    team.refresh_from_db()
    assert not team.active
    with pytest.raises(Refused):
        disband(other, by=admin, at=NOW)
    with pytest.raises(Refused) as no:
        hand_over(case.pk, team=team, by=admin, at=NOW)
    assert list(no.value.messages) == ["team"]
