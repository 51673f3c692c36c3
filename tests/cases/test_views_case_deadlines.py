"""The deadlines of one case: reckoning, event log, moves, and those that fell away, apart."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cases.lifecycle import close, pause, reopen
from cases.models import Case, Deadline
from cases.moving import start_moving
from cases.policy_changing import add_policy, change_policy
from cases.policy_terms import Terms
from cases.why import why
from contacts.models import Topic
from crm.company.models import CalendarVersion, User
from crm.outbox.jobs import sweep_jobs
from tests.cases.pages import BERLIN, MONDAY, clock_runs, local, opened, signed_in, text_of
from tests.factories.cases import captured, make_topic
from tests.factories.company import OFFICE_HOURS, make_site, make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
REST = Terms(name="Alles andere", first_response_minutes=240, resolution_minutes=960)
HOUR = timedelta(hours=1)


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir")


@pytest.fixture
def topic(clerk: User) -> Topic:
    add_policy(REST, catch_all=True, by=clerk, at=MONDAY)
    return make_topic(make_team((clerk,), name="Werkstatt"), name="Reparatur")


def page(case: Case, user: User) -> str:
    return text_of(signed_in(user).get(f"/vorgaenge/{case.number}/fristen/"))


def test_each_deadline_has_its_reckoning_and_its_log(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk, at=local("2026-02-27 16:20"))
    said = page(case, clerk)
    assert "Versprechen läuft bis Mo, 2.3.2026, 11:20 Regel „Alles andere“, Fassung 1; Kalender „" in said
    assert "Fr, 27.2.2026, 16:20 zugesagt bis Mo, 2.3.2026, 11:20" in said
    assert "Lösung läuft bis Di, 3.3.2026, 16:20" in said
    assert "Entfallen" not in said
    assert 'id="hatch-' in signed_in(clerk).get(f"/vorgaenge/{case.number}/fristen/").content.decode()
    linked = text_of(signed_in(clerk).get(f"/vorgaenge/{case.number}/"))
    assert "Alle Fristen dieses Vorgangs" in linked


def test_what_could_not_be_met_stands_apart_with_its_reason(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk, picks_up=True)
    said = page(case, clerk).partition("Entfallen ")[2]
    assert said.startswith("Diese Fristen waren nicht zu halten.")
    assert "Versprechen entfallen: holt selbst ab, eine Antwort war nicht zu versprechen" in said
    assert "zugesagt bis Mo, 2.3.2026, 15:00 Mo, 2.3.2026, 10:00 entfallen: holt selbst ab" in said
    assert "4 h" in said  # its reckoning is still there


def test_a_moved_deadline_says_what_it_was_and_adds_up_to_the_new_target(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk)
    policy = case.policy_version.policy
    shorter = Terms(name="Alles andere", first_response_minutes=120, resolution_minutes=960)
    made = change_policy(policy.pk, shorter, expected_number=1, by=clerk, at=MONDAY)
    assert made is not None
    start_moving("policy", policy.pk, expected_version=made.pk, by=clerk, at=MONDAY)
    sweep_jobs(MONDAY + HOUR)
    said = page(case, clerk)
    assert (
        "Mo, 2.3.2026, 11:00 auf eine neue Fassung umgestellt: fällig Mo, 2.3.2026, 12:00 statt Mo, 2.3.2026,"
        " 15:00"
    ) in said
    assert "auf eine neue Fassung umgestellt; es bleibt bei Mi, 4.3.2026, 10:00" in said
    assert "Regel „Alles andere“, Fassung 2" in said
    assert "Mo 12:00 Ziel für Reparatur (Regel „Alles andere“ vom 2.3.2026) 2 h" in said


def test_a_wait_a_kept_promise_and_a_second_round_are_told(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk, at=local("2026-02-26 08:00"))
    captured(None, by=clerk, at=local("2026-02-26 09:00"), case=case.pk, direction="out", text="Kommt.")
    until = local("2026-02-27 10:00")
    pause(case.pk, kind="customer", until=until, reason="Foto", by=clerk, at=local("2026-02-26 10:00"))
    close(case.pk, result="Fertig", not_informed_reason="da", by=clerk, at=local("2026-02-26 15:00"))
    reopen(case.pk, reason="Schnarrt", by=clerk, at=local("2026-03-02 09:00"))
    said = page(case, clerk)
    assert "Versprechen gehalten Do, 26.2.2026, 9:00, fällig war Do, 26.2.2026, 12:00" in said
    assert "Do, 26.2.2026, 10:00 wartet; ohne weiteres Warten fällig" in said
    assert "Lösung, 2. Runde läuft bis Mi, 4.3.2026, 9:00" in said
    assert "Wiedervorlage" in said
    assert "Ein gewähltes Datum: Hier wird nichts gerechnet." in said


def test_a_ledger_names_feasts_and_days_with_other_hours(clerk: User) -> None:
    add_policy(REST, catch_all=True, by=clerk, at=MONDAY)
    site = make_site()
    days = {
        "2026-12-24": {"name": "Heiligabend", "spans": [["08:00", "12:00"]]},
        "2026-12-25": {"name": "1. Weihnachtstag", "spans": []},
    }
    CalendarVersion.objects.create(
        calendar=site.calendar, number=2, spans=OFFICE_HOURS, holidays=days, valid_from=MONDAY
    )
    topic = make_topic(make_team((clerk,), site=site))
    at = local("2026-12-23 15:00")
    case = opened(topic, by=clerk, at=at)
    solution = Deadline.objects.select_related("policy_version__policy").get(case=case, kind="resolution")
    told = why(case, solution, pauses=(), now=at, tz=BERLIN)
    assert told is not None
    assert [(row.what, row.minutes, row.sum) for row in told.rows] == [
        ("Vorgang angelegt", 120, 120),
        ("andere Zeiten (Heiligabend)", 240, 360),
        ("geschlossen (1. Weihnachtstag)", None, 360),
        ("", 240, 600),
        ("", 240, 840),
        ("bis zur Frist", 120, 960),
    ]
    assert told.target.minutes == 960


@pytest.mark.parametrize("rounds", [1, 4])
def test_it_costs_the_same_however_many_rounds(
    clerk: User, topic: Topic, rounds: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = opened(topic, by=clerk, at=local("2026-02-26 08:00"))
    for number in range(1, rounds):
        at = local("2026-02-26 09:00") + number * HOUR
        close(case.pk, result="Fertig", not_informed_reason="da", by=clerk, at=at)
        reopen(case.pk, reason="Schnarrt", by=clerk, at=at + HOUR / 2)
    clock_runs()
    client = signed_in(clerk)
    # session, person, what they belong to, case, deadlines, their events and moves, waits, hours
    with django_assert_num_queries(9):
        assert client.get(f"/vorgaenge/{case.number}/fristen/").status_code == 200
