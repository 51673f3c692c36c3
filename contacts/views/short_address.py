"""The short address of a campaign, open to everybody who reads an advert: no sign-in, no cookie, no script.

Opening it adds one to the number of its campaign that day, and leaves no other trace. Where too many are opened from
one place, or the database cannot count, it shows how to reach the company and nothing else: never an error.
"""

from contextlib import suppress
from datetime import date

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts.campaigns import campaign_with, count_visit, runs_on
from contacts.visit_limit import may_open
from crm.company.models import Installation
from crm.company.presence import company_day
from crm.lib.senders import network_address

UNKNOWN, GONE = 404, 410
logger = structlog.get_logger(__name__)


@login_not_required
@require_safe
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    now = timezone.now()
    # Nobody has seen what was only prefetched.
    counts = request.method == "GET" and not request.headers.get("Sec-Purpose")
    try:
        if counts and not may_open(_sender(request), key=settings.SECRET_KEY, at=now):
            return _page(request, status=200)
        return _opened(request, code, today=company_day(now), counts=counts)
    except DatabaseError:
        logger.warning("short_address_not_counted")
        return _page(request, status=200)


def _sender(request: HttpRequest) -> str:
    return network_address(request, proxies=settings.TRUSTED_PROXIES)


def _opened(request: HttpRequest, code: str, *, today: date, counts: bool) -> HttpResponse:
    campaign = campaign_with(code)
    if campaign is None:
        return _page(request, status=UNKNOWN, unknown=True)
    if not runs_on(campaign, today):
        return _page(request, status=GONE, over=True)
    if counts:
        count_visit(campaign, day=today)
    return _page(request, status=200, code=code.upper())


def _company() -> tuple[str, str]:
    with suppress(DatabaseError):
        return Installation.objects.values_list("company_name", "public_address").first() or ("", "")
    return "", ""


def _page(request: HttpRequest, *, status: int, code: str = "", **more: bool) -> HttpResponse:
    name, address = _company()
    context = {"company": name or "Anklang", "reach": address, "code": code, **more}
    response = render(request, "public/campaign.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
