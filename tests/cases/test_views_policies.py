"""Einstellungen, Fristen: what the pages say, what they cost, and that nothing typed is lost."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.models import Policy, PolicyVersion
from cases.policy_changing import add_policy, change_policy, newest_version
from cases.policy_forms import WorkingTimeField
from cases.policy_terms import Conditions, Terms, terms_of
from contacts.grouping import add_group
from crm.company.models import Role, User
from tests.cases.pages import MONDAY, clock_runs, signed_in, text_of
from tests.factories.cases import make_topic
from tests.factories.company import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
STATEMENTS = 7  # session, person, two counts and the clock of the bar, the versions in force, their steps


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN, first_name="Ada", last_name="Min")


@pytest.fixture
def rest(admin: User) -> PolicyVersion:
    terms = Terms(name="Alles andere", first_response_minutes=480, resolution_minutes=1920)
    return add_policy(terms, catch_all=True, by=admin, at=MONDAY)


def rule(name: str, admin: User, **more: Any) -> Policy:
    conditions = Conditions(**({"channel": "phone"} | more))
    terms = Terms(name=name, conditions=conditions, first_response_minutes=60, resolution_minutes=600)
    return add_policy(terms, by=admin, at=MONDAY).policy


def typed(number: int = 1, /, **more: str) -> dict[str, str]:
    """The form as it stands in the browser: one step for each kind."""
    fields = {
        "number": str(number),
        "name": "Alles andere",
        "first_response_minutes": "4 h",
        "resolution_minutes": "1 h 30 min",
    }
    for kind in ("first_response", "resolution", "follow_up"):
        fields |= {
            f"{kind}-TOTAL_FORMS": "1",
            f"{kind}-INITIAL_FORMS": "0",
            f"{kind}-0-placed": "at",
            f"{kind}-0-wait_minutes": "30 min",
            f"{kind}-0-role": "lead",
        }
    return fields | {"resolution_minutes": "24 h"} | more


def test_the_list_says_each_rule_in_a_sentence(rest: PolicyVersion, admin: User) -> None:
    rule("Telefon", admin)
    said = text_of(signed_in(admin).get("/einstellungen/fristen/"))
    assert (
        "1 Telefon Für Kanal Telefon: Antwort innerhalb von 1 h, Lösung innerhalb von 10 h Arbeitszeit."
        in said
    )
    assert (
        "2 Alles andere Für alles, was in keine andere Regel passt: Antwort innerhalb von 8 h, Lösung" in said
    )
    assert "Antwort und Lösung: bei 75 % der Zeit die zuständige Person, zur Frist die Teamleitung" in said


@pytest.mark.parametrize("rules", [1, 5])
def test_the_list_costs_the_same_however_many_rules(
    rest: PolicyVersion, admin: User, rules: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rules):
        rule(f"Regel {number}", admin, channel=("shop", "web", "email", "chat", "letter")[number])
    clock_runs()
    client = signed_in(admin)
    with django_assert_num_queries(STATEMENTS + 3):  # what is behind, twice, and the moves
        assert client.get("/einstellungen/fristen/").status_code == 200


@pytest.mark.parametrize("versions", [1, 4])
def test_a_rule_with_its_versions_costs_the_same(
    rest: PolicyVersion, admin: User, versions: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, versions):
        terms = Terms(name="Alles andere", first_response_minutes=480 + number, resolution_minutes=1920)
        change_policy(rest.policy_id, terms, expected_number=number, by=admin, at=MONDAY)
    clock_runs()
    client = signed_in(admin)
    with django_assert_num_queries(STATEMENTS + 2):  # the rule itself, its history
        page = client.get(f"/einstellungen/fristen/{rest.policy_id}/")
    assert f"Fassung {versions}" in text_of(page)


def test_management_reads_and_changes_nothing(rest: PolicyVersion, admin: User) -> None:
    client = signed_in(make_user(Role.MANAGEMENT))
    page = client.get("/einstellungen/fristen/")
    assert page.status_code == 200
    assert "Neue Regel" not in text_of(page)
    assert client.get(f"/einstellungen/fristen/{rest.policy_id}/").status_code == 200
    assert client.get(f"/einstellungen/fristen/{rest.policy_id}/aendern/").status_code == 403


def test_a_change_is_saved_as_the_next_version(rest: PolicyVersion, admin: User) -> None:
    client = signed_in(admin)
    address = f"/einstellungen/fristen/{rest.policy_id}/aendern/"
    shown = client.get(address)
    assert 'value="8 h"' in shown.content.decode()
    answer = client.post(address, typed(first_response_minutes="30 min", reason="Kundschaft wartet"))
    assert (answer.status_code, answer["Location"]) == (302, f"/einstellungen/fristen/{rest.policy_id}/")
    newest = newest_version(rest.policy)
    assert (newest.number, newest.first_response_minutes, newest.reason) == (2, 30, "Kundschaft wartet")
    assert [step.role for step in newest.steps.all()] == ["lead"] * 3
    said = text_of(client.get(answer["Location"]))
    assert "Fassung 2 gilt seit 2.3.2026, 10:00 · Ada Min Warum: Kundschaft wartet" in said
    assert "galt vom 2.3.2026, 10:00 bis 2.3.2026, 10:00" in said


def test_a_rule_with_conditions_shows_them_and_keeps_them(rest: PolicyVersion, admin: User) -> None:
    topic, group = make_topic(), add_group(name="Schulen", by=admin, at=MONDAY)
    made = rule("Eng", admin, topic=topic, customer_group=group, priority="high", complaints_only=True)
    client, address = signed_in(admin), f"/einstellungen/fristen/{made.pk}/aendern/"
    page = client.get(address).content.decode()
    assert f'<option value="{topic.pk}" selected>' in page
    assert f'<option value="{group.pk}" selected>' in page
    sent = {"name": "Eng", "topic": topic.pk, "customer_group": group.pk, "priority": "high"}
    sent |= {"channel": "phone", "complaints_only": "on"}
    client.post(address, typed() | sent)
    newest = newest_version(Policy.objects.get(pk=made.pk))
    assert (newest.number, terms_of(newest).conditions) == (
        2,
        Conditions(topic=topic, customer_group=group, priority="high", channel="phone", complaints_only=True),
    )


def test_what_was_typed_stays_when_it_is_refused(rest: PolicyVersion, admin: User) -> None:
    client = signed_in(admin)
    sent = typed(first_response_minutes="bald", name="Der Rest") | {"resolution-0-role": ""}
    answer = client.post(f"/einstellungen/fristen/{rest.policy_id}/aendern/", sent)
    assert answer.status_code == 400
    said = answer.content.decode()
    assert "Bitte schreiben Sie die Zeit mit Einheit" in said
    assert 'value="bald"' in said
    assert 'value="Der Rest"' in said
    answer = client.post(
        f"/einstellungen/fristen/{rest.policy_id}/aendern/", sent | {"first_response_minutes": "2 h"}
    )
    assert answer.status_code == 400
    assert "Stufe 1 hat niemanden, der Bescheid bekommt" in text_of(answer)
    assert PolicyVersion.objects.count() == 1


def test_one_more_step_is_asked_for_and_what_was_typed_stays(rest: PolicyVersion, admin: User) -> None:
    sent = typed(more="resolution", name="Halb getippt")
    page = signed_in(admin).post(f"/einstellungen/fristen/{rest.policy_id}/aendern/", sent)
    said = page.content.decode()
    assert page.status_code == 200
    assert 'name="resolution-1-placed"' in said
    assert 'name="first_response-1-placed"' not in said
    assert 'value="Halb getippt"' in said
    assert PolicyVersion.objects.count() == 1


def test_a_step_that_is_taken_away_is_gone(rest: PolicyVersion, admin: User) -> None:
    more = {
        "resolution-TOTAL_FORMS": "2",
        "resolution-1-placed": "after",
        "resolution-1-role": "management",
        "resolution-1-wait_minutes": "1 h",
        "resolution-0-gone": "on",
    }
    signed_in(admin).post(f"/einstellungen/fristen/{rest.policy_id}/aendern/", typed() | more)
    steps = newest_version(rest.policy).steps.filter(deadline_kind="resolution")
    assert [(step.position, step.placed, step.role, step.wait_minutes) for step in steps] == [
        (1, "after", "management", 60)
    ]


def test_the_slower_one_is_told_and_may_save_on_purpose(rest: PolicyVersion, admin: User) -> None:
    client = signed_in(admin)
    address = f"/einstellungen/fristen/{rest.policy_id}/aendern/"
    client.post(address, typed(first_response_minutes="30 min"))
    second = client.post(address, typed(first_response_minutes="45 min"))
    assert second.status_code == 400
    assert "Inzwischen gilt Fassung 2" in text_of(second)
    assert '<input type="hidden" name="number" value="2">' in second.content.decode()
    client.post(address, typed(2, first_response_minutes="45 min"))
    assert newest_version(rest.policy).first_response_minutes == 45


def test_the_first_rule_is_the_one_for_everything_else(admin: User) -> None:
    client = signed_in(admin)
    assert "Es fehlt die Regel für alles andere" in text_of(client.get("/einstellungen/fristen/"))
    assert "Wofür gilt sie?" not in text_of(client.get("/einstellungen/fristen/neu/"))
    client.post("/einstellungen/fristen/neu/", typed(0))
    assert Policy.objects.get().catch_all
    answer = client.post("/einstellungen/fristen/neu/", typed(0, name="Telefon", channel="phone"))
    made = Policy.objects.get(name="Telefon")
    assert answer["Location"] == f"/einstellungen/fristen/{made.pk}/"
    assert (made.channel, made.catch_all) == ("phone", False)


def test_rules_are_put_in_order_and_switched_off_by_a_button(
    rest: PolicyVersion, admin: User, client: Client
) -> None:
    first, second = rule("A", admin), rule("B", admin, channel="shop")
    client.force_login(admin)
    client.post(f"/einstellungen/fristen/{second.pk}/reihenfolge/", {"to": "up"})
    assert list(Policy.objects.values_list("name", flat=True)) == ["B", "A", "Alles andere"]
    client.post(f"/einstellungen/fristen/{first.pk}/schalten/", {"active": "0"})
    said = text_of(client.get("/einstellungen/fristen/"))
    assert "Ausgeschaltet Diese Regeln gelten für keinen neuen Vorgang. A Für" in said
    answer = client.post(f"/einstellungen/fristen/{rest.policy_id}/schalten/", {"active": "0"}, follow=True)
    assert "lässt sich ändern, aber nicht ausschalten" in answer.content.decode()
    assert Policy.objects.get(pk=rest.policy_id).active


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("4 h", 240),
        ("4h", 240),
        ("1 h 30 min", 90),
        ("90 min", 90),
        ("2 Std", 120),
        ("1 Stunde 5 Minuten", 65),
        ("0 h", 0),
        ("", None),
    ],
)
def test_working_time_is_read_as_people_write_it(text: str, minutes: int | None) -> None:
    assert WorkingTimeField(required=False).clean(text) == minutes
