"""Which shared device a request comes from, told by a signed cookie that no script can read.

`request.device` is that device, or None. A session that began on a device lives there only: it ends with the next
request once the device was revoked or when it comes from elsewhere. A browser whose device was revoked is told so in
the header `Anklang-Device`, and forgets what it keeps about customers.
"""

import hashlib
import secrets
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.core.signing import BadSignature
from django.db.models import CharField
from django.http import HttpRequest, HttpResponse

from crm.company.models import Device
from crm.lib.kept import Kept

COOKIE: Final = "device"
DEVICE_KEY: Final = "device"
"""Where a session keeps the device it began on."""
REVOKED_HEADER: Final = "Anklang-Device"
_SALT: Final = "crm.company.shared_device"
_LONGEST: Final = (
    400 * 24 * 60 * 60
)  # seconds; browsers keep no cookie longer. Each visit of the lock screen begins anew
_FOUND: Final = Kept(
    lambda *, token: Device.objects.select_related("site").filter(token_hash=token), token=CharField()
)


def device_of(request: HttpRequest) -> Device | None:
    """The shared device that a request comes from; None for every other browser."""
    found: Device | None = getattr(request, "device", None)
    return found


class DeviceMiddleware:
    """Stands behind AuthenticationMiddleware: a session that ends here is nobody's for everything after."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = _told_by_cookie(request)
        revoked = found is not None and found.revoked_at is not None
        request.device = None if revoked else found  # type: ignore[attr-defined]
        if _ended(request):
            logout(request)
        response = self.get_response(request)
        if revoked:
            response.headers[REVOKED_HEADER] = "revoked"
        return response


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


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


def _ended(request: HttpRequest) -> bool:
    if not request.session.keys():
        return False
    began_on = request.session.get(DEVICE_KEY)
    here = device_of(request)
    return began_on is not None and (here is None or here.pk != began_on)
