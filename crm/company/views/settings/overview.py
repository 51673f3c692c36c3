"""Einstellungen: the overview of everything that can be set up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.company.settings_access import settings_view


@require_safe
@settings_view()
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "settings/overview.html")
