from datetime import UTC, date, datetime

import pytest

from crm.company.absences import cancel_absence, coming_absences, people_to_plan_for, plan_absence
from crm.company.models import Absence, Role, User
from crm.company.permissions import Viewer, viewer_of
from crm.lib.acts import NotAllowed, Refused
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

TODAY, NOW = date(2026, 3, 2), datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MONDAY, FRIDAY = date(2026, 3, 9), date(2026, 3, 13)


def as_viewer(user: User) -> Viewer:
    return viewer_of(user, today=TODAY)


def plan(
    user: User,
    *,
    by: User,
    substitute: User | None = None,
    starts_on: date = MONDAY,
    ends_on: date = FRIDAY,
) -> Absence:
    return plan_absence(
        user, starts_on=starts_on, ends_on=ends_on, substitute=substitute, by=as_viewer(by), at=NOW
    )


def test_one_plans_for_oneself_a_lead_for_the_team_management_for_all() -> None:
    worker, stranger, boss = make_user(), make_user(), make_user(Role.MANAGEMENT)
    team = make_team((worker,))
    assert set(people_to_plan_for(as_viewer(worker))) == {worker}
    assert set(people_to_plan_for(as_viewer(team.deputy))) == {worker, team.lead, team.deputy}
    assert stranger in people_to_plan_for(as_viewer(boss))
    plan(worker, by=team.lead)
    with pytest.raises(NotAllowed):
        plan(stranger, by=team.lead)
    with pytest.raises(NotAllowed):
        plan(boss, by=worker)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [(MONDAY, date(2026, 3, 8)), (date(2026, 2, 1), date(2026, 2, 5))]
)
def test_impossible_days_are_refused_by_field(starts_on: date, ends_on: date) -> None:
    worker = make_user()
    with pytest.raises(Refused) as refused:
        plan(worker, by=worker, starts_on=starts_on, ends_on=ends_on)
    assert list(refused.value.messages) == ["ends_on"]


def test_nobody_stands_in_for_themselves_when_gone_or_while_away() -> None:
    worker, away, gone = make_user(), make_user(), make_user(is_active=False)
    plan(away, by=away)
    for substitute in (worker, away, gone):
        with pytest.raises(Refused) as refused:
            plan(worker, by=worker, substitute=substitute)
        assert list(refused.value.messages) == ["substitute"]


def test_days_do_not_overlap_and_can_be_taken_back() -> None:
    worker = make_user()
    first = plan(worker, by=worker)
    with pytest.raises(Refused):
        plan(worker, by=worker, starts_on=FRIDAY, ends_on=FRIDAY)
    with pytest.raises(NotAllowed):
        cancel_absence(first, by=as_viewer(make_user()))
    cancel_absence(first, by=as_viewer(worker))
    assert list(coming_absences(as_viewer(worker), today=TODAY)) == []


def refusal(user: User, substitute: User, **days: date) -> str:
    with pytest.raises(Refused) as refused:
        plan(user, by=user, substitute=substitute, **days)
    assert list(refused.value.messages) == ["substitute"]
    return refused.value.messages["substitute"][0]


def test_a_ring_of_substitutes_is_refused_and_named() -> None:
    anna, ben, cara = (make_user(first_name=name, last_name="Ring") for name in ("Anna", "Ben", "Cara"))
    plan(anna, by=anna, substitute=ben)
    assert "Kreis: Ben Ring → Anna Ring → Ben Ring." in refusal(ben, anna)
    plan(ben, by=ben, substitute=cara)
    assert "Kreis: Cara Ring → Anna Ring → Ben Ring → Cara Ring." in refusal(cara, anna)
    assert "Kreis: Cara Ring → Ben Ring → Cara Ring." in refusal(cara, ben)


def test_a_ring_needs_a_day_on_which_all_of_it_are_away() -> None:
    anna, ben, cara = (make_user() for _ in range(3))
    tuesday, thursday = date(2026, 3, 10), date(2026, 3, 12)
    plan(anna, by=anna, substitute=ben, starts_on=MONDAY, ends_on=tuesday)
    plan(ben, by=ben, substitute=cara, starts_on=thursday, ends_on=FRIDAY)
    said = refusal(cara, anna, starts_on=MONDAY, ends_on=FRIDAY)
    assert "Kreis" not in said
    assert "auch nicht da" in said


def test_a_ring_others_are_in_already_does_not_hold_one_up() -> None:
    anna, ben, cara = (make_user() for _ in range(3))
    for user, substitute in ((anna, ben), (ben, anna)):
        Absence.objects.create(user=user, starts_on=MONDAY, ends_on=FRIDAY, substitute=substitute)
    assert "auch nicht da" in refusal(cara, anna)
