"""What a session knows of its beginning: who, how they showed who they are, in which role, on which device.

Every sign-in begins a new session under a new key; on a shared device the one before is gone with all it held.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.contrib.auth import login
from django.http import HttpRequest

from crm.company.models import User
from crm.company.shared_device import DEVICE_KEY, TOUCHED_KEY, device_of

WAY_KEY: Final = "signed_in_with"
PASSWORD_KEY: Final = "password_at"  # noqa: S105 - where a session keeps the moment, in seconds
ROLE_KEY: Final = "role"


class Way(StrEnum):
    PASSWORD = "password"  # noqa: S105 - the word, not one
    PIN = "pin"
    BADGE = "badge"


def switch_to(request: HttpRequest, user: User, *, way: Way, at: datetime) -> None:
    """Somebody else takes the device: the session of whoever had it ends."""
    request.session.flush()
    login(request, user)
    note_beginning(request, user, way=way, at=at)


def note_beginning(request: HttpRequest, user: User, *, way: Way, at: datetime) -> None:
    request.session[WAY_KEY] = way.value
    request.session[ROLE_KEY] = user.role
    if way == Way.PASSWORD:
        note_password(request, at=at)
    if device := device_of(request):
        request.session[DEVICE_KEY] = device.pk
        request.session[TOUCHED_KEY] = int(at.timestamp())


def note_password(request: HttpRequest, *, at: datetime) -> None:
    """They typed their password just now."""
    request.session[PASSWORD_KEY] = at.timestamp()


def password_within(request: HttpRequest, limit: timedelta, *, at: datetime) -> bool:
    """Did this session see the password so lately? A PIN or a badge is none."""
    typed = request.session.get(PASSWORD_KEY)
    return isinstance(typed, float) and at.timestamp() - typed <= limit.total_seconds()


def follow_role(request: HttpRequest) -> None:
    """A role given or taken away begins a new key; what is in the session stays."""
    began_as = request.session.get(ROLE_KEY)
    user = request.user
    if began_as is None or not isinstance(user, User) or user.role == began_as:
        return
    request.session.cycle_key()
    request.session[ROLE_KEY] = user.role
