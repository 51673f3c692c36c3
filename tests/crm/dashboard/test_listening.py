"""Zuhören and the figures of the voices are read from stored figures of whole weeks; words only where one may read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contacts.models import CustomerGroup, Topic
from crm.company.models import Role
from crm.company.presence import company_day
from crm.dashboard.models import DailyFigure
from feedback.models import Feedback
from tests.cases.pages import clock_runs
from tests.factories.cases import make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import a_contact, a_customer

pytestmark = [pytest.mark.django_db, pytest.mark.any_store]
WEEKS = 26


def stored(code: str, weekly: list[int], dimension: str = "", *, of: int | None = None) -> None:
    """One row a week, on its last day, the newest yesterday."""
    yesterday = company_day(timezone.now()) - timedelta(days=1)
    DailyFigure.objects.bulk_create(
        DailyFigure(
            day=yesterday - timedelta(days=7 * back),
            code=code,
            dimension=dimension,
            numerator=number,
            denominator=of,
        )
        for back, number in enumerate(reversed(weekly))
    )


@pytest.fixture
def reader() -> Client:
    client = Client()
    client.force_login(make_user(Role.BACKOFFICE))
    clock_runs()
    return client


@pytest.fixture
def topic() -> Topic:
    return make_topic(make_team(), name="Saitenriss")


def test_a_topic_that_rises_stands_there_with_examples(
    reader: Client, topic: Topic, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stored("contacts", [200] * 13)
    stored("contacts", [5] * 12 + [21], f"topic:{topic.pk}")
    stored("contacts", [9] * 13, f"topic:{make_topic(topic.team, name='Ruhiges').pk}")
    at = timezone.now() - timedelta(days=2)
    a_contact(a_customer("Lind"), by=make_user(), at=at, topic=topic, text="Schon wieder gerissen")
    with django_assert_num_queries(12):
        html = reader.get("/zuhoeren/").content.decode()
    assert "Ein Anliegen steigt." in html
    assert "In der letzten Woche 21 Kontakte, üblich sind 5." in html
    assert "Schon wieder gerissen" in html
    assert "Ruhiges" not in html


def test_expectations_are_counted_by_segment_and_their_words_read(reader: Client, topic: Topic) -> None:
    group = CustomerGroup.objects.create(name="Schulen")
    stored("expectation", [2] * 13)
    stored("expectation", [1] * 13, f"group:{group.pk}")
    stored("competitor", [1] * 3)
    at = timezone.now()
    said = a_contact(a_customer("Lind"), by=make_user(), at=at, text="Eine Antwort am selben Tag")
    Feedback.objects.create(contact=said, kind="expectation", at=at)
    html = reader.get("/zuhoeren/").content.decode()
    assert "In 13 Wochen: 26 Erwartungen, 3 Hinweise auf den Mitbewerb." in html
    assert "<span>Schulen</span> <b>13</b>" in html
    assert "Eine Antwort am selben Tag" in html
    assert "Kein Anliegen kommt öfter als üblich." in html


@pytest.mark.parametrize(
    ("newest", "told", "coloured"),
    [
        (30, "Zuletzt 300,0, üblich sind 107,7: mehr als Zufall, über der Grenze.", "trend-down"),
        (11, "Zuletzt 110,0, üblich sind 100,4: im üblichen Rahmen.", ""),
    ],
)
def test_complaints_are_coloured_only_beyond_the_limits(
    reader: Client, newest: int, told: str, coloured: str
) -> None:
    stored("contacts", [100] * WEEKS)
    stored("complaint", [9, 11] * 12 + [10, newest])
    stored("complaints_told", [1] * 3, of=2)
    html = reader.get("/stimmen/zahlen/").content.decode()
    assert told in html
    assert ("trend-down" in html, "trend-up" in html) == (coloured == "trend-down", False)
    assert "50\u202f% (3 von 6)" in html
    assert html.count("<tr>") == 2 * (WEEKS + 1)  # a table behind each of the two charts


def test_without_figures_the_pages_say_so(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        html = reader.get("/stimmen/zahlen/").content.decode()
    assert html.count("Noch zu wenige Wochen für eine Aussage.") == 2
    assert "Noch keine Erwartung notiert." in reader.get("/zuhoeren/").content.decode()
