"""Herkunft: the report, its periods, and who is behind the numbers."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contacts.models import Campaign, Source
from contacts.sources import Origin, decline
from crm.company.models import Role
from crm.company.presence import company_day
from crm.dashboard.nightly import write_day
from tests.factories.company import make_user
from tests.factories.contacts import a_campaign, a_customer, a_source
from tests.factories.history import NOW

pytestmark = pytest.mark.django_db
URL = "/herkunft/"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(role: str = Role.MANAGEMENT) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def some_origins(many: int = 1) -> Source:
    """So many of one finer source with a campaign, one asked in vain, one not asked."""
    fine = a_source("AKUSTIK", parent=a_source("Zeitschrift"))
    campaign = a_campaign("AK11", source=fine, cost=Decimal(500), starts_on=NOW.date(), ends_on=NOW.date())
    for number in range(many):
        a_customer(f"Neumann{number}", at=NOW - timedelta(hours=1), origin=Origin(campaign=campaign))
    decline(a_customer("Stumm", at=NOW - timedelta(days=1)), "source", by=None, at=NOW)
    a_customer("Offen", at=NOW - timedelta(days=2))
    for back in (2, 1):
        write_day(company_day(NOW) - timedelta(days=back), now=NOW - timedelta(days=back - 1))
    return fine


def test_it_says_what_share_is_known_and_keeps_the_asked_apart() -> None:
    some_origins(2)
    text = signed_in().get(URL).content.decode()
    assert "Von 50 % der 4 neuen Kundinnen und Kunden wissen wir, wie sie zu uns kamen." in text.replace(
        "\u202f", " "
    )
    assert "1 wurde gefragt und wusste es nicht." in text
    assert "1 ist noch nicht gefragt." in text
    assert "250\u00a0€" in text


def test_a_number_opens_the_customers_behind_it() -> None:
    fine = some_origins()
    client = signed_in(Role.BACKOFFICE)
    for address in (
        reverse("origin_source", args=[fine.pk]),
        reverse("origin_source", args=[fine.parent_id]),
        reverse("origin_campaign", args=[Campaign.objects.get().pk]),
    ):
        text = client.get(address).content.decode()
        assert "Neumann0" in text
        assert "Stumm" not in text
    unknown = client.get(reverse("origin_unknown")).content.decode()
    assert [name in unknown for name in ("Neumann0", "Stumm", "Offen")] == [False, True, True]


def test_a_period_leaves_out_what_lies_outside_it() -> None:
    fine = some_origins()
    day = company_day(NOW) - timedelta(days=1)
    address = f"{reverse('origin_source', args=[fine.pk])}?von={day}&bis={day}"
    assert "Neumann0" not in signed_in().get(address).content.decode()


def test_an_empty_house_is_told_what_to_do() -> None:
    text = signed_in().get(URL).content.decode()
    assert "In dieser Zeit kam niemand neu dazu." in text
    assert "Noch keine Herkunft zur Wahl." in text


def test_the_counter_is_not_shown_the_report() -> None:
    assert signed_in(Role.FRONTDESK).get(URL).status_code == 403


@pytest.mark.parametrize("many", [1, 3])
def test_the_pages_take_the_same_statements_however_many_customers(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fine = some_origins(many)
    client = signed_in()
    client.get(URL)
    with django_assert_num_queries(7):
        client.get(URL)
    with django_assert_num_queries(11):
        client.get(reverse("origin_source", args=[fine.pk]))


def test_a_column_stands_there_as_soon_as_it_says_something() -> None:
    some_origins(2)
    text = signed_in().get(URL).content.decode()
    heading = '<th scope="col" class="num">{}</th>'
    assert heading.format("je Neuzugang") in text
    assert heading.format("kam wieder") not in text  # nobody's first 90 days are over
    Campaign.objects.update(cost=None)
    write_day(company_day(NOW) - timedelta(days=1), now=NOW)
    assert heading.format("je Neuzugang") not in signed_in().get(URL).content.decode()
