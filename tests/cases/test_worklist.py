"""Which cases stand in which list, and that a list says nothing about a confidential case it must not say."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from cases.escalation import sweep_escalations
from cases.lifecycle import close, hand_over, pause
from cases.models import Case
from cases.work_address import Listing
from cases.work_counts import counts
from cases.worklist import Days, WorkList, cases_in
from contacts.models import Topic
from crm.company.models import Absence, Role, User
from crm.company.permissions import Viewer, viewer_of
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=BERLIN)
pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return make_user()


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy(first_response=240, resolution=960)
    return make_topic(make_team((clerk,), name="Werkstatt"))


def opened(topic: Topic, by: User, at: datetime = MONDAY, **more: object) -> Case:
    case = captured(topic, by=by, at=at, **more).case
    assert case is not None
    return case


def seen_by(user: User) -> Viewer:
    return viewer_of(user, today=MONDAY.date())


def numbers(which: WorkList, user: User) -> list[int]:
    return [case.number for case in cases_in(which, seen_by(user))]


def test_each_list_holds_what_its_name_says(clerk: User, topic: Topic) -> None:
    stranger = make_user()
    mine, waiting, solved = (opened(topic, stranger) for _ in range(3))
    complaint = opened(topic, stranger, voice="complaint")
    elsewhere = opened(make_topic(), stranger)
    hand_over(mine.pk, team=mine.team, owner=clerk, by=clerk, at=MONDAY)
    until = MONDAY + timedelta(days=2)
    pause(waiting.pk, kind="customer", until=until, reason="Foto", by=clerk, at=MONDAY)
    close(solved.pk, result="erledigt", not_informed_reason="war da", by=clerk, at=MONDAY)
    assert numbers(WorkList.MINE, clerk) == [mine.number]
    assert set(numbers(WorkList.TEAM, clerk)) == {mine.number, waiting.number, complaint.number}
    assert mine.number not in numbers(WorkList.UNASSIGNED, clerk)
    assert elsewhere.number in numbers(WorkList.UNASSIGNED, clerk)
    assert numbers(WorkList.WAITING, clerk) == [waiting.number]
    assert numbers(WorkList.COMPLAINTS, clerk) == [complaint.number]
    assert solved.number not in numbers(WorkList.ALL, clerk)
    assert elsewhere.number in numbers(WorkList.ALL, clerk)


def test_the_next_due_stands_first(clerk: User, topic: Topic) -> None:
    later = opened(topic, clerk, MONDAY + timedelta(hours=2))
    sooner = opened(topic, clerk, MONDAY)
    assert numbers(WorkList.TEAM, clerk) == [sooner.number, later.number]


def test_escalated_to_me_until_somebody_takes_care(clerk: User, topic: Topic) -> None:
    case = opened(topic, clerk)
    hand_over(case.pk, team=case.team, owner=clerk, by=clerk, at=MONDAY)
    sweep_escalations(MONDAY + timedelta(hours=4, minutes=30))
    assert numbers(WorkList.ESCALATED, clerk) == [case.number]
    assert numbers(WorkList.ESCALATED, case.team.lead) == []
    close(case.pk, result="gelöst", not_informed_reason="war da", by=clerk, at=MONDAY + timedelta(hours=5))
    assert numbers(WorkList.ESCALATED, clerk) == []


def test_a_substitute_finds_the_cases_of_who_is_away(clerk: User, topic: Topic) -> None:
    away = make_user()
    case = opened(topic, clerk)
    hand_over(case.pk, team=case.team, owner=away, by=clerk, at=MONDAY)
    assert numbers(WorkList.STAND_IN, clerk) == []
    day = MONDAY.date()
    Absence.objects.create(user=away, starts_on=day, ends_on=day, substitute=clerk)
    assert numbers(WorkList.STAND_IN, clerk) == [case.number]


def test_no_list_but_that_of_all_tells_of_a_confidential_case_from_outside(clerk: User) -> None:
    make_policy()
    secret = make_topic(make_team(), confidential=True)
    case = opened(secret, make_user(), voice="complaint")
    until = MONDAY + timedelta(days=2)
    pause(case.pk, kind="customer", until=until, reason="Brief", by=case.team.lead, at=MONDAY)
    for which in (WorkList.UNASSIGNED, WorkList.WAITING, WorkList.COMPLAINTS):
        assert numbers(which, clerk) == []
        assert numbers(which, case.team.lead) == [case.number]
        assert numbers(which, make_user(Role.MANAGEMENT)) == []
        assert numbers(which, make_user(Role.ADMIN)) == [case.number]
    assert numbers(WorkList.ALL, clerk) == [case.number]


def test_counts_of_lists_and_groups_in_one_statement(
    clerk: User, topic: Topic, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for at in (MONDAY - timedelta(days=3), MONDAY, MONDAY + timedelta(hours=5)):
        opened(topic, clerk, at)
    viewer = seen_by(clerk)
    with django_assert_num_queries(1):
        told = counts(Listing(WorkList.TEAM), viewer, days=Days.at(MONDAY, BERLIN))
    assert told.lists[WorkList.TEAM] == 3
    assert told.lists[WorkList.MINE] == 0
    assert told.lists[WorkList.STAND_IN] == 0
    assert told.groups == {"late": 1, "today": 1, "tomorrow": 1, "week": 0, "later": 0}
    assert told.team_name == "Werkstatt"
    assert told.team_next == cases_in(WorkList.TEAM, viewer)[0].due_at


def test_who_has_no_team_counts_none(topic: Topic, clerk: User) -> None:
    opened(topic, clerk)
    told = counts(Listing(WorkList.ALL), seen_by(make_user()), days=Days.at(MONDAY, BERLIN))
    assert (told.lists[WorkList.TEAM], told.lists[WorkList.ALL]) == (0, 1)
    assert (told.team_name, told.team_next, told.calendar_version_id) == ("", None, None)


@pytest.mark.parametrize(
    ("due", "group"),
    [
        ("2026-03-02 09:59", "late"),
        ("2026-03-02 10:00", "today"),
        ("2026-03-02 23:59", "today"),
        ("2026-03-03 00:00", "tomorrow"),
        ("2026-03-04 00:00", "week"),
        ("2026-03-08 23:59", "week"),
        ("2026-03-09 00:00", "later"),
    ],
)
def test_groups_end_at_local_midnight_and_the_week_on_sunday(due: str, group: str) -> None:
    days = Days.at(MONDAY, BERLIN)
    assert days.group(datetime.fromisoformat(due).replace(tzinfo=BERLIN)) == group


def test_at_the_weekend_this_week_is_over_and_tomorrow_comes_first() -> None:
    sunday = Days.at(datetime(2026, 3, 8, 10, 0, tzinfo=BERLIN), BERLIN)
    assert sunday.group(datetime(2026, 3, 9, 9, 0, tzinfo=BERLIN)) == "tomorrow"
    assert sunday.group(datetime(2026, 3, 10, 9, 0, tzinfo=BERLIN)) == "later"
