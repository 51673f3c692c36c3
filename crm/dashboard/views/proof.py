"""Beweis: whether the ten promises hold, for everybody; what each count found, for management and administration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.asking import user_in
from crm.company.permissions import oversees
from crm.dashboard.proof_page import evidence
from crm.outbox.heartbeat import pulses


@require_safe
def proof_page(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {"now": now, "section": "goals", "evidence": evidence()}
    if oversees(user_in(request)):
        context |= {"pulses": pulses(now), "pings": bool(settings.PING_URL)}
    return render(request, "dashboard/proof.html", context)
