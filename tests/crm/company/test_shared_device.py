"""Which device a request comes from, and that a session on it ends with it."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from contacts.models import Contact
from crm.company.models import Device, Role
from crm.company.shared_device import COOKIE, DEVICE_KEY, REVOKED_HEADER
from tests.factories.company import make_site, make_user
from tests.factories.devices import device_client

pytestmark = pytest.mark.django_db


def _sign_in(client: Client, device: Device) -> None:
    client.force_login(make_user(Role.FRONTDESK))
    session = client.session
    session[DEVICE_KEY] = device.pk
    session.save()


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
    client.cookies[COOKIE] = client.cookies[COOKIE].value[:-1] + "A"
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
