"""Shared devices: named and placed by the administration, enrolled by a code that opens once, revoked at once."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from crm.company.models import Device, EnrolmentCode, Site, User
from crm.company.shared_device import TOKEN_BYTES
from crm.company.sites import CHANNELS
from crm.lib.acts import Refused, refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as
from crm.lib.tokens import new_token, token_hash

CODE_HOLDS: Final = timedelta(minutes=15)
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another
_GROUPS, _GROUP = 3, 4


@transaction.atomic
def save_device(
    device: Device | None, *, name: str, site: Site, channel: str, by: User, at: datetime
) -> Device:
    """Name a new device, or change what one proposes. Raises Refused by field."""
    row = device or Device()
    row.name = free_name(name, 60, among=Device.objects.filter(revoked_at=None).exclude(pk=row.pk))
    if channel and channel not in dict(CHANNELS):
        raise refuse("channel", _("Bitte wählen Sie den Kanal, über den dort die meisten kommen."))
    if not site.active and site.pk != row.site_id:
        raise refuse("site", _("Der Standort %(site)s ist nicht mehr in Gebrauch.") % {"site": site})
    row.site, row.channel = site, channel
    save_as(row, by=by, at=at)
    return row


@transaction.atomic
def new_code(device: Device, *, by: User, at: datetime) -> str:
    """The code that makes one browser this device; those before it open nothing more. Raises Refused."""
    if device.revoked_at is not None:
        raise refuse("", _("%(device)s ist widerrufen. Legen Sie ein neues Gerät an.") % {"device": device})
    code = "-".join("".join(secrets.choice(_LETTERS) for _each in range(_GROUP)) for _group in range(_GROUPS))
    EnrolmentCode.objects.filter(device=device, used_at=None).delete()
    EnrolmentCode.objects.create(
        device=device, code_hash=_hash(code), made_by=by, valid_until=at + CODE_HOLDS
    )
    return code


@transaction.atomic
def enrol(code: str, *, at: datetime) -> tuple[Device, str]:
    """The device that a code is for, and its new token, which is stored nowhere. Whoever was this device before is it
    no more. Raises Refused."""
    found = EnrolmentCode.objects.filter(
        code_hash=_hash(code), used_at=None, valid_until__gt=at, device__revoked_at=None
    )
    row = found.select_related("device", "made_by").first()
    if row is None or not found.update(used_at=at):  # of two who send the same code one is the device
        raise _no_code()
    device, token = row.device, new_token(TOKEN_BYTES)
    device.token_hash, device.enrolled_by, device.enrolled_at = token_hash(token), row.made_by, at
    save_as(device, by=row.made_by, at=at, reason=_("Gerät angemeldet"))
    return device, token


@transaction.atomic
def revoke(device: Device, *, by: User, at: datetime) -> bool:
    """A lost device opens nothing from the next request on; whether it was one until now."""
    if device.revoked_at is not None:
        return False
    device.revoked_by, device.revoked_at = by, at
    save_as(device, by=by, at=at, reason=_("Gerät widerrufen"))
    device.pins.all().delete()
    device.codes.filter(used_at=None).delete()
    return True


def _no_code() -> Refused:
    return refuse(
        "code",
        _("Dieser Code gilt nicht (mehr). Die Verwaltung macht Ihnen einen neuen, er gilt 15 Minuten."),
    )


def _hash(code: str) -> str:
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return salted_hmac("crm.company.devices", plain, algorithm="sha256").hexdigest()
