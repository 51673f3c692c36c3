"""Einstellungen, Regeln der Stammdaten: the effect first, then the choice, with its history."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contacts.choices import forget
from contacts.models import RuleChoice
from contacts.rule_choices import current
from contacts.rules import in_force
from crm.company.models import Role, User
from crm.dashboard.models import DailyFigure
from crm.outbox.models import Job
from tests.cases.pages import clock_runs, signed_in, text_of
from tests.factories.company import make_user
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN)


def typed(**changed: str) -> dict[str, str]:
    return {code: str(weight) for code, weight in current().items()} | changed


def said(client: Client, form: dict[str, str]) -> str:
    return text_of(client.post(reverse("settings_rules"), form))


def test_the_effect_is_shown_and_nothing_is_saved(admin: User) -> None:
    for name in ("Maier", "Vogt", "Lind"):
        a_customer(name, phone="0711 80497319")
    content = said(signed_in(admin), typed(first_name_missing="1", unreachable="0"))
    assert "Das würde sich ändern" in content
    assert "gilt, Gewicht 1 · 3 Kundinnen und Kunden bekommen einen Mangel" in content
    assert "gilt nicht mehr · dieselben Mängel" in content
    assert "Gewichtete Güte:" in content
    assert not RuleChoice.objects.exists()


def test_the_figures_of_the_night_say_the_effect(admin: User) -> None:
    DailyFigure.objects.create(
        day=date(2026, 3, 2), code="rule_broken", dimension="rule:firm_alone", numerator=17, denominator=90
    )
    client = signed_in(admin)
    assert "17 von 90, für die sie gilt" in text_of(client.get(reverse("settings_rules")))
    assert "17 Kundinnen und Kunden haben einen Mangel weniger" in said(client, typed(firm_alone="0"))


def test_taking_it_over_starts_the_pass_and_is_remembered(admin: User) -> None:
    client = signed_in(admin)
    form = typed(firm_alone="4") | {"save": "1", "why": "Großhandel"}
    assert client.post(reverse("settings_rules"), form).status_code == 302
    forget()
    assert current()["firm_alone"] == 4
    assert Job.objects.get().state == Job.WAITING
    content = text_of(client.get(reverse("settings_rules")))
    assert "Die Mängel werden gerade angepasst: 0 von 0" in content
    assert "Firma ohne Ansprechpartner: gilt, Gewicht 4 Großhandel" in content


def test_a_rule_we_promise_cannot_be_switched_off(admin: User) -> None:
    answer = signed_in(admin).post(reverse("settings_rules"), typed(source_missing="0"))
    assert answer.status_code == 400
    assert not RuleChoice.objects.exists()


def test_management_looks_and_cannot_change() -> None:
    content = text_of(signed_in(make_user(Role.MANAGEMENT)).get(reverse("settings_rules")))
    assert "Ändern kann das nur die Verwaltung." in content
    assert "Auswirkung zeigen" not in content


@pytest.mark.parametrize("customers", [1, 3])
def test_the_page_costs_the_same_however_many(
    admin: User, customers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(customers):
        a_customer()
    client = signed_in(admin)
    clock_runs()
    in_force()
    with django_assert_num_queries(
        10
    ):  # session, person, day, customers, counts, job, history, and the bar's two
        client.get(reverse("settings_rules"))
