"""Einstellungen: the overview of everything that can be set up, and what waits for the administration."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.company.calendar_confirming import unconfirmed
from crm.company.presence import company_day
from crm.company.settings_access import look, settings_view


@require_safe
@settings_view()
def overview(request: HttpRequest) -> HttpResponse:
    waiting = unconfirmed(company_day(timezone.now()))
    return render(request, "settings/overview.html", look(request, waiting=waiting))
