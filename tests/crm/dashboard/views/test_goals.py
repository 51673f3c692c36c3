"""The Zielbild as a page: a true sentence, seven rows, few statements."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from crm.celery import TIMETABLE
from crm.company.calendars import hours_of
from crm.company.models import CalendarVersion, User
from crm.dashboard.nightly import write_day
from crm.outbox.heartbeat import beat
from tests.factories.company import make_user
from tests.factories.history import NOW, random_history

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return make_user(role="frontdesk", has_customer_contact=False)


def page(client: Client, person: User) -> str:
    client.force_login(person)
    with time_machine.travel(NOW, tick=False):
        return client.get("/zielbild/").content.decode()


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_it_opens_with_a_sentence_and_shows_seven_rows(client: Client, person: User) -> None:
    random_history(31, contacts=80)
    write_day(NOW.date() - timedelta(days=1), now=NOW)
    Case.objects.filter(status="open").update(due_at=NOW - timedelta(days=1))
    html = page(client, person)
    assert re.findall(r"<h1>(.*?)</h1>", html) == ["Ein Ziel steht. Eines braucht heute Hilfe."]
    titles = re.findall(r'<h2><a href="(/zielbild/\w+/)">(.*?)</a></h2>', html)
    assert titles == [
        ("/zielbild/capture/", "Erfassen"),
        ("/zielbild/at_once/", "Sofort lösen"),
        ("/zielbild/nothing_forgotten/", "Nichts vergessen"),
        ("/zielbild/master_data/", "Stammdaten"),
        ("/zielbild/praise_complaint/", "Lob und Beschwerde"),
        ("/zielbild/listening/", "Zuhören"),
        ("/zielbild/thinking_ahead/", "Vorausdenken"),
    ]
    assert "Bisher haben wir noch niemanden in einer Umfrage gefragt." in text(html)
    assert "data-prints" in html
    assert re.findall(r"</?c-[\w.-]+|{[{%#]", html) == []


def test_it_shows_no_person_but_the_one_who_reads(client: Client, person: User) -> None:
    history = random_history(32, contacts=60)
    for number, one in enumerate(history.staff):
        one.first_name, one.last_name = f"Vorname{number}", f"Kollegin{number}"
        one.save()
    html = page(client, person)
    assert "Kollegin" not in html
    assert "Vorname" not in html


def test_an_empty_company_has_a_page(client: Client, person: User) -> None:
    html = page(client, person)
    assert "Ein Ziel steht. Keines braucht heute Hilfe." in html
    assert text(html).count("noch nicht bekannt") >= 6


def test_who_is_not_signed_in_is_sent_to_the_door(client: Client) -> None:
    answer = client.get("/zielbild/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/konto/login/?next=/zielbild/")


@pytest.mark.parametrize("contacts", [30, 150])
def test_the_page_takes_the_same_statements_however_many_contacts(
    client: Client, person: User, contacts: int
) -> None:
    random_history(33, contacts=contacts)
    write_day(NOW.date() - timedelta(days=1), now=NOW)
    for row in CalendarVersion.objects.all():
        hours_of(row.pk)  # read once per process
    for entry in TIMETABLE:
        beat(entry.name, ran_at=NOW, took_ms=1, handled=0, failed=0)
    client.force_login(person)
    with time_machine.travel(NOW, tick=False), CaptureQueriesContext(connection) as queries:
        assert client.get("/zielbild/").status_code == 200
    # session, person, weeks, calendars, everything live, the counts of the bar, overdue cases, heartbeats, and what the
    # company settled; whoever looks within a minute takes four
    assert len(queries) == 9, "\n".join(query["sql"][:100] for query in queries)
