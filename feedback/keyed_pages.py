"""What the pages share that everybody may open who has the link.

The key in the address is the only authority, so there is no cookie that could be forged across sites, and the pages
work without one and without scripts.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from crm.company.models import Installation

UNKNOWN: Final = 404
View = Callable[[HttpRequest, str], HttpResponse]


def by_key(view: View) -> View:
    """A page whose address is its key: kept by nobody, found by no search, told to no other site."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return login_not_required(csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(guarded)))


def public_page(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """One of the templates under public/, with the company's name and where the other language is."""
    name_of, address = Installation.objects.values_list("company_name", "public_address").first() or ("", "")
    about = {"company": name_of or "Anklang", "company_address": address}
    about["in_language"] = in_language(request)
    return render(request, f"public/{name}.html", about | context, status=status)


def in_language(request: HttpRequest) -> str:
    """What an address carries on, where the other language was chosen."""
    named = request.GET.get("sprache", "")
    return f"?sprache={named}" if named in dict(settings.LANGUAGES) else ""
