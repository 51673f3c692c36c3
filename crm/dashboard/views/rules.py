"""Einstellungen, Regeln der Stammdaten: which count and how much, what a change would do, and who changed it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.models import RuleChoice
from contacts.rule import Rule
from contacts.rule_choices import Effect, choose_rules, current, effect, running_pass
from contacts.rule_counts import Counts
from contacts.rules import RULES
from crm.company.settings_access import administrator, look, settings_view
from crm.dashboard.forms import RulesForm
from crm.dashboard.rule_figures import newest_counts
from crm.lib.acts import Refused
from crm.outbox.jobs import RUNNING

REFUSED = 400
HISTORY = 12


@dataclass(frozen=True, kw_only=True)
class Line:
    """A rule with its field, and how many customers it finds of those it applies to; None while nobody has counted."""

    rule: Rule
    field: BoundField
    broken: int | None
    applies: int | None


@dataclass(frozen=True, kw_only=True)
class Past:
    """One choice of the past: weight 0 is off."""

    label: Any
    at: datetime
    by: str
    weight: int
    why: str


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def rules(request: HttpRequest) -> HttpResponse:
    """POST shows the effect; with save= it takes the choice over."""
    if request.method != "POST":
        return _show(request, RulesForm(weights=current()))
    form = RulesForm(request.POST, weights=current())
    if not form.is_valid():
        return _show(request, form, status=REFUSED)
    if "save" not in request.POST:
        return _show(request, form, preview=True)
    try:
        by, now = administrator(request), timezone.now()
        job = choose_rules(form.weights(), by=by, at=now, reason=form.cleaned_data["why"])
    except Refused as refused:
        form.put(refused)
        return _show(request, form, status=REFUSED)
    said = (
        _("Gespeichert. Die Mängel werden im Hintergrund angepasst.") if job else _("Es bleibt, wie es ist.")
    )
    messages.success(request, said)
    return redirect("settings_rules")


def _show(request: HttpRequest, form: RulesForm, *, preview: bool = False, status: int = 200) -> HttpResponse:
    counted = newest_counts()
    counts = counted[0] if counted else None
    job = running_pass()
    context = look(
        request,
        form=form,
        lines=_lines(form, counts),
        counted_on=counted[1] if counted else None,
        is_counted=counts is not None,
        effect=effect(form.weights(), counts or Counts()) if preview else None,
        job=job if job and job.state in RUNNING else None,
        past=_past(),
    )
    context |= _shares(context["effect"])
    return render(request, "dashboard/rules.html", context, status=status)


def _lines(form: RulesForm, counts: Counts | None) -> list[Line]:
    return [
        Line(
            rule=rule,
            field=form[code],
            broken=counts.broken.get(code, 0) if counts else None,
            applies=counts.applies.get(code, 0) if counts else None,
        )
        for code, rule in RULES.items()
    ]


def _shares(shown: Effect | None) -> dict[str, float | None]:
    """The scores before and after, 0 to 1; None without any customer."""
    halves = {"share_before": shown.before, "share_after": shown.after} if shown else {}
    return {name: kept / whole if whole else None for name, (kept, whole) in halves.items()}


def _past() -> list[Past]:
    """The newest choices, in one statement."""
    entries = RuleChoice.history.select_related("history_user").order_by("-history_date", "-history_id")
    return [
        Past(
            label=RULES[entry.code].label if entry.code in RULES else entry.code,
            at=entry.history_date,
            by=str(entry.history_user) if entry.history_user else _("Anklang"),
            weight=entry.weight if entry.active else 0,
            why=entry.history_change_reason or "",
        )
        for entry in entries[:HISTORY]
    ]
