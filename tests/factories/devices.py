"""Shared devices for tests, and browsers that are one."""

from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from crm.company.models import Device, Role, User
from crm.company.shared_device import COOKIE, DEVICE_KEY, TOUCHED_KEY, keep_token
from crm.company.signing_in import PASSWORD_KEY, ROLE_KEY, WAY_KEY, Way
from crm.lib.tokens import new_token, token_hash
from tests.factories.company import LONG_AGO, make_site, make_user

_numbers = count(1)


def make_device(*, by: User | None = None, **fields: Any) -> Device:
    """Enrolled, with a token nobody knows."""
    fields.setdefault("name", f"Tresen {next(_numbers)}")
    if "site" not in fields:
        fields["site"] = make_site()
    by = by or make_user(Role.ADMIN)
    hashed = token_hash(new_token())
    return Device.objects.create(token_hash=hashed, enrolled_by=by, enrolled_at=LONG_AGO, **fields)


def device_client(**fields: Any) -> tuple[Client, Device]:
    """A browser that is a shared device, and the device. Nobody is signed in."""
    client, device = Client(), make_device(**fields)
    client.cookies[COOKIE] = cookie_of(device)
    return client, device


def cookie_of(device: Device) -> str:
    """What a browser keeps that is this device from now on."""
    token, kept = new_token(), HttpResponse()
    device.token_hash, device.enrolled_at = token_hash(token), LONG_AGO
    device.enrolled_by = device.enrolled_by or make_user(Role.ADMIN)
    device.save()
    keep_token(kept, token)
    value: str = kept.cookies[COOKIE].value
    return value


def signed_in_here(client: Client, device: Device, user: User, *, way: Way = Way.PIN) -> User:
    """Let `user` have the device, as if they had just opened it."""
    client.force_login(user)
    session = client.session
    now = timezone.now().timestamp()
    session.update({WAY_KEY: way.value, ROLE_KEY: user.role, DEVICE_KEY: device.pk, TOUCHED_KEY: int(now)})
    if way == Way.PASSWORD:
        session[PASSWORD_KEY] = now
    session.save()
    return user
