"""Badges: a card whose code a scanner types opens every shared device of the person's site."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from crm.company.guessing import give_back, open_again, take
from crm.company.models import Badge, Device, User
from crm.company.pins import Opened, remember
from crm.lib.acts import refuse

SHORTEST, LONGEST = 8, 100
_SALT: Final = "crm.company.badges"


@transaction.atomic
def connect_badge(user: User, code: str, *, at: datetime) -> None:
    """Let this card stand for `user`, instead of the one before. Raises Refused."""
    code = code.strip()
    if not SHORTEST <= len(code) <= LONGEST:
        raise refuse("badge", _("Ein Badge hat mindestens %(least)d Zeichen.") % {"least": SHORTEST})
    code_hash = _hash(code)
    if Badge.objects.filter(code_hash=code_hash).exclude(user=user).exists():
        raise refuse("badge", _("Dieser Badge gehört schon jemandem."))
    Badge.objects.update_or_create(user=user, defaults={"code_hash": code_hash, "made_at": at})
    remember(user, _("Badge verbunden"), by=user, at=at)


@transaction.atomic
def drop_badge(user: User, *, by: User, at: datetime) -> bool:
    """The card opens nothing more; whether there was one."""
    gone, _rows = Badge.objects.filter(user=user).delete()
    if gone:
        remember(user, _("Badge gesperrt"), by=by, at=at)
    return bool(gone)


def open_by_badge(device: Device, code: str, *, at: datetime) -> Opened:
    """Whose card it is, if they work at the site of this device or have a PIN here. Ten strange cards an hour."""
    subject = f"badge:{device.pk}"
    guess = take(subject, at=at)
    if guess is None:
        return Opened(again_at=open_again(subject))
    here = Q(user__site=device.site_id) | Q(user__pins__device=device)
    rows = Badge.objects.filter(here, code_hash=_hash(code.strip()), user__is_active=True)
    badge = rows.select_related("user").first()
    if badge is None:
        return Opened(left=1)
    give_back(guess)
    return Opened(user=badge.user)


def _hash(code: str) -> str:
    return salted_hmac(_SALT, code, algorithm="sha256").hexdigest()
