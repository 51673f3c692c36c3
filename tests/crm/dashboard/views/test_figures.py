"""Kennzahlen as pages: the address says everything, the table is the chart, and a kept page runs on."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from crm.company.models import Role, User
from crm.dashboard.figures.subjects import SUBJECTS
from crm.dashboard.models import DailyFigure, SavedReport
from crm.dashboard.saved_reports import save_report
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db
HEALTH = ("outbox_heartbeat", "company_installation")
"""Whether all is well is asked by one page in a while, whichever it is."""
NOW = datetime(2026, 3, 18, 12, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def boss(client: Client) -> User:
    user: User = make_user(Role.MANAGEMENT)
    client.force_login(user)
    return user


def counted(day: date, number: int, dimension: str = "") -> None:
    DailyFigure.objects.create(day=day, code="contacts", dimension=dimension, numerator=number)


def over(first: date, last: date) -> None:
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    DailyFigure.objects.bulk_create(DailyFigure(day=day, code="complete", numerator=1) for day in days)


def test_page_opens_with_a_sentence_and_shows_every_row_of_its_chart(client: Client, boss: User) -> None:
    over(date(2026, 2, 1), date(2026, 3, 17))
    counted(date(2026, 2, 3), 9)
    for day, number in ((2, 14), (3, 7)):
        counted(date(2026, 3, day), number)
        counted(date(2026, 3, day), number, "channel:phone")
    page = client.get("/kennzahlen/contacts/").content.decode()
    assert "<h1>21 Kontakte kamen an, davor 9.</h1>" in page
    table = page[page.index("bild-course") :]
    rows = re.findall(r'<a href="([^"]*)">([^<]*)</a>.*?</th><td class="num">(\d+)</td>', table)
    assert [(label, number) for _url, label, number in rows[:4]] == [
        ("1.3.", "0"),
        ("2.3.", "14"),
        ("3.3.", "7"),
        ("4.3.", "0"),
    ]
    assert rows[1][0] == "?zeitraum=tag&amp;bis=2026-03-02"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?zeitraum=immer", "Diesen Zeitraum gibt es nicht."),
        ("?bis=31.2.", "Diesen Tag gibt es nicht."),
        ("?kanal=brieftaube", "Diesen Filter gibt es nicht."),
        ("?kanal=phone&standort=1", "Es gilt immer nur ein Filter auf einmal."),
    ],
)
def test_what_cannot_be_is_said_and_the_page_is_there(
    client: Client, boss: User, query: str, told: str
) -> None:
    answer = client.get(f"/kennzahlen/contacts/{query}")
    assert (answer.status_code, told in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("code", "told"),
    [("contacts", "Mit einem Filter sehen Sie den Verlauf."), ("origins", "der Filter gilt hier nicht.")],
)
def test_what_a_filter_does_stands_above_the_figures(
    client: Client, boss: User, code: str, told: str
) -> None:
    page = client.get(f"/kennzahlen/{code}/?kanal=phone").content.decode()
    assert told in page[: page.index("figures-blocks")]


def test_filter_of_the_form_becomes_the_address_every_link_has(client: Client, boss: User) -> None:
    answer = client.get("/kennzahlen/contacts/?zeitraum=monat&bis=2026-03-18&nur=kanal%3Dphone&kanal=shop")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/kennzahlen/contacts/?zeitraum=monat&bis=2026-03-18&kanal=phone",
    )


def test_file_has_every_number_with_its_comparison(client: Client, boss: User) -> None:
    over(date(2026, 2, 1), date(2026, 3, 17))
    counted(date(2026, 2, 3), 9)
    counted(date(2026, 3, 2), 14)
    answer = client.post("/kennzahlen/contacts/datei/?zeitraum=monat", {"format": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert "Begegnungen und Kontakte;Kontakte;davor;;9;nein" in lines
    assert "Kontakte im Verlauf;2.3.;Kontakte;14,0;14;nein" in lines


def test_kept_page_runs_on_and_a_dropped_one_comes_back(client: Client, boss: User) -> None:
    client.post(
        "/kennzahlen/contacts/sichern/",
        {"name": "Telefon", "zeitraum": "monat", "bis": "2026-03-18", "kanal": "phone", "shared": "on"},
    )
    report = SavedReport.objects.get()
    assert (report.query, report.shared) == ("zeitraum=monat&kanal=phone", True)
    client.post(f"/kennzahlen/berichte/{report.pk}/loeschen/")
    assert "Telefon</a>" not in client.get("/kennzahlen/").content.decode()
    client.post(f"/kennzahlen/berichte/{report.pk}/zurueck/")
    page = client.get("/kennzahlen/").content.decode()
    assert f'href="/kennzahlen/contacts/?{report.query.replace("&", "&amp;")}">Telefon</a>' in page


def test_kept_page_of_days_that_are_over_stays_with_them(client: Client, boss: User) -> None:
    client.post(
        "/kennzahlen/contacts/sichern/", {"name": "Februar", "zeitraum": "monat", "bis": "2026-02-10"}
    )
    assert SavedReport.objects.get().query == "zeitraum=monat&bis=2026-02-28"


def test_kept_page_needs_a_name_of_its_own(client: Client, boss: User) -> None:
    save_report(by=boss, name="Telefon", subject="contacts", query="kanal=phone", shared=False, at=NOW)
    for name, told in (("", "einen Namen"), ("Telefon", "haben Sie schon")):
        page = client.post("/kennzahlen/contacts/sichern/", {"name": name}, follow=True).content.decode()
        assert told in page
    assert SavedReport.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "status"), [(Role.FRONTDESK, 403), (Role.LEAD, 403), (Role.MANAGEMENT, 302)]
)
def test_shared_page_is_dropped_by_its_owner_and_management(client: Client, role: Role, status: int) -> None:
    owner = make_user(Role.LEAD)
    report = save_report(
        by=owner, name="Alle", subject="contacts", query="zeitraum=jahr", shared=True, at=NOW
    )
    client.force_login(make_user(role))
    assert client.post(f"/kennzahlen/berichte/{report.pk}/loeschen/").status_code == status


@pytest.mark.parametrize(
    ("address", "statements"), [("/kennzahlen/contacts/", [6, 5, 6, 5]), ("/kennzahlen/", [8, 5, 8, 5])]
)
def test_statements_do_not_grow_with_the_period(
    client: Client, boss: User, address: str, statements: list[int]
) -> None:
    """Session, person, bar, names, figures, and what today adds, counted once for everybody and kept for seconds.

    The overview has its reports instead of names; for it everything is read once a minute for everybody.
    """
    over(date(2025, 1, 1), date(2026, 3, 17))
    counted(date(2026, 3, 2), 14, "channel:phone")
    client.get(address)
    found = []
    for kind in ("tag", "tag", "jahr", "jahr"):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{address}?zeitraum={kind}")
        found.append(len(asked))
    assert found == statements


def test_no_page_takes_more_than_eight_statements_of_the_first_reader(client: Client, boss: User) -> None:
    over(date(2025, 1, 1), date(2026, 3, 17))
    asked = {}
    for code in SUBJECTS:
        cache.clear()
        client.get(
            "/kennzahlen/"
        )  # keeps nothing of a subject, but what every page shows: whether all is well
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/kennzahlen/{code}/?zeitraum=jahr")
        asked[code] = sum(not any(table in each["sql"] for table in HEALTH) for each in queries)
    assert asked == {
        "contacts": 6,
        "at_once": 7,
        "open_cases": 8,
        "times": 6,
        "voices": 7,
        "origins": 6,
        "master_data": 6,
        "surveys": 5,
        "ideas": 8,
    }
