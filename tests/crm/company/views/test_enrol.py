"""A browser becomes a shared device, and nobody stays signed in on it."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from crm.company.devices import new_code
from crm.company.models import Device, Role
from crm.company.shared_device import COOKIE
from crm.company.signing_in import Way
from tests.factories.company import make_site, make_user
from tests.factories.devices import device_client, make_device, signed_in_here

pytestmark = pytest.mark.django_db


def _code(device: Device) -> str:
    return new_code(device, by=make_user(Role.ADMIN), at=timezone.now())


def test_the_code_makes_this_browser_the_device() -> None:
    client = Client()
    client.force_login(make_user(Role.ADMIN))
    device = Device.objects.create(name="Tresen", site=make_site())
    sent = client.post("/geraet/", {"code": _code(device)})
    assert sent["Location"] == "/sperre/"
    assert not Session.objects.exists()
    assert client.get("/sperre/").context["device"] == device
    device.refresh_from_db()
    assert device.token_hash not in client.cookies[COOKIE].value


def test_looking_at_the_address_of_the_qr_code_takes_nothing() -> None:
    device = make_device()
    code = _code(device)
    page = Client().get(f"/geraet/?code={code}")
    assert (code in page.content.decode(), COOKIE in page.cookies) == (True, False)
    assert Client().post("/geraet/", {"code": code}).status_code == 302


@pytest.mark.parametrize("code", ["", "falsch", "abcd-efgh-jkmn"])
def test_a_wrong_code_is_told_and_kept(code: str) -> None:
    page = Client().post("/geraet/", {"code": code})
    assert (page.status_code, "Dieser Code gilt nicht" in page.content.decode()) == (400, True)
    assert COOKIE not in page.cookies


def test_whoever_was_the_device_before_is_it_no_more() -> None:
    before, device = device_client()
    signed_in_here(before, device, make_user())
    assert Client().post("/geraet/", {"code": _code(device)}).status_code == 302
    assert before.get("/erfassen/")["Location"].startswith("/konto/login/")


def test_the_administration_makes_a_code_shows_it_once_and_revokes() -> None:
    client = Client()
    client.force_login(make_user(Role.ADMIN))
    device = make_device(name="Tresen 1")
    page = client.post(f"/einstellungen/geraete/{device.pk}/code/")
    assert page["Cache-Control"] == "no-store"
    assert Client().post("/geraet/", {"code": page.context["code"]}).status_code == 302
    assert client.post(f"/einstellungen/geraete/{device.pk}/widerrufen/").status_code == 302
    assert "widerrufen am" in client.get("/einstellungen/geraete/").content.decode()
    assert client.post(f"/einstellungen/geraete/{device.pk}/code/").status_code == 302


def test_setting_up_asks_for_the_password_on_a_device_but_not_at_the_desk() -> None:
    client, device = device_client()
    signed_in_here(client, device, make_user(Role.ADMIN), way=Way.BADGE)
    asked = client.get("/einstellungen/geraete/")
    assert asked["Location"] == "/konto/reauthenticate/?next=%2Feinstellungen%2Fgeraete%2F"
