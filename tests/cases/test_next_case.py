"""From one case of a list to the next: where one is travels in the address."""

from collections.abc import Iterator

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cases.lifecycle import close
from cases.models import Case
from contacts.models import Topic
from crm.company.models import User
from tests.cases.pages import MONDAY, clock_runs, local, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user()


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy(first_response=240, resolution=960)
    return make_topic(make_team((clerk,), name="Werkstatt"))


@pytest.fixture
def three(clerk: User, topic: Topic) -> list[Case]:
    return [opened(topic, by=clerk, at=local(f"2026-03-02 09:{n}0"), text=f"Anliegen {n}") for n in range(3)]


def test_a_line_of_the_list_leads_to_its_place_in_it(clerk: User, three: list[Case]) -> None:
    page = signed_in(clerk).get("/arbeit/?liste=team").content.decode()
    for position, case in enumerate(three, 1):
        assert f'href="/vorgaenge/{case.number}/?liste=team&amp;stelle={position}"' in page


def test_the_case_names_the_next_one_and_where_it_stands(clerk: User, three: list[Case]) -> None:
    browser = signed_in(clerk)
    said = text_of(browser.get("/vorgaenge/4001/?liste=team&stelle=1"))
    assert "Zur Liste Nächster: Anliegen 1 (2 von 3)" in said
    last = text_of(browser.get("/vorgaenge/4003/?liste=team&stelle=3"))
    assert "Das war der letzte der Liste." in last


def test_what_left_the_list_is_followed_by_what_took_its_place(clerk: User, three: list[Case]) -> None:
    close(three[0].pk, result="gelöst", not_informed_reason="war da", by=clerk, at=MONDAY)
    said = text_of(signed_in(clerk).get("/vorgaenge/4001/?liste=team&stelle=1"))
    assert "Nächster: Anliegen 1 (1 von 2)" in said


def test_who_solves_a_case_is_offered_the_next(clerk: User, three: list[Case]) -> None:
    browser = signed_in(clerk)
    form = browser.get("/vorgaenge/4001/loesung/?version=1&liste=team&stelle=1").content.decode()
    action = "/vorgaenge/4001/loesung/?liste=team&amp;stelle=1"
    assert f'action="{action}"' in form
    facts = {"version": 1, "result": "gelöst", "not_informed_reason": "war da"}
    sent = browser.post(action.replace("&amp;", "&"), facts)
    assert sent["Location"] == "/vorgaenge/4001/?liste=team&stelle=1&weiter=1"
    assert "Weiter zum nächsten: Anliegen 1 (1 von 2)" in text_of(browser.get(sent["Location"]))


def test_a_note_keeps_the_place_and_does_not_hurry(clerk: User, three: list[Case]) -> None:
    sent = signed_in(clerk).post("/vorgaenge/4001/notiz/?liste=team&stelle=1", {"text": "Leim"})
    assert sent["Location"] == "/vorgaenge/4001/?liste=team&stelle=1"


@pytest.mark.parametrize(
    "way", ["", "?liste=team", "?stelle=1", "?liste=team&stelle=0", "?liste=team&stelle=x"]
)
def test_who_comes_from_elsewhere_sees_no_list(clerk: User, three: list[Case], way: str) -> None:
    assert "Zur Liste" not in text_of(signed_in(clerk).get(f"/vorgaenge/4001/{way}"))


def test_a_confidential_next_one_keeps_its_title_to_itself(clerk: User, three: list[Case]) -> None:
    secret = make_topic(make_team(name="Personal"), confidential=True)
    opened(secret, by=make_user(), at=local("2026-03-02 09:05"), text="Herr Klotz war grob")
    said = text_of(signed_in(clerk).get("/vorgaenge/4001/?liste=alle&stelle=1"))
    assert "Nächster: Vertraulich (2 von 4)" in said
    assert "Klotz" not in said


def test_the_next_one_costs_one_statement(
    clerk: User, three: list[Case], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    clock_runs()
    browser = signed_in(clerk)
    browser.get("/vorgaenge/4001/")
    with django_assert_num_queries(9):  # one more than the page without a list
        browser.get("/vorgaenge/4001/?liste=team&stelle=1")
