"""Firma: name, address for customers, country, and the quiet hours that new people begin with."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.company.company_facts import CHANGED, change_company
from crm.company.models import Installation
from crm.company.settings_access import administrator, settings_form
from crm.company.settings_editing import edit
from crm.company.settings_forms import CompanyForm


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def company(request: HttpRequest) -> HttpResponse:
    row = Installation.objects.first() or Installation()
    initial = {name: getattr(row, name) for name in CHANGED}

    def act(typed: dict[str, Any]) -> object:
        return change_company(**typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        CompanyForm(request.POST or None, initial=initial),
        act,
        words=_("Gespeichert."),
        back=reverse("settings_company"),
        title=_("Firma"),
        row=row if row.history.exists() else None,
        is_whole_page=True,
    )
