"""The board of a lead: what breaks soon, with whom the work lies, and one tap to somebody else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cases.escalation import sweep_escalations
from cases.lead_board import LeadBoard, lead_board
from cases.lead_sentence import headline, overdue_words
from cases.lifecycle import close, hand_over, pause
from cases.models import Case
from contacts.models import Topic
from crm.company.models import Absence, Role, Team, User
from crm.company.permissions import viewer_of
from tests.cases.pages import BERLIN, MONDAY, clock_runs, local, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
STATEMENTS = 12  # three about the person, seven for the board, two for the bar


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir")


@pytest.fixture
def team(clerk: User) -> Team:
    make_policy(first_response=240, resolution=960)
    return make_team((clerk,), name="Werkstatt")


@pytest.fixture
def topic(team: Team) -> Topic:
    return make_topic(team)


def given(case: Case, owner: User) -> Case:
    return hand_over(case.pk, team=case.team, owner=owner, by=owner, at=MONDAY)


def seen_by(user: User) -> LeadBoard:
    return lead_board(viewer_of(user, today=MONDAY.date()), now=MONDAY, tz=BERLIN)


def test_what_is_due_within_four_and_eight_working_hours(team: Team, topic: Topic, clerk: User) -> None:
    soon = opened(topic, by=clerk, at=local("2026-03-02 09:00"))  # due 14:00
    edge = opened(topic, by=clerk, at=local("2026-03-02 10:00"))  # due 15:00, in four working hours
    later = opened(topic, by=clerk, at=local("2026-03-02 10:00"))
    pause(later.pk, kind="supplier", until=local("2026-03-03 09:00"), reason="Holz", by=clerk, at=MONDAY)
    Case.objects.filter(pk=later.pk).update(due_at=local("2026-03-03 10:00"))
    far = opened(topic, by=clerk, at=local("2026-03-02 10:00"))
    Case.objects.filter(pk=far.pk).update(due_at=local("2026-03-03 10:01"))
    late = opened(topic, by=clerk, at=local("2026-02-27 09:00"))
    board = seen_by(team.lead)
    assert [each.row.number for each in board.soon] == [soon.number, edge.number]
    assert [each.row.number for each in board.later] == [later.number]
    assert board.overdue == 1
    assert late.number not in {each.row.number for each in (*board.soon, *board.later)}


def test_the_board_opens_with_numbers_as_one_says_them(
    team: Team, topic: Topic, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said() -> tuple[str, str]:
        board = seen_by(team.lead)
        return headline(board), overdue_words(board)

    assert said() == ("In den nächsten vier Arbeitsstunden wird nichts fällig.", "")
    opened(topic, by=clerk)
    opened(topic, by=clerk, at=local("2026-02-26 09:00"))
    assert said() == ("Einer wird in den nächsten vier Arbeitsstunden fällig.", "Einer ist schon überfällig.")
    for _ in range(2):
        opened(topic, by=clerk)
        opened(topic, by=clerk, at=local("2026-02-26 09:00"))
    assert said() == (
        "Drei werden in den nächsten vier Arbeitsstunden fällig.",
        "Drei sind schon überfällig.",
    )
    monkeypatch.setattr("cases.lead_board.SHOWN", 2)
    assert said()[0] == "Mindestens 2 werden in den nächsten vier Arbeitsstunden fällig."


def test_the_load_of_a_team_and_of_its_people_by_name(team: Team, topic: Topic, clerk: User) -> None:
    given(opened(topic, by=clerk), clerk)
    late = given(opened(topic, by=clerk, at=local("2026-02-27 09:00")), clerk)
    waiting = opened(topic, by=clerk)
    pause(waiting.pk, kind="supplier", until=local("2026-03-04 09:00"), reason="Holz", by=clerk, at=MONDAY)
    guest = make_user(first_name="Zoe", last_name="Aal")
    given(opened(topic, by=clerk), guest)
    solved = given(opened(topic, by=clerk), guest)
    close(solved.pk, result="gelöst", not_informed_reason="war da", by=clerk, at=MONDAY)
    [mine] = seen_by(team.lead).teams
    assert (mine.load.open, mine.load.overdue, mine.load.waiting, mine.load.nobody) == (4, 1, 1, 1)
    names = [each.user.last_name.casefold() for each in mine.people]
    assert names == sorted(names)
    loads = {each.user.pk: (each.load.open, each.load.overdue) for each in mine.people}
    assert loads[clerk.pk] == (2, 1)
    assert loads[guest.pk] == (1, 0)
    assert loads[team.lead_id] == loads[team.deputy_id] == (0, 0)
    assert late.team_id == mine.team.pk


def test_escalations_nobody_has_seen_the_oldest_first(team: Team, topic: Topic, clerk: User) -> None:
    early = opened(topic, by=clerk, at=local("2026-02-26 09:00"))
    sweep_escalations(local("2026-02-26 16:00"))
    late = opened(topic, by=clerk, at=local("2026-02-27 09:00"))
    sweep_escalations(local("2026-02-27 16:00"))
    opened(topic, by=clerk)
    assert [each.row.number for each in seen_by(team.lead).unacknowledged] == [early.number, late.number]


def test_who_is_away_today_with_who_stands_in(team: Team, topic: Topic, clerk: User) -> None:
    day = MONDAY.date()
    Absence.objects.create(user=clerk, starts_on=day, ends_on=day, substitute=team.lead)
    Absence.objects.create(user=team.lead, starts_on=day + timedelta(days=1), ends_on=day + timedelta(days=1))
    Absence.objects.create(user=make_user(), starts_on=day, ends_on=day)
    said = text_of(signed_in(team.lead).get("/arbeit/leitung/"))
    assert f"Heute nicht da Aylin Demir bis 2.3.2026, Vertretung: {team.lead}" in said
    assert said.count("bis 2.3.2026") == 1


def test_leads_and_deputies_see_their_teams_and_the_company_all(team: Team, topic: Topic) -> None:
    other = make_team(name="Büro")
    both = ["Büro", "Werkstatt"]
    assert [each.team.name for each in seen_by(team.lead).teams] == ["Werkstatt"]
    assert [each.team.name for each in seen_by(other.deputy).teams] == ["Büro"]
    for role in (Role.MANAGEMENT, Role.ADMIN):
        assert [each.team.name for each in seen_by(make_user(role)).teams if each.team.name in both] == both


def test_the_board_is_for_who_leads(team: Team, clerk: User) -> None:
    assert signed_in(clerk).get("/arbeit/leitung/").status_code == 403
    assert signed_in(clerk).post("/arbeit/leitung/uebergabe/").status_code == 403
    assert signed_in(team.deputy).get("/arbeit/leitung/").status_code == 200
    assert 'href="/arbeit/leitung/"' in signed_in(team.deputy).get("/arbeit/").content.decode()
    assert 'href="/arbeit/leitung/"' not in signed_in(clerk).get("/arbeit/").content.decode()
    alone = text_of(signed_in(make_user(Role.LEAD)).get("/arbeit/leitung/"))
    assert "Sie leiten noch kein Team" in alone


def test_one_tap_gives_a_case_away_and_one_more_takes_it_back(team: Team, topic: Topic, clerk: User) -> None:
    case = opened(topic, by=clerk)
    browser = signed_in(team.lead)
    form = browser.get("/arbeit/leitung/").content.decode()
    assert f'name="vorgang" value="{case.number}.1"' in form
    sent = browser.post("/arbeit/leitung/uebergabe/", {"vorgang": f"{case.number}.1", "owner": clerk.pk})
    assert sent["Location"] == "/arbeit/leitung/"
    case.refresh_from_db()
    assert case.owner_id == clerk.pk
    page = browser.get("/arbeit/leitung/").content.decode()
    assert "Ein Vorgang ist an Aylin Demir übergeben." in page
    undo = page.partition('action="/arbeit/uebergabe/zurueck/')[2].partition('"')[0].replace("&amp;", "&")
    assert browser.post(f"/arbeit/uebergabe/zurueck/{undo}")["Location"] == "/arbeit/leitung/"
    case.refresh_from_db()
    assert case.owner_id is None


def test_back_to_the_team(team: Team, topic: Topic, clerk: User) -> None:
    case = given(opened(topic, by=clerk), clerk)
    browser = signed_in(team.lead)
    page = browser.post(
        "/arbeit/leitung/uebergabe/", {"vorgang": f"{case.number}.2", "owner": ""}, follow=True
    )
    assert "Ein Vorgang ist dem Team zurückgegeben." in page.content.decode()
    case.refresh_from_db()
    assert case.owner_id is None


def test_a_confidential_case_says_only_number_and_promise_to_management(clerk: User) -> None:
    make_policy(first_response=240)
    secret = make_topic(make_team(name="Personal"), confidential=True)
    case = opened(secret, by=make_user(), at=local("2026-03-02 09:00"), text="Herr Klotz war grob")
    head = text_of(signed_in(make_user(Role.MANAGEMENT)).get("/arbeit/leitung/"))
    assert f"Vertraulich #{case.number}" in head
    assert "Klotz" not in head
    assert "Herr Klotz war grob" in text_of(signed_in(case.team.lead).get("/arbeit/leitung/"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_costs_the_same_for_one_and_three(
    team: Team, topic: Topic, count: int, clerk: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        worker = make_user()
        team.members.add(worker)
        given(opened(topic, by=clerk, at=local(f"2026-03-02 09:0{number}")), worker)
        opened(topic, by=clerk, at=local(f"2026-02-26 09:0{number}"))
    sweep_escalations(MONDAY)
    clock_runs()
    browser = signed_in(team.lead)
    browser.get("/arbeit/leitung/")
    with django_assert_num_queries(STATEMENTS):
        page = browser.get("/arbeit/leitung/").content.decode()
    assert page.count("data-row") == 2 * count
