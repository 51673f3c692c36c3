"""On a shared device a PIN is not enough for administrative acts, and a password only for a while."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from pytest_django import Settings

from crm.company.models import Role, Site
from crm.company.password_again import ACTS, ROOMS
from crm.company.signing_in import ROLE_KEY, Way
from tests.factories.company import make_calendar, make_user
from tests.factories.devices import device_client, signed_in_here
from tests.permissions.routes import ROUTES
from tests.permissions.rules import Rule

pytestmark = pytest.mark.django_db
PASSWORD = "ein langer Satz"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _admin(way: Way) -> Client:
    client, device = device_client()
    signed_in_here(client, device, make_user(Role.ADMIN, password=PASSWORD), way=way)
    return client


def _site(client: Client) -> str:
    fields = {"name": "Messe", "calendar": make_calendar().pk, "default_channel": "visit", "active": "on"}
    referer = {"Referer": "http://testserver/einstellungen/standorte/neu/"}
    return str(client.post("/einstellungen/standorte/neu/", fields, headers=referer)["Location"])


@pytest.mark.parametrize("way", [Way.PIN, Way.BADGE])
def test_neither_pin_nor_badge_opens_the_settings(way: Way) -> None:
    client = _admin(way)
    assert client.get("/erfassen/").status_code == 200
    assert client.get("/einstellungen/")["Location"] == "/konto/reauthenticate/?next=%2Feinstellungen%2F"
    assert _site(client) == "/konto/reauthenticate/?next=%2Feinstellungen%2Fstandorte%2Fneu%2F"
    assert not Site.objects.filter(name="Messe").exists()


def test_the_password_typed_once_more_leads_back() -> None:
    client = _admin(Way.PIN)
    asked = client.get("/einstellungen/")["Location"]
    assert client.post(asked, {"password": "falsch"}).status_code == 200
    assert client.get("/einstellungen/").status_code == 302
    sent = client.post(asked, {"password": PASSWORD, "next": "/einstellungen/"})
    assert sent["Location"] == "/einstellungen/"
    assert client.get("/einstellungen/").status_code == 200
    assert _site(client) == "/einstellungen/standorte/"


def test_after_a_quarter_of_an_hour_it_is_asked_again_and_a_form_may_still_be_sent() -> None:
    client = _admin(Way.PASSWORD)
    start = timezone.now()
    for minutes in range(0, 32, 2):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            looked = client.get("/einstellungen/").status_code
            client.get("/erfassen/")
            assert looked == (200 if minutes < 15 else 302)
            if minutes == 28:
                assert _site(client) == "/einstellungen/standorte/"
            if minutes == 30:
                client.post("/sperre/wach/")
    with time_machine.travel(start + timedelta(minutes=31), tick=False):
        assert _site(client).startswith("/konto/reauthenticate/")


def test_a_script_is_led_there_too() -> None:
    client = _admin(Way.PIN)
    told = client.get(
        "/einstellungen/", headers={"HX-Request": "true", "Referer": "http://testserver/arbeit/"}
    )
    assert (told.status_code, told["HX-Redirect"]) == (204, "/konto/reauthenticate/?next=%2Farbeit%2F")


def test_wrong_passwords_here_count_for_the_account_too() -> None:
    client = _admin(Way.PIN)
    for _each in range(10):
        client.post("/konto/reauthenticate/", {"password": "falsch"})
        cache.clear()  # the limits by address and minute are another thing
    told = client.post("/konto/reauthenticate/", {"password": PASSWORD})
    assert "Zu viele Versuche." in told.content.decode()
    assert client.get("/einstellungen/").status_code == 302


def test_the_old_password_is_a_guess_as_well() -> None:
    user = make_user(password=PASSWORD)
    client = Client()
    client.force_login(user)
    wrong = {"oldpassword": "falsch", "password1": "ein neuer Satz!", "password2": "ein neuer Satz!"}
    for _each in range(10):
        client.post("/konto/password/change/", wrong)
        cache.clear()
    client.post("/konto/password/change/", wrong | {"oldpassword": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_every_administrative_page_is_among_what_asks() -> None:
    """Whatever only the administration or management may change, named by the list of permissions."""
    strict = {Rule.SETTINGS, Rule.ADMIN_SETTINGS, Rule.ADMIN_ONLY, Rule.PRIVACY}
    free = {
        route.name
        for route in ROUTES
        if route.rule in strict and not route.path.startswith(ROOMS) and route.name not in ACTS
    }
    assert free == {"gallery"}  # it shows made-up things
    assert {name for name in get_resolver().reverse_dict if isinstance(name, str)} >= ACTS


def test_a_new_role_begins_a_new_key_and_keeps_the_session() -> None:
    client, device = device_client()
    user = signed_in_here(client, device, make_user(Role.FRONTDESK))
    session = client.session
    session["kept"] = "x"
    session.save()
    before = client.session.session_key
    client.get("/erfassen/")
    assert client.session.session_key == before
    user.role = Role.LEAD
    user.save()
    assert client.get("/erfassen/").status_code == 200
    assert client.session.session_key != before
    assert (client.session[ROLE_KEY], client.session["kept"]) == (Role.LEAD, "x")
