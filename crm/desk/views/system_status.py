"""Systemstatus: one page that says whether somebody must do something."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.company.settings_access import settings_view
from crm.desk.system_status import system_status


@require_safe
@settings_view()
def status(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    return render(request, "settings/status.html", {"status": system_status(now), "now": now})
