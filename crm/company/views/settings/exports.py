"""Einstellungen, Exporte: which lists left the house as files, who took them, and when."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.company.exporting import TITLES
from crm.company.models import ExportLog
from crm.company.settings_access import ADMIN, look, settings_view

PER_PAGE = 50


@require_safe
@settings_view(ADMIN)
def exports(request: HttpRequest) -> HttpResponse:
    page = Paginator(ExportLog.objects.select_related("by"), PER_PAGE).get_page(request.GET.get("page"))
    lines = [(log, TITLES[log.listed]) for log in page]
    return render(request, "settings/exports.html", look(request, page=page, lines=lines))
