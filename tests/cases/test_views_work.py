"""Meine Arbeit as people read it, and what it costs the database."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cases.escalation import sweep_escalations
from cases.lifecycle import acknowledge, hand_over, pause
from cases.models import Case
from contacts.models import Topic
from contacts.recording import NewCustomer
from crm.company.models import Role, User
from tests.cases.pages import MONDAY, clock_runs, local, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_site, make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
STATEMENTS = 7  # session, person, what they belong to, counts, rows, saved views, notices


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir", site=make_site())


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy(first_response=240, resolution=960)
    return make_topic(make_team((clerk,), name="Werkstatt"), name="Reparatur")


def mine(topic: Topic, clerk: User, at: str = "2026-03-02 10:00", **more: object) -> Case:
    case = opened(topic, by=clerk, at=local(at), **more)
    return hand_over(case.pk, team=case.team, owner=clerk, by=clerk, at=local(at))


def test_a_line_says_when_what_whose_and_where_it_stands(clerk: User, topic: Topic) -> None:
    lind = NewCustomer(first_name="Ulrike", last_name="Maier", phone="0176 04069083", city="Lindau")
    mine(topic, clerk, "2026-03-02 08:30", new_customer=lind, text="Griffbrett hebt sich")
    said = text_of(signed_in(clerk).get("/arbeit/"))
    assert "Einer ist heute fällig." in said
    assert "Heute wird noch bis 17:00 gearbeitet." in said
    assert "13:30 noch 2 h 30 min Griffbrett hebt sich Ulrike Maier, Lindau · #4001 Reparatur" in said


def test_the_urgent_ones_say_step_and_who_has_seen_it(clerk: User, topic: Topic) -> None:
    late = mine(topic, clerk, "2026-02-27 10:00", text="zu spät")
    seen = mine(topic, clerk, "2026-02-27 10:30", text="gesehen")
    sweep_escalations(local("2026-02-27 15:45"))
    acknowledge(seen.pk, by=clerk, at=local("2026-03-02 09:00"))
    said = text_of(signed_in(clerk).get("/arbeit/"))
    assert "Fr 15:00 seit 4 h Arbeitszeit überfällig zu spät" in said
    assert f"#{late.number} Stufe 1" in said
    assert f"#{seen.number} gesehen von Aylin Demir" in said


def test_a_waiting_case_says_for_whom(clerk: User, topic: Topic) -> None:
    case = mine(topic, clerk, channel="email", text="Riss")
    opened(topic, by=clerk, direction="out", case=case.pk)
    pause(case.pk, kind="supplier", until=local("2026-03-04 09:00"), reason="Holz", by=clerk, at=MONDAY)
    said = text_of(signed_in(clerk).get("/arbeit/?liste=wartet"))
    assert "Diese Woche 1 Mi 9:00 wartet auf Lieferant bis dahin Riss" in said
    assert "Wartet auf Lieferant" in said


def test_a_broken_clock_is_shown_with_its_next_try(clerk: User, topic: Topic) -> None:
    case = mine(topic, clerk)
    Case.objects.filter(pk=case.pk).update(failure="KeyError", retry_at=MONDAY + timedelta(minutes=8))
    said = text_of(signed_in(clerk).get("/arbeit/"))
    assert "Die Frist ließ sich nicht prüfen (KeyError). Neuer Versuch: 10:08." in said


def test_a_confidential_case_shows_number_and_promise_to_those_outside(clerk: User) -> None:
    make_policy()
    secret = make_topic(make_team(name="Personal"), name="Beschwerde über Mitarbeitende", confidential=True)
    case = opened(secret, by=make_user(), text="Herr Klotz war grob", voice="complaint")
    outside = text_of(signed_in(clerk).get("/arbeit/?liste=alle"))
    assert f"15:00 noch 4 h Vertraulich #{case.number} · Team Personal" in outside
    for hidden in ("Klotz", "Mitarbeitende", "Ulrike Maier", "Telefon", "ohne Zuständige"):
        assert hidden not in outside
    assert "Herr Klotz war grob" in text_of(signed_in(case.team.lead).get("/arbeit/?liste=team"))


def test_tabs_name_the_team_and_carry_counts(clerk: User, topic: Topic) -> None:
    mine(topic, clerk)
    opened(topic, by=clerk)
    said = text_of(signed_in(clerk).get("/arbeit/"))
    tabs = "Meine 1 Team Werkstatt 2 Ohne Zuständige 1 Wartet 0 Eskaliert an mich 0 Beschwerden 0 Alle 2"
    assert tabs in said


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("meine", "Der nächste im Team ist dran: heute, 15:00."),
        ("wartet", "Nichts wartet"),
        ("eskaliert", "Nichts wartet auf Ihre Antwort"),
        ("beschwerden", "Keine offene Beschwerde"),
    ],
)
def test_an_empty_list_is_good_news_or_the_next_step(
    clerk: User, topic: Topic, which: str, said: str
) -> None:
    opened(topic, by=clerk)
    assert said in text_of(signed_in(clerk).get(f"/arbeit/?liste={which}"))


def test_management_begins_with_all_and_an_unknown_list_is_the_usual_one(clerk: User, topic: Topic) -> None:
    opened(topic, by=clerk, text="Für alle zu sehen")
    head = make_user(Role.MANAGEMENT)
    assert "Für alle zu sehen" in text_of(signed_in(head).get("/arbeit/?liste=unsinn"))
    assert "Für alle zu sehen" not in text_of(signed_in(clerk).get("/arbeit/?liste=unsinn"))


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_for_one_and_thirty(
    clerk: User, topic: Topic, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for minute in range(count):
        mine(topic, clerk, f"2026-03-02 09:{minute:02}")
    clock_runs()
    browser = signed_in(clerk)
    browser.get("/arbeit/")  # calendars and ladders are read once per process
    with django_assert_num_queries(STATEMENTS):
        page = browser.get("/arbeit/")
    assert page.content.decode().count("data-row") == count


def test_fifty_on_a_page(clerk: User, topic: Topic) -> None:
    for number in range(51):
        mine(topic, clerk, f"2026-03-02 09:{number:02}", text=f"Anliegen {number}")
    browser = signed_in(clerk)
    first, second = browser.get("/arbeit/"), browser.get("/arbeit/?liste=meine&page=2")
    assert first.content.decode().count("data-row") == 50
    assert "Seite 1 von 2" in text_of(first)
    assert "Anliegen 50" in text_of(second)
    assert second.content.decode().count("data-row") == 1
