"""What every answer carries: the person's language, and a policy that switches off what we never use."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

UNUSED_BROWSER_FEATURES = (
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
)


class PersonLanguageMiddleware:
    """Signed-in people read in the language they chose; everybody else in German."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", "de") if request.session.keys() else "de"
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class OwnPasswordMiddleware:
    """Whoever came in with a start password chooses their own before anything else: two people know this one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        until = getattr(request.user, "start_password_until", None) if request.session.keys() else None
        change = reverse("account_change_password")
        if until is None or request.path in (
            change,
            reverse("account_logout"),
            reverse("account_reauthenticate"),
        ):
            return self.get_response(request)
        return redirect(change)


class PermissionsPolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", UNUSED_BROWSER_FEATURES)
        return response
