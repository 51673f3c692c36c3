"""The lock screen: who stands there, with what they open, and what the next one finds."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from crm.company.badges import connect_badge
from crm.company.models import Device, DevicePin, Role, User
from crm.company.pins import choose_pin
from crm.company.shared_device import COOKIE
from crm.company.signing_in import WAY_KEY, Way
from tests.factories.company import make_team, make_user
from tests.factories.devices import device_client, signed_in_here

pytestmark = pytest.mark.django_db
PIN = "170394"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _with_people(many: int = 1) -> tuple[Client, Device, list[User]]:
    client, device = device_client()
    people = [make_user(Role.FRONTDESK, site=device.site) for _each in range(many)]
    for user in people:
        choose_pin(device, user, PIN, at=timezone.now())
    make_team(tuple(people))
    return client, device, people


def _open(client: Client, user: User, **more: str) -> str:
    sent = client.post("/sperre/", {"person": user.pk, "pin": PIN} | more)
    assert sent.status_code == 302
    return str(sent["Location"])


def test_a_browser_that_is_no_device_is_led_to_the_sign_in() -> None:
    assert Client().get("/sperre/")["Location"] == "/konto/login/"
    assert Client().post("/sperre/", {"person": 1, "pin": PIN})["Location"] == "/konto/login/"


def test_every_door_of_a_locked_device_leads_to_the_lock_screen() -> None:
    client, _device, _people = _with_people()
    door = client.get("/erfassen/", follow=True)
    assert [address for address, _status in door.redirect_chain] == [
        "/konto/login/?next=/erfassen/",
        "/sperre/?next=%2Ferfassen%2F",
    ]
    assert client.get("/konto/login/?mit=passwort").status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_the_lock_screen_shows_who_may_open_it(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, device, people = _with_people(many)
    stranger = make_user(Role.FRONTDESK, site=device.site)
    with django_assert_num_queries(3):  # the device, the PINs with their people, the teams
        page = client.get("/sperre/")
    shown = page.content.decode()
    assert [str(user) in shown for user in people] == [True] * many
    assert str(stranger) not in shown
    assert client.cookies[COOKIE]["httponly"] is True
    assert "no-store" in page["Cache-Control"]


def test_the_pin_opens_with_a_new_session_and_says_so() -> None:
    client, _device, (user,) = _with_people()
    assert _open(client, user) == "/"
    assert client.session[WAY_KEY] == "pin"
    assert client.get("/ich/").context["user"] == user


def test_at_a_switch_the_session_before_is_gone() -> None:
    client, _device, (one, two) = _with_people(2)
    _open(client, one)
    client.session["leftover"] = "x"
    before = client.session.session_key
    client.post("/sperre/zu/")
    assert not Session.objects.filter(session_key=before).exists()
    _open(client, two)
    assert client.session.session_key != before
    assert client.get("/ich/").context["user"] == two
    between = client.session.session_key
    _open(client, one)  # without locking in between, from a second window
    assert not Session.objects.filter(session_key=between).exists()


def test_whoever_had_the_device_goes_on_where_they_were_and_nobody_else() -> None:
    client, device, (one, two) = _with_people(2)
    _open(client, one)
    locked = client.post("/sperre/zu/", {"next": "/kunden/?q=Voss"})["Location"]
    assert locked == f"/sperre/?wer={one.pk}&next=%2Fkunden%2F%3Fq%3DVoss"
    page = client.get(locked)
    assert page.context["chosen"] == one
    other = next(tile for tile in page.context["tiles"] if tile.user == two)
    assert other.address == f"?wer={two.pk}"
    assert _open(client, one, next="/kunden/?q=Voss") == "/kunden/?q=Voss"
    assert _open(client, one, next="https://example.org/") == "/"
    assert device.name in page.content.decode()


def test_a_wrong_pin_keeps_the_device_locked_and_says_what_is_left() -> None:
    client, _device, (user,) = _with_people()
    page = client.post("/sperre/", {"person": user.pk, "pin": "000001"})
    assert (page.status_code, "Noch 9 Versuche." in page.content.decode()) == (400, True)
    for _each in range(9):
        page = client.post("/sperre/", {"person": user.pk, "pin": "000001"})
    assert (page.status_code, "Zu viele Versuche." in page.content.decode()) == (429, True)
    assert client.post("/sperre/", {"person": user.pk, "pin": PIN}).status_code == 429
    assert not Session.objects.exists()


def test_a_badge_opens_it() -> None:
    client, _device, (user,) = _with_people()
    connect_badge(user, "K4-88213-07", at=timezone.now())
    assert client.post("/sperre/", {"badge": "K4-88213-07"})["Location"] == "/"
    assert client.session[WAY_KEY] == "badge"
    assert client.post("/sperre/", {"badge": "K4-88213-08"}).status_code == 400


@pytest.mark.parametrize("sent", [{}, {"person": "x"}, {"person": str(10**30), "pin": PIN}, {"person": "²"}])
def test_nonsense_opens_nothing(sent: dict[str, str]) -> None:
    client, _device, _people = _with_people()
    assert client.post("/sperre/", sent).status_code == 400
    assert not Session.objects.exists()


def test_after_the_password_a_pin_is_chosen_and_changed_and_given_up() -> None:
    client, device = device_client()
    user = signed_in_here(client, device, make_user(Role.FRONTDESK), way=Way.PASSWORD)
    assert client.post("/ich/geraet/", {"do": "pin", "pin": PIN, "again": "170395"}).status_code == 400
    assert client.post("/ich/geraet/", {"do": "pin", "pin": "123456", "again": "123456"}).status_code == 400
    assert not DevicePin.objects.exists()
    assert client.post("/ich/geraet/", {"do": "pin", "pin": PIN, "again": PIN}).status_code == 302
    assert DevicePin.objects.get().user == user
    assert client.post("/ich/geraet/", {"do": "badge", "badge": "K4-88213-07"}).status_code == 302
    assert "Badge gilt seit" in client.get("/ich/geraet/").content.decode()
    for do in ("drop_pin", "drop_badge", "drop_pin", "anything"):
        assert client.post("/ich/geraet/", {"do": do}).status_code == 302
    assert not DevicePin.objects.exists()


def test_what_opens_a_device_is_not_chosen_with_a_pin_alone() -> None:
    client, _device, (user,) = _with_people()
    _open(client, user)
    assert client.get("/ich/geraet/")["Location"].startswith("/konto/reauthenticate/")
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        sent = client.post("/ich/geraet/", {"do": "pin", "pin": "480211", "again": "480211"})
    assert sent["Location"].startswith("/konto/reauthenticate/")


def test_an_ordinary_browser_chooses_no_pin() -> None:
    client = Client()
    client.force_login(make_user())
    assert client.get("/ich/geraet/")["Location"] == "/ich/"
