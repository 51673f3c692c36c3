from datetime import date

import pytest

from crm.company.absences import cancel_absence, coming_absences, people_to_plan_for, plan_absence
from crm.company.models import Absence, Role, User
from crm.company.permissions import Viewer, viewer_of
from crm.lib.acts import NotAllowed, Refused
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
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
        user, starts_on=starts_on, ends_on=ends_on, substitute=substitute, by=as_viewer(by), today=TODAY
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
