"""Einstellungen, Vorgänge: how long one waits, and when an absence takes a case back to its team."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.case_rules import BOUNDS, case_rules, change_rules
from cases.forms import CaseRulesForm
from crm.company.settings_access import administrator, settings_form
from crm.company.settings_editing import edit


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def rules(request: HttpRequest) -> HttpResponse:
    row = case_rules()
    initial = {name: getattr(row, name) for name in BOUNDS}

    def act(typed: dict[str, Any]) -> object:
        return change_rules(typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        CaseRulesForm(request.POST or None, initial=initial),
        act,
        words=_("Gespeichert. Was schon wartet, behält sein Ende."),
        back=reverse("case_rules"),
        title=_("Warten und Abwesenheit"),
        intro=_(
            "Damit nichts liegen bleibt: wie lange ein Vorgang warten darf, und wann er zurück zum Team kommt."
        ),
        row=row if row.history.exists() else None,
        is_whole_page=True,
    )
