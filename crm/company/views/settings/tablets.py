"""Einstellungen, Tablets im Netz: how a tablet comes to Anklang, encrypted, and what to do when it is not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.company.network import network
from crm.company.settings_access import look, settings_view


@require_safe
@settings_view()
def tablets(request: HttpRequest) -> HttpResponse:
    found = network(timezone.now())
    return render(request, "settings/tablets.html", look(request, network=found, secure=request.is_secure()))
