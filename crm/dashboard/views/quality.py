"""Stammdaten, Güte: how complete and right the data of all customers are, over time, by source and by site."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.company.models import User
from crm.company.permissions import keeps_data
from crm.company.presence import company_day
from crm.dashboard.quality_figures import read_quality
from crm.lib.charts import CHART, trend


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    if not keeps_data(cast(User, request.user)):
        raise PermissionDenied
    shown = read_quality(today=company_day(timezone.now()))
    values = [None if share is None else 100 * share for _end, share in shown.weeks]
    known = [value for value in values if value is not None]
    context = {
        "tab": "figures",
        "section": "master_data",
        "quality": shown,
        "chart": trend(values, frame=CHART) if len(known) > 1 else None,
        "weeks": shown.weeks[::-1],
    }
    return render(request, "dashboard/quality.html", context)
