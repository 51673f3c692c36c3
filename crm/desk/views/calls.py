"""Calls on the screen: what rings here now, opening the caller in Erfassen, and putting the strip away."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from contacts.calls.callers import customers_with
from contacts.models import Call, Channel, Ring
from crm.company.company_facts import home_country
from crm.desk.forms import KNOWN, NEW
from crm.desk.ringing import ringing_calls, shown_number, strip, version
from crm.desk.views.signed_in import signed_in
from crm.lib import formats, phones

LONGEST = 60


@require_safe
@never_cache
def calls_ringing(request: HttpRequest) -> HttpResponse:
    """Nothing (204) as long as the page shows what rings; else the strip anew. One statement of its own, then."""
    calls = ringing_calls(request, signed_in(request), now=timezone.now())
    return HttpResponse(status=204) if request.GET.get("v", "") == version(calls) else _strip(request, calls)


@require_POST
def call_open(request: HttpRequest, pk: int) -> HttpResponse:
    """The caller in Erfassen; with `away` the strip only goes."""
    user, now = signed_in(request), timezone.now()
    call = get_object_or_404(Call, pk=pk)
    Ring.objects.update_or_create(call=call, user=user, defaults={"put_away_at": now})
    if "away" in request.POST:
        return _strip(request, ringing_calls(request, user, now=now))
    found = call.callers.filter(customer__standing="").order_by("pk").values_list("customer", flat=True)
    return redirect(capture_address(list(found), shown_number(call), call_id=call.pk))


@require_safe
def call_from(request: HttpRequest) -> HttpResponse:
    """GET ?nummer=: for telephone programs that open an address for each call. Leads to Erfassen, writes nothing."""
    said = request.GET.get("nummer", "")[:LONGEST]
    said = f"+{said.strip()}" if said.startswith(" ") else said.strip()  # a plus that nobody escaped
    read = phones.parse(said, home_country())
    found = [customer.pk for customer in customers_with(read.e164)]
    return redirect(capture_address(found, formats.phone(read.e164) if read.e164 else said))


def capture_address(customers: Sequence[int], number: str, *, call_id: int | None = None) -> str:
    """Erfassen by telephone: with the caller, with all it may be, or "Neu" with the number in its field."""
    said, number = {"channel": Channel.PHONE.value}, " ".join(number.split())
    if call_id is not None:
        said["call"] = str(call_id)
    if len(customers) == 1:
        said |= {"who": KNOWN, "customer": str(customers[0])}
    elif customers:
        said |= {"q": number}
    elif number:
        said |= {"who": NEW, "q": number}
    return f"{reverse('capture')}?{urlencode(said)}"


def _strip(request: HttpRequest, calls: list[Call]) -> HttpResponse:
    context = {"calls": strip(calls), "calls_version": version(calls)}
    return render(request, "desk/calls/ringing.html", context)
