"""Calendars on pages: look, check and confirm a year, change by draft and preview, and put it in force."""

import html
from datetime import datetime

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from crm.company.calendar_confirming import confirm_year
from crm.company.calendar_drafts import set_week, start_draft
from crm.company.calendar_versions import put_in_force
from crm.company.calendars import current_version
from crm.company.models import Calendar, CalendarConfirmation, CalendarDraft, Role, User
from tests.cases.pages import BERLIN, clock_runs, signed_in
from tests.factories.company import make_calendar, make_site, make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 5, 10, 0, tzinfo=BERLIN)
HOLIDAYS = {
    "2026-12-24": {"name": "Heiligabend", "spans": [["08:00", "12:00"]], "kind": "company"},
    "2026-12-25": {"name": "Erster Weihnachtstag", "spans": [], "kind": "public"},
}
WEEK = {"mon": "8-12, 13-17", "tue": "8-12", "wed": "", "thu": "8-18", "fri": "8-12", "sat": "", "sun": ""}


@pytest.fixture(autouse=True)
def a_day_in_october() -> object:
    with time_machine.travel(NOW, tick=False):
        clock_runs()
        yield


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN, first_name="Katrin", last_name="Seidel")


@pytest.fixture
def client(admin: User) -> Client:
    return signed_in(admin)


@pytest.fixture
def calendar() -> Calendar:
    row = make_calendar(holidays=HOLIDAYS)
    make_site(calendar=row, name="Laden Lindau")
    return row


@pytest.fixture
def address(calendar: Calendar) -> str:
    return f"/einstellungen/kalender/{calendar.pk}/"


def text_of(answer: object) -> str:
    return html.unescape(answer.content.decode())  # type: ignore[attr-defined]


# -- to look at --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_says_what_rules_where_and_what_is_to_be_confirmed(
    django_assert_num_queries: DjangoAssertNumQueries, client: Client, calendar: Calendar, many: int
) -> None:
    for _ in range(many - 1):
        make_site()
    with django_assert_num_queries(9):  # the frame (5); versions, their sites; what is unconfirmed (2)
        text = text_of(client.get("/einstellungen/kalender/"))
    assert "Gilt für Laden Lindau" in text
    assert "Bitte prüfen und bestätigen Sie die Kalender." in text
    assert f'?jahr=2027">{calendar.name}, 2027</a>' in text


def test_a_year_shows_every_marked_day_with_sign_and_words(
    django_assert_num_queries: DjangoAssertNumQueries, client: Client, address: str
) -> None:
    with django_assert_num_queries(12):  # the frame (5); calendar, sites, versions (2), confirmed (3)
        text = text_of(client.get(address))
    assert text.count('<table class="calendar-month">') == 12
    assert '<td class="calendar-half" title="Donnerstag, 24.12.2026: Heiligabend, 08:00–12:00">24<i' in text
    assert (
        '<td class="calendar-public" title="Freitag, 25.12.2026: Erster Weihnachtstag, geschlossen">25'
        in text
    )
    assert "<td>Do, 24.12.</td><td>Heiligabend</td><td>Betrieb</td><td>08:00–12:00</td>" in text
    assert "259 volle Arbeitstage, 1 halbe" in text  # 261 weekdays, one closed, one half


def test_a_year_out_of_reach_is_this_year_and_an_unknown_version_the_one_in_force(
    client: Client, address: str
) -> None:
    for query in ("?jahr=1999", "?jahr=9999999999", "?jahr=x", "?fassung=77", "?jahr=²"):
        answer = client.get(address + query)
        assert answer.status_code == 200
        assert answer.context["year"].number == 2026
        assert answer.context["version"].number == 1


def test_management_looks_and_changes_nothing(address: str) -> None:
    boss = signed_in(make_user(Role.MANAGEMENT))
    text = text_of(boss.get(address))
    assert "calendar-confirm" not in text
    assert f'action="{address}entwurf/"' not in text
    assert boss.get(f"{address}entwurf/").status_code == 403
    assert boss.post(f"{address}bestaetigung/", {"year": 2026, "version": 1}).status_code == 403


def test_the_overview_says_it_too(client: Client, calendar: Calendar) -> None:
    link = f'<a href="/einstellungen/kalender/{calendar.pk}/?jahr=2027">{calendar.name}, 2027</a>'
    assert link in text_of(client.get("/einstellungen/"))
    confirm_year(calendar, 2027, seen=1, by=make_user(Role.ADMIN), at=NOW)
    assert "Bitte prüfen und bestätigen" not in text_of(client.get("/einstellungen/"))


