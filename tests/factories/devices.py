"""Shared devices for tests, and browsers that are one."""

from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client

from crm.company.models import Device, Role, User
from crm.company.shared_device import COOKIE, keep_token, new_token, token_hash
from tests.factories.company import LONG_AGO, make_site, make_user

_numbers = count(1)


def make_device(*, token: str = "", by: User | None = None, **fields: Any) -> Device:
    """Enrolled, with a token nobody knows where none is given."""
    fields.setdefault("name", f"Tresen {next(_numbers)}")
    if "site" not in fields:
        fields["site"] = make_site()
    by = by or make_user(Role.ADMIN)
    hashed = token_hash(token or new_token())
    return Device.objects.create(token_hash=hashed, enrolled_by=by, enrolled_at=LONG_AGO, **fields)


def device_client(**fields: Any) -> tuple[Client, Device]:
    """A browser that is a shared device, and the device. Nobody is signed in."""
    token, client, kept = new_token(), Client(), HttpResponse()
    device = make_device(token=token, **fields)
    keep_token(kept, token)
    client.cookies[COOKIE] = kept.cookies[COOKIE].value
    return client, device
