"""Which device a request comes from, and that a session on it ends with it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from contacts.models import Contact
from crm.company.models import Device, Installation, Role
from crm.company.shared_device import AWAKE_HEADER, COOKIE, REVOKED_HEADER
from tests.factories.company import make_site, make_user
from tests.factories.devices import device_client, signed_in_here

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _sign_in(client: Client, device: Device) -> None:
    signed_in_here(client, device, make_user(Role.FRONTDESK))


def test_the_device_presets_the_channel_of_the_capture_screen() -> None:
    client, device = device_client(channel="visit", site=make_site(default_channel="phone"))
    _sign_in(client, device)
    assert client.get("/erfassen/").context["typed"]["channel"] == "visit"


def test_a_device_without_a_channel_takes_the_usual_one_of_its_site() -> None:
    client, device = device_client(site=make_site(default_channel="phone"))
    _sign_in(client, device)
    assert client.get("/erfassen/").context["typed"]["channel"] == "phone"


def test_a_contact_belongs_to_the_site_of_the_device() -> None:
    client, device = device_client(site=make_site(default_channel="phone"))
    _sign_in(client, device)
    page = client.get("/erfassen/")
    ids = {name: page.context["typed"][name] for name in ("client_id", "encounter", "opened_at", "channel")}
    sent = client.post("/erfassen/", ids | {"who": "nameless", "outcome": "no_concern"})
    assert sent.status_code == 302
    assert Contact.objects.get().site == device.site


def test_a_cookie_that_we_did_not_sign_is_no_device() -> None:
    client, device = device_client()
    _sign_in(client, device)
    signed = client.cookies[COOKIE].value
    other = "B" if signed[-5] == "A" else "A"  # the last sign may hold bits that do not count
    client.cookies[COOKIE] = signed[:-5] + other + signed[-4:]
    assert client.get("/erfassen/").status_code == 302
    assert not Session.objects.exists()


def test_the_session_of_a_device_opens_nothing_elsewhere() -> None:
    client, device = device_client()
    _sign_in(client, device)
    del client.cookies[COOKIE]
    assert client.get("/erfassen/")["Location"].startswith("/konto/login/")
    assert not Session.objects.exists()


def test_revoked_ends_the_session_with_the_next_request_and_tells_the_browser() -> None:
    client, device = device_client()
    _sign_in(client, device)
    before = client.get("/erfassen/")
    assert (before.status_code, REVOKED_HEADER in before) == (200, False)
    Device.objects.filter(pk=device.pk).update(revoked_at=timezone.now(), revoked_by=make_user(Role.ADMIN))
    after = client.get("/erfassen/")
    assert (after.status_code, after[REVOKED_HEADER]) == (302, "revoked")
    assert not Session.objects.exists()


def test_untouched_for_longer_than_it_locks_the_session_is_over() -> None:
    client, device = device_client()
    Installation.objects.create(lock_after_minutes=5)
    with time_machine.travel(NINE, tick=False) as clock:
        _sign_in(client, device)
        clock.shift(timedelta(minutes=6))
        assert client.get("/erfassen/").status_code == 200
        clock.shift(timedelta(minutes=6, seconds=1))
        assert client.get("/erfassen/")["Location"].startswith("/konto/login/")
    assert not Session.objects.exists()


def test_what_a_page_asks_by_itself_is_no_touch_but_typing_is() -> None:
    client, device = device_client()
    by_script = {"Sec-Fetch-Mode": "cors"}
    with time_machine.travel(NINE, tick=False) as clock:
        _sign_in(client, device)
        clock.shift(timedelta(minutes=2))
        assert client.post("/sperre/wach/", headers=by_script | {AWAKE_HEADER: "1"}).status_code == 204
        clock.shift(timedelta(minutes=2))
        assert client.get("/hinweise/stand/", headers=by_script).status_code == 200
        clock.shift(timedelta(minutes=2))
        assert client.get("/hinweise/stand/", headers=by_script).status_code == 302
    device.refresh_from_db()
    assert device.last_seen_at == NINE + timedelta(minutes=2)


def test_no_browser_keeps_what_was_shown_on_a_device() -> None:
    client, device = device_client()
    _sign_in(client, device)
    assert client.get("/erfassen/")["Cache-Control"] == "no-store"


def test_whoever_sits_at_their_own_desk_is_asked_nothing_more() -> None:
    """A browser that is no device: no statement for it, and its session lasts."""
    client = Client()
    client.force_login(make_user(Role.ADMIN))
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        assert client.get("/einstellungen/").status_code == 200
