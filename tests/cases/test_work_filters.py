"""Filters narrow a list, stand in the address, and tell nothing of what one may not know."""

from collections.abc import Iterator

import pytest
import time_machine
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from cases.lifecycle import hand_over
from cases.models import Case
from cases.work_address import listing
from contacts.grouping import add_group
from contacts.models import Customer, Topic
from crm.company.models import Role, Team, User
from crm.company.permissions import viewer_of
from tests.cases.pages import MONDAY, clock_runs, local, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
STATEMENTS = 8  # those of the list, and what can be chosen


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
    return make_topic(team, name="Reparatur")


def numbers(query: str, user: User) -> list[int]:
    viewer = viewer_of(user, today=MONDAY.date())
    return [case.number for case in listing(QueryDict(query), viewer).cases(viewer)]


def test_each_filter_leaves_what_it_names(team: Team, topic: Topic, clerk: User) -> None:
    parent = topic.parent
    other = make_topic(make_team(name="Büro"), name="Rechnung")
    plain = opened(other, by=clerk)
    ours = opened(topic, by=clerk, channel="email")
    owned = hand_over(opened(topic, by=clerk).pk, team=team, owner=clerk, by=clerk, at=MONDAY)
    urgent = opened(topic, by=clerk)
    Case.objects.filter(pk=urgent.pk).update(priority="urgent")
    group = add_group(name="Schulen", by=clerk, at=MONDAY)
    customer = urgent.customer
    assert customer is not None
    Customer.objects.filter(pk=customer.pk).update(group=group)
    same = set(Case.objects.filter(customer=customer).values_list("number", flat=True))
    mine = {ours.number, owned.number, urgent.number}
    assert set(numbers(f"liste=alle&anliegen={topic.pk}", clerk)) == mine
    assert parent is None or set(numbers(f"liste=alle&anliegen={parent.pk}", clerk)) == mine
    assert set(numbers(f"liste=alle&beim_team={team.pk}", clerk)) == mine
    assert numbers(f"liste=alle&person={clerk.pk}", clerk) == [owned.number]
    assert numbers("liste=alle&kanal=email", clerk) == [ours.number]
    assert numbers("liste=alle&dringlichkeit=urgent", clerk) == [urgent.number]
    assert set(numbers(f"liste=alle&gruppe={group.pk}", clerk)) == same
    assert numbers(f"liste=alle&beim_team={team.pk}&kanal=email&person={clerk.pk}", clerk) == []
    assert plain.number in numbers("liste=alle", clerk)


@pytest.mark.parametrize(
    "query", ["kanal=unsinn", "beim_team=x", "beim_team=-1", "person=0", "anliegen=99999999999", ""]
)
def test_what_can_be_no_choice_is_left_out(team: Team, topic: Topic, clerk: User, query: str) -> None:
    case = opened(topic, by=clerk)
    viewer = viewer_of(clerk, today=MONDAY.date())
    here = listing(QueryDict(f"liste=alle&{query}"), viewer)
    assert here.query == "liste=alle"
    assert [each.number for each in here.cases(viewer)] == [case.number]


def test_a_filter_says_nothing_about_a_confidential_case_from_outside(clerk: User) -> None:
    make_policy()
    secret = make_topic(make_team(name="Personal"), confidential=True)
    case = opened(secret, by=make_user(), channel="email")
    for query in (f"anliegen={secret.pk}", "kanal=email", f"beim_team={case.team_id}"):
        assert numbers(f"liste=alle&{query}", clerk) == []
        assert numbers(f"liste=alle&{query}", make_user(Role.MANAGEMENT)) == []
        assert numbers(f"liste=alle&{query}", case.team.lead) == [case.number]


def test_the_page_counts_what_the_filter_leaves_and_carries_it_on(
    team: Team, topic: Topic, clerk: User
) -> None:
    kept = opened(topic, by=clerk, at=local("2026-03-02 09:00"), channel="email", text="Mail")
    opened(topic, by=clerk, at=local("2026-03-02 09:10"), text="Anruf")
    page = signed_in(clerk).get("/arbeit/?liste=team&kanal=email&filtern=1")
    said, html = text_of(page), page.content.decode()
    assert "Einer ist heute fällig." in said
    assert "Team Werkstatt 2" in said
    assert "Heute 1" in said
    assert "Anruf" not in said
    assert '<option value="email" selected>E-Mail</option>' in html
    assert f'href="/vorgaenge/{kept.number}/?liste=team&amp;kanal=email&amp;stelle=1"' in html
    assert '<input type="hidden" name="kanal" value="email">' in html
    nothing = text_of(signed_in(clerk).get("/arbeit/?liste=team&kanal=chat"))
    assert "Kein Vorgang passt zu diesem Filter" in nothing


@pytest.mark.parametrize("count", [1, 3])
def test_filtering_costs_one_statement_more(
    team: Team, topic: Topic, clerk: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        opened(topic, by=clerk, channel="email")
    clock_runs()
    browser = signed_in(clerk)
    browser.get("/arbeit/?liste=team")
    with django_assert_num_queries(STATEMENTS):
        page = browser.get(f"/arbeit/?liste=team&kanal=email&beim_team={team.pk}")
    assert page.content.decode().count("data-row") == count