# -- to confirm --------------------------------------------------------------------------------------------------


def test_a_year_is_confirmed_by_name_and_day(client: Client, address: str) -> None:
    assert "Das Jahr 2027 ist noch nicht bestätigt." in text_of(client.get(f"{address}?jahr=2027"))
    answer = client.post(f"{address}bestaetigung/", {"year": 2027, "version": 1}, follow=True)
    assert answer.redirect_chain == [(f"{address}?jahr=2027", 302)]
    assert "von Katrin Seidel am 5.10.2026" in text_of(answer)
    assert "Bitte prüfen und bestätigen" not in text_of(client.get("/einstellungen/kalender/"))


def test_what_was_overtaken_is_not_confirmed(
    client: Client, admin: User, calendar: Calendar, address: str
) -> None:
    start_draft(calendar, by=admin, at=NOW)
    set_week(calendar, {"thu": "8-12"}, by=admin, at=NOW)
    put_in_force(calendar, seen=2, reason="", by=admin, at=NOW)
    answer = client.post(f"{address}bestaetigung/", {"year": 2027, "version": 1}, follow=True)
    assert "Inzwischen gilt eine neue Fassung." in text_of(answer)
    answer = client.post(f"{address}bestaetigung/", {"year": 2031, "version": 2}, follow=True)
    assert "Bestätigt werden dieses Jahr und die beiden nächsten." in text_of(answer)
    assert client.post(f"{address}bestaetigung/", {"year": "bald"}).status_code == 400
    assert not CalendarConfirmation.objects.exists()


# -- to change ---------------------------------------------------------------------------------------------------


def test_from_a_new_calendar_to_its_second_version(client: Client) -> None:
    answer = client.post("/einstellungen/kalender/neu/", {"name": "Filiale Bregenz", "place": "AT-8"})
    row = Calendar.objects.get(name="Filiale Bregenz")
    address = f"/einstellungen/kalender/{row.pk}/"
    assert answer["Location"] == f"{address}entwurf/"
    steps = [
        ("woche", WEEK, "woche"),
        ("zusaetze", {"codes": ["good_friday"]}, "zusaetze"),
        ("dezember", {"christmas": "on", "until": "12:00"}, "zusaetze"),
        ("tage", {"name": "Inventur", "starts_on": "2027-01-04", "spans": ""}, "eigene"),
        ("tage/entfernen", {"on": "2026-12-08"}, "tage"),
        ("ort", {"name": "Bregenz", "place": "AT-8", "time_zone": "Europe/Vienna"}, "ort"),
    ]
    for path, form, section in steps:
        answer = client.post(f"{address}entwurf/{path}/", form)
        assert (answer.status_code, answer["Location"]) == (302, f"{address}entwurf/#{section}"), path
    preview = text_of(client.get(f"{address}entwurf/vorschau/"))
    assert "<td>Mittwoch</td><td>08:00–12:00, 13:00–17:00</td><td><b>geschlossen</b></td>" in preview
    assert (
        "<td>Montag, 4.1.2027</td><td>gewöhnlicher Tag</td><td><b>Inventur: geschlossen</b></td>" in preview
    )
    revision = CalendarDraft.objects.get().revision
    answer = client.post(
        f"{address}entwurf/vorschau/", {"revision": revision, "reason": "Neue Zeiten"}, follow=True
    )
    assert "Fassung 2 gilt ab jetzt für neue Fristen." in text_of(answer)
    row.refresh_from_db()
    version = current_version(row)
    assert (row.name, version.number, version.reason) == ("Bregenz", 2, "Neue Zeiten")
    assert version.holidays["2026-12-24"]["spans"] == [["08:00", "12:00"]]
    assert "2026-12-08" not in version.holidays


def test_what_was_typed_comes_back_with_the_sentence(
    client: Client, admin: User, calendar: Calendar, address: str
) -> None:
    start_draft(calendar, by=admin, at=NOW)
    refusals = [
        ("woche", WEEK | {"tue": "22-6"}, "22-6", "Über Mitternacht schreiben Sie bitte in zwei Teilen"),
        ("woche", dict.fromkeys(WEEK, ""), "", "So wäre nie geöffnet"),
        ("ort", {"name": "X", "place": "DE-BY", "time_zone": "Mond/Krater"}, "Mond/Krater", "gibt es nicht"),
        ("tage", {"name": "Fest", "starts_on": "2026-10-10", "spans": "8-12"}, "Fest", "ohnehin geschlossen"),
        ("zusaetze", {}, "", "Bitte kreuzen Sie an"),
        ("dezember", {}, "", "den 24. oder den 31."),
        ("feiertage", {"year": 2031}, "", ""),
    ]
    for path, form, typed, sentence in refusals:
        answer = client.post(f"{address}entwurf/{path}/", form)
        assert answer.status_code == 400, path
        text = text_of(answer)
        assert typed in text
        assert sentence in text, path
    assert CalendarDraft.objects.get().revision == 1


