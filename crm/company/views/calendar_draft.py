"""Einstellungen, Kalender: the draft of the next version, its preview, and the act that puts it in force."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.company import calendar_drafts as drafts
from crm.company.calendar_changes import week_minutes
from crm.company.calendar_days import CalendarDay, days_of, missing_observances, years_from
from crm.company.calendar_forms import (
    DayForm,
    EvesForm,
    ForceForm,
    ObservancesForm,
    OwnDaysForm,
    PlaceForm,
    WeekForm,
    YearForm,
    zones,
)
from crm.company.calendar_spans import WEEKDAY_NAMES, written
from crm.company.calendar_versions import check_draft, draft_changes, put_in_force
from crm.company.models import Calendar, CalendarDraft, DayKind
from crm.company.presence import company_day
from crm.company.settings_access import administrator, look, settings_view
from crm.company.settings_pages import ADMIN
from crm.lib.acts import Outdated, Refused


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def draft(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """The draft; sending begins one."""
    calendar = get_object_or_404(Calendar, pk=calendar_id)
    if request.method == "POST":
        drafts.start_draft(calendar, by=administrator(request), at=timezone.now())
        return redirect("calendar_draft", calendar_id)
    return _page(request, calendar)


@require_POST
@settings_view()
def set_place(request: HttpRequest, calendar_id: int) -> HttpResponse:
    return _change(request, calendar_id, PlaceForm(request.POST), drafts.set_place, "ort")


@require_POST
@settings_view()
def set_week(request: HttpRequest, calendar_id: int) -> HttpResponse:
    def act(calendar: Calendar, *, by: Any, at: Any, **texts: str) -> None:
        drafts.set_week(calendar, texts, by=by, at=at)

    return _change(request, calendar_id, WeekForm(request.POST), act, "woche")


@require_POST
@settings_view()
def add_public_days(request: HttpRequest, calendar_id: int) -> HttpResponse:
    return _change(request, calendar_id, YearForm(request.POST), drafts.add_public_days, "tage")


@require_POST
@settings_view()
def add_observances(request: HttpRequest, calendar_id: int) -> HttpResponse:
    calendar = get_object_or_404(Calendar.objects.select_related("draft"), pk=calendar_id)
    row = CalendarDraft.objects.filter(calendar=calendar).first()
    form = _observances(row, request.POST) if row else ObservancesForm(request.POST, offered=[])
    return _change(request, calendar_id, form, drafts.add_observances, "zusaetze")


@require_POST
@settings_view()
def shorten_eves(request: HttpRequest, calendar_id: int) -> HttpResponse:
    def act(calendar: Calendar, *, until: Any, **more: Any) -> None:
        drafts.shorten_eves(calendar, until=f"{until:%H:%M}" if until else "", **more)

    return _change(request, calendar_id, EvesForm(request.POST), act, "zusaetze")


@require_POST
@settings_view()
def add_own_days(request: HttpRequest, calendar_id: int) -> HttpResponse:
    return _change(request, calendar_id, OwnDaysForm(request.POST), drafts.add_own_days, "eigene")


@require_POST
@settings_view()
def remove_day(request: HttpRequest, calendar_id: int) -> HttpResponse:
    def act(calendar: Calendar, *, on: Any, **more: Any) -> None:
        drafts.remove_day(calendar, on.isoformat(), **more)

    return _change(request, calendar_id, DayForm(request.POST), act, "tage")


@require_POST
@settings_view()
def discard(request: HttpRequest, calendar_id: int) -> HttpResponse:
    drafts.discard_draft(get_object_or_404(Calendar, pk=calendar_id))
    messages.success(request, _("Der Entwurf ist verworfen. Es gilt weiter, was galt."))
    return redirect("calendar", calendar_id)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def preview(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """What would change; sending puts it in force."""
    calendar = get_object_or_404(Calendar, pk=calendar_id)
    form = ForceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen, reason = form.cleaned_data["revision"], form.cleaned_data["reason"]
        by = administrator(request)
        try:
            version = put_in_force(calendar, seen=seen, reason=reason, by=by, at=timezone.now())
        except CalendarDraft.DoesNotExist:
            return _gone(request, calendar)
        except Outdated:
            form.add_error(
                None, _("Der Entwurf hat sich geändert. Bitte sehen Sie sich an, was er jetzt ändert.")
            )
        except Refused as refused:
            form.add_error(None, [text for texts in refused.messages.values() for text in texts])
        else:
            messages.success(
                request,
                _("Fassung %(number)s gilt ab jetzt für neue Fristen.") % {"number": version.number},
            )
            return redirect("calendar", calendar_id)
    return _preview_page(request, calendar, form)


def _preview_page(request: HttpRequest, calendar: Calendar, form: ForceForm) -> HttpResponse:
    row = (
        CalendarDraft.objects.select_related("calendar", "based_on", "changed_by")
        .filter(calendar=calendar)
        .first()
    )
    if row is None:
        return _gone(request, calendar)
    today = company_day(timezone.now())
    wrong: list[str] = []
    try:
        check_draft(row, today=today)
    except Refused as refused:
        wrong = [text for texts in refused.messages.values() for text in texts]
    context = {
        "calendar": calendar,
        "draft": row,
        "changes": draft_changes(row),
        "wrong": wrong,
        "without_days": [year for year in years_from(today) if not _public(row, year)],
        "revision": row.revision,
        "form": form,
    }
    status = 400 if form.is_bound else 200
    return render(request, "company/calendar_preview.html", look(request, **context), status=status)


def _change(
    request: HttpRequest, calendar_id: int, form: Form, act: Callable[..., None], section: str
) -> HttpResponse:
    """Do one thing to the draft; a refusal comes back with what was typed."""
    calendar = get_object_or_404(Calendar, pk=calendar_id)
    if form.is_valid():
        try:
            act(calendar, **form.cleaned_data, by=administrator(request), at=timezone.now())
        except CalendarDraft.DoesNotExist:
            return _gone(request, calendar)
        except Refused as refused:
            for field, texts in refused.messages.items():
                form.add_error(field or None, texts)
        else:
            return redirect(f"{reverse('calendar_draft', args=[calendar_id])}#{section}")
    return _page(request, calendar, form)


def _page(request: HttpRequest, calendar: Calendar, bound: Form | None = None) -> HttpResponse:
    row = (
        CalendarDraft.objects.select_related("calendar", "based_on", "changed_by")
        .filter(calendar=calendar)
        .first()
    )
    if row is None:
        return _gone(request, calendar)
    years = years_from(company_day(timezone.now()))
    initial = {"name": row.name, "place": f"{row.country}-{row.subdivision}", "time_zone": row.time_zone}
    hours = {day: written(row.spans[day]) for day in WEEKDAY_NAMES if row.spans.get(day)}
    forms: dict[str, Form] = {
        "place": PlaceForm(initial=initial),
        "week": WeekForm(initial=hours),
        "observances": _observances(row),
        "eves": EvesForm(),
        "own": OwnDaysForm(),
    }
    for name, form in forms.items():
        if type(form) is type(bound) and bound is not None:
            forms[name] = bound
    context: dict[str, Any] = {
        "calendar": calendar,
        "draft": row,
        "changes": draft_changes(row),
        "week_minutes": week_minutes(row.spans),
        "years": [(year, days_of(row.holidays, year), _public(row, year)) for year in years],
        "zones": zones(),
        **{f"{name}_form": form for name, form in forms.items()},
    }
    status = 200 if bound is None else 400
    return render(request, "company/calendar_draft.html", look(request, **context), status=status)


def _observances(row: CalendarDraft, data: Any = None) -> ObservancesForm:
    years = years_from(company_day(timezone.now()))
    offered = missing_observances(row.holidays, row.country, row.subdivision, years)
    return ObservancesForm(data, offered=offered)


def _public(row: CalendarDraft, year: int) -> list[CalendarDay]:
    return [day for day in days_of(row.holidays, year) if day.kind == DayKind.PUBLIC]


def _gone(request: HttpRequest, calendar: Calendar) -> HttpResponse:
    """Somebody put the draft in force or dropped it."""
    if request.method == "POST":
        messages.error(request, _("Diesen Entwurf gibt es nicht mehr. Bitte beginnen Sie einen neuen."))
    return redirect("calendar", calendar.pk)
