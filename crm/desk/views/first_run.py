"""Einrichten: an empty Anklang is led to its first contact, step by step; each is saved and can be come back to."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required, login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases.kits import KITS
from cases.settings_forms import KitForm
from cases.starting import lay_out
from crm.company.calendar_days import days_of
from crm.company.calendar_spans import written
from crm.company.first_code import nobody_is_here
from crm.company.models import Calendar, CalendarDraft, Role, Site, Team, User
from crm.company.settings_access import ADMIN, administrator, settings_view
from crm.company.settings_forms import TeamForm
from crm.company.settings_slips import Slip, show_slips
from crm.company.teams import save_team
from crm.desk.first_run import START, STEPS, begin, keep_hours, open_site, open_step, welcome
from crm.desk.first_run_forms import HoursForm, PeopleForm, RowsForm, SitesForm, StartForm
from crm.lib.acts import Refused

REFUSED = 400
Made = TypeVar("Made")


@login_not_required
def first_run(request: HttpRequest) -> HttpResponse:
    """While nobody is here: who sets it up, and for whom. Later it leads on to where one stopped."""
    return _start(request) if nobody_is_here() else _lead_on(request)


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def _start(request: HttpRequest) -> HttpResponse:
    form = StartForm(request.POST or None)
    if form.is_valid():
        try:
            user = begin(**form.cleaned_data, at=timezone.now())
        except Refused as refused:
            form.put(refused)
        else:
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            return _next()
    return _show(request, START.code, form=form, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def first_run_step(request: HttpRequest, step: str) -> HttpResponse:
    """One step; those that are done may be looked at again, those to come wait for the ones before them."""
    codes = [each.code for each in STEPS]
    if step not in VIEWS:
        raise Http404
    current = open_step()
    if not current:
        return redirect("settings")
    is_done_for_good = step == "kalender" and current != step
    if is_done_for_good or codes.index(step) > codes.index(current):
        return _next()
    return VIEWS[step](request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def _lead_on(_request: HttpRequest) -> HttpResponse:
    return _next()


def _next() -> HttpResponse:
    step = open_step()
    return redirect("first_run_step", step) if step else redirect("capture")


def _hours(request: HttpRequest) -> HttpResponse:
    draft = get_object_or_404(CalendarDraft.objects.select_related("calendar"))
    initial = {day: written(spans) for day, spans in draft.spans.items()}
    form = HoursForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            keep_hours(
                draft.calendar,
                form.week(),
                eves=form.cleaned_data["eves"],
                by=administrator(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.put(refused)
        else:
            return _next()
    year = timezone.localdate().year
    days = [day for each in (year, year + 1) for day in days_of(draft.holidays, each)]
    return _show(request, "kalender", form=form, days=days, status=REFUSED if form.errors else 200)


def _sites(request: HttpRequest) -> HttpResponse:
    form = SitesForm(
        request.POST or None, initial={} if Site.objects.exists() else {"name_1": _("Hauptsitz")}
    )
    if form.is_valid() and not form.filled() and not Site.objects.exists():
        form.add_error("name_1", _("Bitte nennen Sie mindestens einen Standort."))
    if form.is_valid():
        calendar, by, at = Calendar.objects.earliest("pk"), administrator(request), timezone.now()
        _each_row(form, lambda row: open_site(**row, calendar=calendar, by=by, at=at))
        if form.is_valid():
            return _next()
    return _show(request, "standorte", form=form, status=REFUSED if form.errors else 200)


def _people(request: HttpRequest) -> HttpResponse:
    boss = not User.objects.filter(role=Role.MANAGEMENT, is_active=True).exists()
    form = PeopleForm(request.POST or None, boss=boss)
    if form.is_valid() and boss and all(row["role"] != Role.MANAGEMENT for _number, row in form.filled()):
        form.add_error("last_name_1", _("Bitte nennen Sie mindestens eine Person aus der Geschäftsleitung."))
    if form.is_valid():
        by, at = administrator(request), timezone.now()
        slips = _each_row(form, lambda row: Slip(*welcome(**row, by=by, at=at)))
        if form.is_valid() and slips:
            step = "menschen" if "more" in request.POST else "teams"
            return show_slips(request, slips, back=reverse("first_run_step", args=[step]))
        if form.is_valid():
            return _next()
    people = list(User.objects.filter(is_active=True).order_by("pk"))
    return _show(request, "menschen", form=form, people=people, status=REFUSED if form.errors else 200)


@transaction.atomic
def _each_row(form: RowsForm, act: Callable[[dict[str, Any]], Made]) -> list[Made]:
    """All rows or none: one that is refused takes the others back, so that nothing is there twice."""
    made: list[Made] = []
    for number, row in form.filled():
        try:
            made.append(act(row))
        except Refused as refused:
            form.put_row(number, refused)
    if not form.is_valid():
        transaction.set_rollback(True)
    return made


def _teams(request: HttpRequest) -> HttpResponse:
    first = not Team.objects.exists()
    people = list(User.objects.filter(is_active=True).order_by("pk"))
    initial: dict[str, Any] = {}
    if first:
        leads = sorted(people, key=lambda user: user.role not in (Role.LEAD, Role.MANAGEMENT))
        initial = {"name": _("Zentrale"), "lead": leads[0].pk, "deputy": leads[-1].pk, "is_fallback": True}
        initial["members"] = [user.pk for user in people]
    form = TeamForm(request.POST or None, initial=initial, team=None)
    if form.is_valid():
        try:
            save_team(None, **form.cleaned_data, by=administrator(request), at=timezone.now())
        except Refused as refused:
            form.put(refused)
        else:
            return redirect("first_run_step", "teams") if "more" in request.POST else _next()
    teams = list(Team.objects.select_related("lead", "deputy"))
    return _show(request, "teams", form=form, teams=teams, status=REFUSED if form.errors else 200)


def _topics(request: HttpRequest) -> HttpResponse:
    form = KitForm(request.POST or None)
    if form.is_valid():
        try:
            lay_out(
                form.cleaned_data["kits"],
                team=form.cleaned_data["team"],
                by=administrator(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.put(refused)
        else:
            return render(request, "first_run/done.html", {"steps": STEPS})
    return _show(request, "anliegen", form=form, kits=KITS, status=REFUSED if form.errors else 200)


def _show(request: HttpRequest, step: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page of a step with the line of all steps above it."""
    codes = [each.code for each in STEPS]
    current = open_step() or codes[-1]
    told = {
        "steps": STEPS,
        "step": step,
        "number": codes.index(step) + 1,
        "done": codes[: codes.index(current)],
    }
    return render(request, f"first_run/{step}.html", told | context, status=status)


VIEWS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "kalender": _hours,
    "standorte": _sites,
    "menschen": _people,
    "teams": _teams,
    "anliegen": _topics,
}
