"""Stammdaten, Güte: stored figures over time, by source and by site."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from crm.company.models import Role
from crm.company.presence import company_day
from crm.dashboard.models import DailyFigure
from crm.dashboard.nightly import write_day
from tests.cases.pages import clock_runs, signed_in, text_of
from tests.factories.company import make_user
from tests.factories.contacts import a_contact, a_customer, a_source

pytestmark = pytest.mark.django_db


def figure(day: date, dimension: str, kept: int, whole: int, code: str = "quality_score") -> None:
    DailyFigure.objects.create(day=day, code=code, dimension=dimension, numerator=kept, denominator=whole)


def test_before_the_first_night_it_says_when_figures_come() -> None:
    content = text_of(signed_in(make_user(Role.BACKOFFICE)).get(reverse("master_data_figures")))
    assert "Die ersten Zahlen kommen morgen früh." in content


def test_the_worst_source_comes_first_with_its_change() -> None:
    today = company_day(timezone.now())
    good, bad = a_source("Messe"), a_source("Internet")
    for back, kept in ((0, 80), (28, 60)):
        day = today - timedelta(days=back)
        figure(day, "", kept, 100)
        figure(day, f"source:{good.pk}", 90, 100)
        figure(day, f"source:{bad.pk}", kept - 30, 100)
        figure(day, "site:0", kept, 100)
    figure(today, "", 7, 40, "asked_not_known")
    content = text_of(signed_in(make_user(Role.LEAD)).get(reverse("master_data_figures")))
    assert "Zu 80" in content
    assert content.index("Internet") < content.index("Messe")
    assert "+20,0" in content
    assert "ohne Standort oder Kontakt" in content
    assert "7 von 40" in content


def test_the_night_writes_what_the_page_shows() -> None:
    clerk = make_user()
    source = a_source("Messe")
    customer = a_customer()
    a_contact(customer, by=clerk, at=timezone.now(), site=clerk.site)
    today = company_day(timezone.now())
    write_day(today, now=timezone.now())
    assert source.pk
    content = text_of(signed_in(make_user(Role.ADMIN)).get(reverse("master_data_figures")))
    assert "noch nicht bekannt" in content
    whole = DailyFigure.objects.get(code="quality_score", dimension="")
    parts = DailyFigure.objects.filter(code="quality_score", dimension__startswith="source:")
    assert sum(part.numerator for part in parts) == whole.numerator


@pytest.mark.parametrize("sources", [1, 3])
def test_the_page_costs_the_same_however_many(
    sources: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    today = company_day(timezone.now())
    figure(today, "", 1, 2)
    for _ in range(sources):
        figure(today, f"source:{a_source().pk}", 1, 2)
    client = signed_in(make_user(Role.ADMIN))
    clock_runs()
    with django_assert_num_queries(9):
        client.get(reverse("master_data_figures"))
