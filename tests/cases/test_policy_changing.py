"""Policies as versions: what is saved, what never changes, and what is refused with a sentence that says what to do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cases.models import EscalationStep, Policy, PolicyVersion
from cases.policies import version_for
from cases.policy_changing import add_policy, change_policy, move_policy, newest_version, switch_policy
from cases.policy_list import editions, lines
from cases.policy_terms import ON_THE_DAY, USUAL, Conditions, Rung, Terms, terms_of
from crm.company.models import User
from crm.lib.acts import Refused
from tests.factories.cases import make_topic
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY

pytestmark = pytest.mark.django_db

LATER = MONDAY + timedelta(days=1)
REST = Terms(name="Alles andere", first_response_minutes=480, resolution_minutes=1920)


@pytest.fixture
def admin() -> User:
    return make_user()


@pytest.fixture
def rest(admin: User) -> PolicyVersion:
    return add_policy(REST, catch_all=True, by=admin, at=MONDAY)


def phone(name: str = "Telefon", **more: Any) -> Terms:
    said: dict[str, Any] = {"first_response_minutes": 240, "resolution_minutes": 960} | more
    return Terms(name=name, conditions=Conditions(channel="phone"), **said)


def names() -> list[str]:
    return [line.policy.name for line in lines() if line.policy.active]


def test_a_change_makes_a_new_version_and_leaves_the_old_one_as_it_was(
    rest: PolicyVersion, admin: User
) -> None:
    steps = list(EscalationStep.objects.filter(policy_version=rest).values())
    terms = replace(REST, name="Der Rest", first_response_minutes=60)
    changed = change_policy(rest.policy_id, terms, expected_number=1, reason=" Test ", by=admin, at=LATER)
    assert changed is not None
    assert (changed.number, changed.reason, changed.created_by, changed.valid_from) == (
        2,
        "Test",
        admin,
        LATER,
    )
    first = PolicyVersion.objects.get(pk=rest.pk)
    assert (first.first_response_minutes, first.valid_from) == (480, MONDAY)
    assert list(EscalationStep.objects.filter(policy_version=rest).values()) == steps
    assert terms_of(newest_version(changed.policy)) == terms
    assert version_for(topic=make_topic()) == changed
    told = editions(changed.policy)
    assert [(each.number, each.name, each.valid_until) for each in told] == [
        (2, "Der Rest", None),
        (1, "Alles andere", LATER),
    ]
    assert "Antwort innerhalb von 8\u00a0h" in told[1].said.until


def test_saving_what_is_there_makes_no_version(rest: PolicyVersion, admin: User) -> None:
    assert change_policy(rest.policy_id, REST, expected_number=1, by=admin, at=LATER) is None
    assert PolicyVersion.objects.count() == 1


def test_who_was_slower_is_told_and_changes_nothing(rest: PolicyVersion, admin: User) -> None:
    faster = replace(REST, first_response_minutes=60)
    change_policy(rest.policy_id, faster, expected_number=1, by=admin, at=LATER)
    with pytest.raises(Refused, match="Inzwischen gilt Fassung 2"):
        change_policy(rest.policy_id, REST, expected_number=1, by=admin, at=LATER)
    assert newest_version(rest.policy).first_response_minutes == 60


def test_the_first_rule_must_be_the_one_for_everything_else(admin: User) -> None:
    with pytest.raises(Refused, match="legen Sie zuerst diese an"):
        add_policy(phone(), by=admin, at=MONDAY)
    add_policy(REST, catch_all=True, by=admin, at=MONDAY)
    with pytest.raises(Refused, match="gibt es schon"):
        add_policy(replace(REST, name="Noch eine"), catch_all=True, by=admin, at=MONDAY)
    assert Policy.objects.count() == 1


def test_the_rule_for_everything_else_cannot_be_switched_off_moved_or_narrowed(
    rest: PolicyVersion, admin: User
) -> None:
    with pytest.raises(Refused, match="nicht ausschalten"):
        switch_policy(rest.policy_id, active=False, by=admin, at=LATER)
    with pytest.raises(Refused, match="steht immer am Ende"):
        move_policy(rest.policy_id, up=True, by=admin, at=LATER)
    narrow = replace(REST, conditions=Conditions(complaints_only=True))
    with pytest.raises(Refused, match="hat keine Bedingungen"):
        change_policy(rest.policy_id, narrow, expected_number=1, by=admin, at=LATER)
    assert [line.policy.catch_all for line in lines()] == [True]


def test_rules_change_places_and_the_history_tells_it(rest: PolicyVersion, admin: User) -> None:
    first, second, third = (add_policy(phone(name), by=admin, at=MONDAY).policy for name in "ABC")
    assert names() == ["A", "B", "C", "Alles andere"]
    assert move_policy(third.pk, up=True, by=admin, at=LATER)
    assert move_policy(first.pk, up=False, by=admin, at=LATER)
    assert names() == ["C", "A", "B", "Alles andere"]
    assert not move_policy(third.pk, up=True, by=admin, at=LATER)
    assert not move_policy(second.pk, up=False, by=admin, at=LATER)
    assert third.history.latest().history_user == admin
    switch_policy(first.pk, active=False, by=admin, at=LATER)
    assert names() == ["C", "B", "Alles andere"]
    assert move_policy(second.pk, up=True, by=admin, at=LATER)  # past the one that is off
    assert names() == ["B", "C", "Alles andere"]
    switch_policy(first.pk, active=True, by=admin, at=LATER)
    assert "A" in names()


def test_a_rule_that_never_comes_to_its_turn_is_marked(rest: PolicyVersion, admin: User) -> None:
    add_policy(phone("Telefon"), by=admin, at=MONDAY)
    narrow = Conditions(channel="phone", complaints_only=True)
    add_policy(replace(phone("Beschwerde am Telefon"), conditions=narrow), by=admin, at=MONDAY)
    add_policy(replace(phone("Laden"), conditions=Conditions(channel="shop")), by=admin, at=MONDAY)
    hidden = {line.policy.name: line.hidden_by for line in lines()}
    assert hidden == {"Telefon": "", "Beschwerde am Telefon": "Telefon", "Laden": "", "Alles andere": ""}


BEFORE, AT, AFTER = USUAL
WRONG_LADDERS: list[tuple[Sequence[Rung], str]] = [
    ((), "Ohne Stufe erfährt niemand"),
    ((replace(AT, role=""),), "Stufe 1 hat niemanden, der Bescheid bekommt"),
    ((replace(AT, role="porter"),), "Stufe 1 hat niemanden, der Bescheid bekommt"),
    ((replace(AT, placed=""),), "vor der Frist liegt, zur Frist oder danach"),
    ((replace(BEFORE, percent=0), AT), "1 bis 99"),
    ((replace(BEFORE, percent=100), AT), "1 bis 99"),
    ((replace(BEFORE, percent=None), AT), "1 bis 99"),
    ((replace(AT, wait_minutes=0),), "Der Abstand liegt zwischen 1 Minute"),
    ((replace(AT, wait_minutes=12_001),), "Der Abstand liegt zwischen 1 Minute"),
    ((AT, BEFORE), "Stufe 2 läge vor Stufe 1"),
    ((AFTER, AT), "Stufe 2 läge vor Stufe 1"),
    ((BEFORE, replace(BEFORE, percent=75), AT), "Stufe 2 läge vor Stufe 1"),
    ((AT, AT), "liegen beide zur Frist"),
    ((BEFORE,), "Verstreicht sie, erfährt es niemand"),
    ((AT, *[AFTER] * 9), "zu viele Stufen"),
    ((replace(AT, reassign_to="role"),), "an welche Rolle"),
    ((replace(AT, reassign_role="lead"),), "an welche Rolle"),
    ((replace(AT, raise_to="low"),), "an welche Rolle"),
]


@pytest.mark.parametrize(("ladder", "said"), WRONG_LADDERS)
def test_a_ladder_nobody_would_hear_of_is_refused(
    rest: PolicyVersion, admin: User, ladder: Sequence[Rung], said: str
) -> None:
    ladders = {"first_response": tuple(ladder), "resolution": USUAL, "follow_up": ON_THE_DAY}
    with pytest.raises(Refused) as refused:
        add_policy(phone(ladders=ladders), by=admin, at=MONDAY)
    assert list(refused.value.messages) == ["ladders.first_response"]
    assert said in str(refused.value)
    assert Policy.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"first_response_minutes": 0}, "first_response_minutes", "Eine Frist von 0 kann niemand halten"),
        ({"resolution_minutes": 0}, "resolution_minutes", "Eine Frist von 0 kann niemand halten"),
        ({"resolution_minutes": 120_001}, "resolution_minutes", "höchstens 2000 Stunden"),
        ({"resolution_minutes": 239}, "resolution_minutes", "nicht vor der Antwort fällig"),
        ({"name": "  "}, "name", "Bitte geben Sie der Regel einen Namen"),
        ({"name": "x" * 81}, "name", "zu lang"),
        ({"name": "alles ANDERE"}, "name", "gibt es schon"),
        ({"conditions": Conditions()}, "", "Ohne Bedingung passt diese Regel immer"),
        ({"conditions": Conditions(channel="brieftaube")}, "", "Diese Bedingung gibt es nicht"),
        ({"ladders": {"resolution": USUAL, "follow_up": USUAL}}, "ladders.first_response", "Ohne Stufe"),
    ],
)
def test_terms_nobody_can_keep_are_refused(
    rest: PolicyVersion, admin: User, change: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        add_policy(replace(phone(), **change), by=admin, at=MONDAY)
    assert said in refused.value.messages[field][0]
    assert Policy.objects.count() == 1


def test_a_ladder_may_act_as_well(rest: PolicyVersion, admin: User) -> None:
    acting = (
        BEFORE,
        replace(AT, raise_to="high"),
        replace(AFTER, reassign_to="role", reassign_role="management"),
    )
    ladders = {"first_response": acting, "resolution": USUAL, "follow_up": ON_THE_DAY}
    made = add_policy(phone(ladders=ladders), by=admin, at=MONDAY)
    assert terms_of(newest_version(made.policy)).ladders == ladders
    told = lines()[0].said.ladders[0].replace("\u00a0", " ")
    assert told == (
        "Antwort: bei 75 % der Zeit die zuständige Person, zur Frist die Teamleitung (Dringlichkeit mindestens"
        " hoch), 4 h später die Geschäftsleitung (der Vorgang geht an eine Person der Rolle Geschäftsleitung);"
        " dann alle 4 h wieder, bis jemand sich kümmert."
    )
