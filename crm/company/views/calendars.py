"""Einstellungen, Kalender: all calendars, one calendar as a year to check and print, its versions."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.company.calendar_changes import changes, week_minutes
from crm.company.calendar_confirming import confirm_year, confirmation_of, unconfirmed
from crm.company.calendar_days import years_from
from crm.company.calendar_forms import ConfirmForm, NewCalendarForm
from crm.company.calendar_spans import WEEKDAY_NAMES, written
from crm.company.calendar_versions import open_calendar
from crm.company.calendar_year import legend, year_of
from crm.company.calendars import newest_versions
from crm.company.models import Calendar, CalendarVersion, Site
from crm.company.presence import company_day
from crm.company.settings_access import administrator, look, settings_view
from crm.company.settings_pages import ADMIN
from crm.lib.acts import Outdated, Refused
from crm.lib.places import place_name


@require_safe
@settings_view()
def calendars(request: HttpRequest) -> HttpResponse:
    versions = (
        newest_versions()
        .select_related("calendar", "calendar__draft")
        .prefetch_related(Prefetch("calendar__sites", Site.objects.order_by("name")))
        .order_by("calendar__name")
    )
    rows = [
        {
            "version": version,
            "place": place_name(version.calendar.country, version.calendar.subdivision),
            "week_minutes": week_minutes(version.spans),
            "has_draft": hasattr(version.calendar, "draft"),
        }
        for version in versions
    ]
    waiting = unconfirmed(company_day(timezone.now()))
    return render(request, "company/calendars.html", look(request, rows=rows, waiting=waiting))


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def new_calendar(request: HttpRequest) -> HttpResponse:
    known = Calendar.objects.order_by("pk").first()
    initial = {"place": f"{known.country}-{known.subdivision}"} if known else {}
    form = NewCalendarForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            calendar = open_calendar(**form.cleaned_data, by=administrator(request), at=timezone.now())
        except Refused as refused:
            for field, texts in refused.messages.items():
                form.add_error(field or None, texts)
        else:
            return redirect("calendar_draft", calendar.pk)
    status = 400 if form.is_bound else 200
    return render(request, "company/calendar_new.html", look(request, form=form), status=status)


@require_safe
@settings_view()
def calendar(request: HttpRequest, calendar_id: int) -> HttpResponse:
    row = get_object_or_404(Calendar.objects.select_related("draft"), pk=calendar_id)
    version = _wanted_version(request, row)
    today = company_day(timezone.now())
    years = list(years_from(today))
    number = _number(request, "jahr")
    year = year_of(version.spans, version.holidays, number if number in years else years[0])
    newest = newest_versions().filter(calendar=row).values_list("number", flat=True)[0]
    context: dict[str, Any] = {
        "calendar": row,
        "place": place_name(row.country, row.subdivision),
        "sites": list(row.sites.order_by("name")),
        "version": version,
        "in_force": version.number == newest,
        "has_draft": hasattr(row, "draft"),
        "years": years,
        "year": year,
        "week": [(name, written(version.spans.get(day, []))) for day, name in WEEKDAY_NAMES.items()],
        "legend": legend(),
        "confirmation": confirmation_of(version, year.number),
        "asked": any(each.calendar == row and each.year == year.number for each in unconfirmed(today)),
    }
    return render(request, "company/calendar.html", look(request, **context))


@require_POST
@settings_view()
def confirm(request: HttpRequest, calendar_id: int) -> HttpResponse:
    row = get_object_or_404(Calendar, pk=calendar_id)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    year, seen = form.cleaned_data["year"], form.cleaned_data["version"]
    try:
        confirm_year(row, year, seen=seen, by=administrator(request), at=timezone.now())
    except Outdated:
        messages.error(
            request,
            _(
                "Inzwischen gilt eine neue Fassung. Bitte sehen Sie sich das Jahr noch einmal an, dann bestätigen."
            ),
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("%(year)s ist für „%(name)s“ bestätigt.") % {"year": year, "name": row.name}
        )
    return redirect(f"{reverse('calendar', args=[row.pk])}?jahr={year}")


@require_safe
@settings_view()
def versions(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Every version with what it changed, the newest first."""
    row = get_object_or_404(Calendar, pk=calendar_id)
    rows = list(row.versions.select_related("created_by").order_by("number"))
    told = [
        {"version": version, "changes": changes(before, version) if before else None}
        for before, version in zip([None, *rows], rows, strict=False)
    ]
    context = {"calendar": row, "versions": told[::-1], "newest": rows[-1].number if rows else 0}
    return render(request, "company/calendar_versions.html", look(request, **context))


def _wanted_version(request: HttpRequest, row: Calendar) -> CalendarVersion:
    """The version asked for, else the one in force."""
    rows = row.versions.select_related("created_by").order_by("-number")
    number = _number(request, "fassung")
    found = rows.filter(number=number).first() if number else rows.first()
    return found or get_object_or_404(rows[:1])


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0  # noqa: PLR2004
