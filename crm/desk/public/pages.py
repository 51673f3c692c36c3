"""How every page for everybody is answered: no cookie, kept by nobody, found by no search, in the asked language."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from feedback.public_look import about_company

View = Callable[..., HttpResponse]


def for_everybody(*methods: str) -> Callable[[View], View]:
    """A page that needs nobody signed in. Its own signed key stands where a cookie would, so none can be forged."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store, private"
            response["X-Robots-Tag"] = "noindex, nofollow"
            response["Referrer-Policy"] = "no-referrer"
            return response

        return login_not_required(csrf_exempt(require_http_methods(["GET", "HEAD", *methods])(guarded)))

    return decorate


def public_page(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"public/{name}.html", about_company(request) | context, status=status)


def shown_inside(response: HttpResponse, origins: Sequence[str]) -> HttpResponse:
    """`response` as these origins may show it inside their own pages. Nobody may show any other page of ours."""
    if not origins:
        return response
    response.xframe_options_exempt = True
    csp_replace({"frame-ancestors": list(origins)})(lambda _request: response)(HttpRequest())
    return response
