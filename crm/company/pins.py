"""PINs: six digits with which one person opens one shared device, chosen there after signing in with the password."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from crm.company.guessing import account, give_back, left, open_again, take
from crm.company.models import WRONG_IN_A_ROW, Device, DevicePin, User
from crm.lib.acts import refuse
from crm.lib.history import save_as

DIGITS: Final = 6
_UP: Final = "01234567890123456789"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Who opened the device. `left`: the tries that remain after a wrong one; with none, `again_at` says when."""

    user: User | None = None
    left: int = 0
    again_at: datetime | None = None


@transaction.atomic
def choose_pin(device: Device, user: User, pin: str, *, at: datetime) -> None:
    """Let `pin` open `device` for `user`, instead of the one before. Raises Refused."""
    if len(pin) != DIGITS or not (pin.isascii() and pin.isdecimal()):
        raise refuse("pin", _("Bitte sechs Ziffern."))
    if _too_simple(pin):
        raise refuse("pin", _("Diese PIN errät man zu leicht. Bitte keine Reihe und nicht nur eine Ziffer."))
    pin_hash = make_password(_bound(device, user.pk, pin))
    new = {"pin_hash": pin_hash, "set_at": at, "wrong": 0}
    DevicePin.objects.update_or_create(device=device, user=user, defaults=new)
    remember(user, _("PIN für das Gerät %(device)s gewählt") % {"device": device}, by=user, at=at)


@transaction.atomic
def drop_pin(device: Device, user: User, *, by: User, at: datetime) -> bool:
    """This person opens this device with a PIN no more; whether there was one."""
    gone, _rows = DevicePin.objects.filter(device=device, user=user).delete()
    if gone:
        remember(user, _("PIN für das Gerät %(device)s gelöscht") % {"device": device}, by=by, at=at)
    return bool(gone)


def pins_here(device: Device) -> "QuerySet[DevicePin]":
    """Of everybody who may open this device with a PIN, by name."""
    rows = DevicePin.objects.filter(device=device, user__is_active=True, wrong__lt=WRONG_IN_A_ROW)
    return rows.select_related("user").order_by("user__first_name", "user__last_name", "user_id")


def open_by_pin(device: Device, user_id: int, pin: str, *, at: datetime) -> Opened:
    """Compare a PIN, if this account may still be guessed at: that is decided before any hash is worked out."""
    row = pins_here(device).filter(user_id=user_id).first()
    if row is None:
        return Opened()
    subject = account(user_id)
    guess = take(subject, at=at)
    if guess is None:
        return Opened(again_at=open_again(subject))
    if not check_password(_bound(device, user_id, pin), row.pin_hash):
        DevicePin.objects.filter(pk=row.pk, wrong__lt=WRONG_IN_A_ROW).update(wrong=F("wrong") + 1)
        more = left(subject, at=at)
        return Opened(left=more, again_at=None if more else open_again(subject))
    give_back(guess)
    if row.wrong:
        DevicePin.objects.filter(pk=row.pk).update(wrong=0)
    return Opened(user=row.user)


def _too_simple(pin: str) -> bool:
    return len(set(pin)) == 1 or pin in _UP or pin in _UP[::-1]


def _bound(device: Device, user_id: int, pin: str) -> str:
    """What is hashed: worth nothing on another device, and nothing to whoever has the database without SECRET_KEY."""
    said = f"{device.pk}:{user_id}:{pin}"
    return salted_hmac("crm.company.pins", said, algorithm="sha256").hexdigest()


def remember(user: User, said: str, *, by: User, at: datetime) -> None:
    """How somebody may open devices is no column of theirs: what happened is told in their history."""
    save_as(user, by=by, at=at, reason=said, update_fields=["is_active"])
