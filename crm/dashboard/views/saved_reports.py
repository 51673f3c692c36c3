"""Keeping a page of figures under a name, dropping it, and bringing it back."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.asking import user_in
from crm.company.presence import company_day
from crm.dashboard.figures import filters, period
from crm.dashboard.figures.period import Kind, Period
from crm.dashboard.figures.subjects import SUBJECTS
from crm.dashboard.models import SavedReport
from crm.dashboard.saved_reports import bring_back, remove_report, save_report
from crm.lib.acts import NotAllowed, Refused


@require_POST
def report_save(request: HttpRequest, code: str) -> HttpResponse:
    """POST name=, shared= and the choice of the page. The address is written anew: only what the page knows is kept."""
    if code not in SUBJECTS:
        raise Http404
    now = timezone.now()
    today = company_day(now)
    when, _notice = period.chosen(request.POST, today=today)
    what, _other = filters.chosen(request.POST)
    page = f"{reverse('figures_of', args=[code])}?{_query(when.query, what.query)}"
    try:
        report = save_report(
            by=user_in(request),
            name=request.POST.get("name", ""),
            subject=code,
            query=_query(_rolling(when, today=today), what.query),
            shared="shared" in request.POST,
            at=now,
        )
    except Refused as refusal:
        messages.warning(request, str(refusal.messages["name"][0]))
        return redirect(page)
    told = _("Der Bericht „%(name)s“ steht jetzt auf der Seite Kennzahlen.")
    messages.success(request, told % {"name": report.name})
    return redirect(page)


@require_POST
def report_remove(request: HttpRequest, pk: int) -> HttpResponse:
    report = _seen(request, pk)
    try:
        remove_report(report, by=user_in(request), at=timezone.now())
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
    told = _("Der Bericht „%(name)s“ ist gelöscht.") % {"name": report.name}
    messages.success(request, told, extra_tags=reverse("figures_report_back", args=[report.pk]))
    return redirect("figures")


@require_POST
def report_back(request: HttpRequest, pk: int) -> HttpResponse:
    report = _seen(request, pk)
    try:
        bring_back(report, by=user_in(request))
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.warning(request, str(refusal.messages["name"][0]))
    else:
        messages.success(request, _("Der Bericht „%(name)s“ ist wieder da.") % {"name": report.name})
    return redirect("figures")


def _rolling(when: Period, *, today: date) -> str:
    """What runs today runs on: the month, whichever it will be then."""
    if when.kind is Kind.OWN or when.last < today:
        return when.query
    return f"zeitraum={when.kind}"


def _query(*parts: str) -> str:
    return "&".join(filter(None, parts))


def _seen(request: HttpRequest, pk: int) -> SavedReport:
    """What is for others is not there."""
    user = user_in(request)
    return get_object_or_404(SavedReport.objects.filter(Q(user=user) | Q(shared=True)), pk=pk)
