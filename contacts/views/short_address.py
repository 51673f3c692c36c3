"""The short address of a campaign, open to everybody who reads an advert: no sign-in, no cookie, no script.

Opening it adds one to the number of its campaign that day, and leaves no other trace.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts.campaigns import campaign_with, count_visit, runs_on
from crm.company.models import Installation
from crm.company.presence import company_day

UNKNOWN, GONE = 404, 410


@login_not_required
@require_safe
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    today = company_day(timezone.now())
    campaign = campaign_with(code)
    if campaign is None:
        return _page(request, status=UNKNOWN)
    if not runs_on(campaign, today):
        return _page(request, status=GONE, over=True)
    if request.method == "GET" and not request.headers.get(
        "Sec-Purpose"
    ):  # nobody has seen what was only prefetched
        count_visit(campaign, day=today)
    return _page(request, status=200, code=code.upper())


def _page(request: HttpRequest, *, status: int, code: str = "", over: bool = False) -> HttpResponse:
    name, address = Installation.objects.values_list("company_name", "public_address").first() or ("", "")
    context = {"company": name or "Anklang", "reach": address, "code": code, "over": over}
    response = render(request, "public/campaign.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
