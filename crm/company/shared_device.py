"""Which shared device a request comes from, told by a signed cookie that no script can read.

`request.device` is that device, or None. A session that began on a device lives there only: it ends with the next
request once the device was revoked, when it comes from elsewhere, or when nobody touched the device for longer than it
takes to lock. A browser whose device was revoked is told so in the header `Anklang-Device`, and forgets what it keeps
about customers.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.core.signing import BadSignature
from django.db.models import CharField, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from crm.company.models import Device, Installation
from crm.lib.kept import Kept
from crm.lib.tokens import token_hash

COOKIE: Final = "device"
DEVICE_KEY: Final = "device"
"""Where a session keeps the device it began on."""
REVOKED_HEADER: Final = "Anklang-Device"
AWAKE_HEADER: Final = "Anklang-Awake"
"""On a request of a script: somebody is typing."""
TOKEN_BYTES: Final = 32
_SALT: Final = "crm.company.shared_device"
_LONGEST: Final = (
    400 * 24 * 60 * 60
)  # seconds; browsers keep no cookie longer. Each visit of the lock screen begins anew
TOUCHED_KEY: Final = "touched_at"
"""When somebody last did something in a session on a device, in seconds."""
_USUAL_MINUTES: Final = 2
_GRACE: Final = timedelta(minutes=1)  # the page locks itself first, and keeps what was typed
_SEEN: Final = timedelta(minutes=15)
_STEP: Final = 20  # seconds; not every click is written down


def _with_token(*, token: object) -> "QuerySet[Device]":
    minutes = Subquery(Installation.objects.values("lock_after_minutes")[:1])
    return Device.objects.filter(token_hash=token).select_related("site").annotate(minutes=minutes)


_FOUND: Final = Kept(_with_token, token=CharField())


def device_of(request: HttpRequest) -> Device | None:
    """The shared device that a request comes from; None for every other browser."""
    found: Device | None = getattr(request, "device", None)
    return found


def locks_after(device: Device) -> timedelta:
    """Of a device that a request comes from: so long without a touch, and it locks itself."""
    return timedelta(minutes=vars(device).get("minutes") or _USUAL_MINUTES)


class DeviceMiddleware:
    """Stands behind AuthenticationMiddleware: a session that ends here is nobody's for everything after."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = _told_by_cookie(request)
        revoked = found is not None and found.revoked_at is not None
        request.device = None if revoked else found  # type: ignore[attr-defined]
        if request.session.keys():
            _go_on_or_end(request, now=timezone.now())
        response = self.get_response(request)
        if revoked:
            response.headers[REVOKED_HEADER] = "revoked"
        if device_of(request) and request.user.is_authenticated:
            response.headers.setdefault(
                "Cache-Control", "no-store"
            )  # nobody goes back to what another one saw
        return response


def keep_token(response: HttpResponse, token: str) -> None:
    """Let the browser be this device from now on."""
    response.set_signed_cookie(
        COOKIE,
        token,
        salt=_SALT,
        max_age=_LONGEST,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def token_of(request: HttpRequest) -> str:
    """What the cookie says; empty where there is none, or one that we did not sign."""
    try:
        return str(request.get_signed_cookie(COOKIE, default="", salt=_SALT))
    except BadSignature:
        return ""


def _told_by_cookie(request: HttpRequest) -> Device | None:
    token = token_of(request) if COOKIE in request.COOKIES else ""
    found = _FOUND.rows(token=token_hash(token)) if token else []
    return found[0] if found else None


def _go_on_or_end(request: HttpRequest, *, now: datetime) -> None:
    session = request.session
    began_on = session.get(DEVICE_KEY)
    if began_on is None:
        return
    here = device_of(request)
    untouched = timedelta(seconds=now.timestamp() - session.get(TOUCHED_KEY, 0))
    if here is None or here.pk != began_on or untouched > locks_after(here) + _GRACE:
        logout(request)
    elif _is_a_touch(request) and untouched.total_seconds() > _STEP:
        session[TOUCHED_KEY] = int(now.timestamp())
        _note_seen(here, now=now)


def _is_a_touch(request: HttpRequest) -> bool:
    """A page somebody opened or sent. What scripts ask by themselves is none; they say so when somebody types."""
    by_itself = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    return not by_itself or AWAKE_HEADER in request.headers


def _note_seen(device: Device, *, now: datetime) -> None:
    if device.last_seen_at is None or now - device.last_seen_at > _SEEN:
        Device.objects.filter(pk=device.pk).update(last_seen_at=now)
