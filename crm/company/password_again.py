"""On a shared device administrative acts ask for the password again: six digits, or a card, are not enough for them.

Looking is for a quarter of an hour after the password was typed; a form opened in that time may be sent a little later.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from crm.company.shared_device import device_of
from crm.company.signing_in import follow_role, password_within

LOOKING: Final = timedelta(minutes=15)
SENDING: Final = timedelta(minutes=30)
ROOMS: Final = ("einstellungen/", "einrichten/", "datenschutz/", "kunden/einlesen/", "konto/password/")
"""Everything below these addresses."""
ACTS: Final = frozenset(
    {
        *(
            "my_device",
            "customer_file",
            "customer_erase",
            "customer_restrict",
            "customer_lift",
            "customer_look",
        ),
        *(
            "survey_new",
            "survey_edit",
            "survey_questions",
            "survey_preview",
            "survey_switch",
            "survey_exception",
        ),
    }
)
FILES: Final = "_as_file"
"""How the names of addresses end where lists are taken along."""
LOOKS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class PasswordAgainMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.keys():
            follow_role(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if device_of(request) is None or request.user.is_anonymous or not asks_password(request):
            return None
        limit = LOOKING if request.method in LOOKS else SENDING
        if password_within(request, limit, at=timezone.now()):
            return None
        address = f"{reverse('account_reauthenticate')}?{urlencode({'next': _back_to(request)})}"
        if "HX-Request" in request.headers:
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        return redirect(address)


def asks_password(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None:
        return False
    name = match.url_name or ""
    return match.route.startswith(ROOMS) or name in ACTS or name.endswith(FILES)


def _back_to(request: HttpRequest) -> str:
    """The page itself; of a form the page it was on."""
    if request.method in LOOKS and "HX-Request" not in request.headers:
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return urlsplit(referer).path
    return reverse("home")
