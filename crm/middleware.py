"""What every answer carries: the person's language, and a policy that switches off what we never use."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
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


class PermissionsPolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", UNUSED_BROWSER_FEATURES)
        return response
