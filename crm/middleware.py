"""What every answer carries: the person's language, and a policy that switches off what we never use."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

UNUSED_BROWSER_FEATURES = (
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
)


class PersonLanguageMiddleware:
    """Signed-in people read in the language they chose; everybody else in the one of the address (`?sprache=en`) or
    of their browser, and without a word in German.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        theirs = getattr(request.user, "language", "") if request.session.keys() else ""
        language = theirs or _asked_for(request)
        with translation.override(language):
            response = self.get_response(request)
        if not theirs:
            patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", language)
        return response


class OwnPasswordMiddleware:
    """Whoever came in with a start password chooses their own before anything else: two people know this one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        until = getattr(request.user, "start_password_until", None) if request.session.keys() else None
        if until is None:
            return self.get_response(request)
        change = reverse("account_change_password")
        if request.path in (
            change,
            reverse("account_logout"),
            reverse("account_reauthenticate"),
        ):
            return self.get_response(request)
        return redirect(change)


def _asked_for(request: HttpRequest) -> str:
    named = request.GET.get("sprache", "")
    return named if named in dict(settings.LANGUAGES) else translation.get_language_from_request(request)


class PermissionsPolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", UNUSED_BROWSER_FEATURES)
        return response