def test_a_calendar_of_a_whole_country_presets_no_land(
    client: Client, calendar: Calendar, address: str
) -> None:
    Calendar.objects.update(subdivision="")
    client.post(f"{address}entwurf/")
    text = text_of(client.get(f"{address}entwurf/"))
    assert '<option value="">bitte wählen</option>' in text
    assert " selected>" not in text
    form = {"name": "Laden", "place": "", "time_zone": "Europe/Berlin"}
    assert client.post(f"{address}entwurf/ort/", form).status_code == 400


def test_the_pages_of_a_draft_cost_the_same_whatever_is_in_it(
    django_assert_num_queries: DjangoAssertNumQueries,
    client: Client,
    admin: User,
    calendar: Calendar,
    address: str,
) -> None:
    start_draft(calendar, by=admin, at=NOW)
    client.get(address)
    for path in ("entwurf/", "entwurf/vorschau/"):
        with django_assert_num_queries(6):  # the frame (4, the heartbeats are known by now); calendar, draft
            client.get(address + path)
    client.post(f"{address}entwurf/feiertage/", {"year": 2027})
    for path in ("entwurf/", "entwurf/vorschau/"):
        with django_assert_num_queries(6):
            client.get(address + path)


def test_a_draft_that_changed_meanwhile_is_looked_at_again(
    client: Client, admin: User, calendar: Calendar, address: str
) -> None:
    start_draft(calendar, by=admin, at=NOW)
    set_week(calendar, {"thu": "8-12"}, by=admin, at=NOW)
    answer = client.post(f"{address}entwurf/vorschau/", {"revision": 1, "reason": "Kürzer"})
    assert answer.status_code == 400
    assert "Der Entwurf hat sich geändert." in text_of(answer)
    assert 'value="2"' in text_of(answer)
    assert "Kürzer" in text_of(answer)
    assert client.post(f"{address}entwurf/vorschau/", {"revision": 2}).status_code == 302


def test_a_draft_that_cannot_come_into_force_says_why(
    client: Client, admin: User, calendar: Calendar, address: str
) -> None:
    start_draft(calendar, by=admin, at=NOW)
    set_week(calendar, {"mon": "8-12", "thu": "10-18"}, by=admin, at=NOW)
    text = text_of(client.get(f"{address}entwurf/vorschau/"))
    assert "Heiligabend: Am Donnerstag, 24.12.2026 gilt sonst 10:00–18:00" in text
    assert "in Kraft setzen</button>" not in text
    answer = client.post(f"{address}entwurf/vorschau/", {"revision": 2})
    assert answer.status_code == 400
    assert current_version(calendar).number == 1


def test_without_a_draft_one_is_led_back(client: Client, calendar: Calendar, address: str) -> None:
    for path in ("entwurf/", "entwurf/vorschau/"):
        assert client.get(address + path)["Location"] == address
    for path, form in (("woche", WEEK), ("vorschau", {"revision": 1})):
        answer = client.post(f"{address}entwurf/{path}/", form, follow=True)
        assert "Diesen Entwurf gibt es nicht mehr." in text_of(answer)
    client.post(f"{address}entwurf/")
    assert client.post(f"{address}entwurf/verwerfen/", follow=True).redirect_chain == [(address, 302)]
    assert not CalendarDraft.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_versions_tell_what_each_changed(
    django_assert_num_queries: DjangoAssertNumQueries,
    client: Client,
    calendar: Calendar,
    many: int,
) -> None:
    admin, address = make_user(Role.ADMIN), f"/einstellungen/kalender/{calendar.pk}/"
    for number in range(many):
        start_draft(calendar, by=admin, at=NOW)
        set_week(calendar, {"thu": f"8-{13 + number}"}, by=admin, at=NOW)
        put_in_force(calendar, seen=2, reason=f"Grund {number + 1}", by=admin, at=NOW)
    with django_assert_num_queries(7):  # the frame (5); calendar, versions
        text = text_of(client.get(f"{address}fassungen/"))
    assert text.count("<h2>Fassung ") == many + 1
    assert f"„Grund {many}“" in text
    assert "<td>Freitag</td><td>08:00–12:00, 13:00–17:00</td><td><b>geschlossen</b></td>" in text
    assert "Die erste Fassung." in text
