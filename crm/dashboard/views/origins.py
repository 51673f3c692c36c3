"""Herkunft: what each source and campaign brought in a period, with the customers behind the numbers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.asking import user_in
from contacts.models import Campaign, Customer, Source
from crm.company.company_facts import home_currency
from crm.company.export_answers import as_file, exporter, narrowed
from crm.company.permissions import keeps_data
from crm.company.presence import company_day
from crm.dashboard import origin_export, origin_people
from crm.dashboard.origin_period import Period, chosen, offered
from crm.dashboard.origin_report import Report, of_campaign, of_source, whole
from crm.dashboard.origin_words import SHARE, columns, headline, told, without_empty
from crm.dashboard.views.bar import bar_counts, bar_tallies
from crm.lib.pages import Pages

View = Callable[..., HttpResponse]


def for_keepers(view: View) -> View:
    """Everybody but the counter: what a source costs and brings is no matter of the shop floor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not keeps_data(user_in(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return require_safe(guarded)


@for_keepers
def origins(request: HttpRequest) -> HttpResponse:
    """GET ?von=&bis=: all sources, coarse first."""
    period, asked = _asked(request)
    report = whole(period, **asked)
    return _show(request, report, title=headline(report), template="dashboard/origins.html")


@require_POST
def origins_as_file(request: HttpRequest) -> HttpResponseBase:
    """POST format=csv|xlsx, with the period in the address."""
    exporter(request)
    period, asked = _asked(request)
    listed = origin_export.listed(
        whole(period, **asked), currency=home_currency(), narrowed_by=narrowed(request)
    )
    return as_file(request, listed)


@for_keepers
def origin_source(request: HttpRequest, pk: int) -> HttpResponse:
    """One source: its finer ones, its campaigns, and who came by them. GET ?page= turns the customers."""
    source = get_object_or_404(Source.objects.select_related("parent"), pk=pk)
    period, asked = _asked(request)
    report = of_source(source, period, **asked)
    return _show(
        request, report, title=str(source), people=origin_people.of_source(source, period), source=source
    )


@for_keepers
def origin_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.select_related("source"), pk=pk)
    period, asked = _asked(request)
    report = of_campaign(campaign, period, **asked)
    return _show(
        request,
        report,
        title=campaign.name,
        people=origin_people.of_campaign(campaign, period),
        campaign=campaign,
    )


@for_keepers
def origin_unknown(request: HttpRequest) -> HttpResponse:
    """New customers of whom we do not know how they came."""
    period, _asked_beside = _asked(request)
    page = Pages(origin_people.without_source(period), origin_people.PER_PAGE)
    context = {"period": period, "page": page.get_page(request.GET.get("page")), "tab": "origins"}
    return render(request, "dashboard/origin_unknown.html", context | {"section": "master_data"})


def _asked(request: HttpRequest) -> tuple[Period, dict[str, Any]]:
    now = timezone.now()
    today = company_day(now)
    return chosen(request.GET, today=today), {
        "today": today,
        "beside": bar_tallies(user_in(request), now=now),
    }


def _show(
    request: HttpRequest,
    report: Report,
    *,
    title: str,
    people: QuerySet[Customer] | None = None,
    template: str = "dashboard/origin.html",
    **more: Any,
) -> HttpResponse:
    now = timezone.now()
    currency = home_currency()
    everything = [report.total, *report.lines, *report.campaigns]
    total, *others = without_empty([told(line, report, currency) for line in everything])
    rows = [(line, words, _url(line.row)) for line, words in zip(everything[1:], others, strict=True)]
    context: dict[str, Any] = {
        **bar_counts(report.beside),
        "now": now,
        "section": "master_data",
        "tab": "origins",
        "title": title,
        "report": report,
        "period": report.period,
        "periods": offered(company_day(now)),
        "columns": [label for label, _value in total.cells],
        "share_of_all": columns()[SHARE],
        "total": total,
        "lines": rows[: len(report.lines)],
        "campaigns": rows[len(report.lines) :],
        **more,
    }
    if people is not None:
        pages = Pages(people, origin_people.PER_PAGE)
        context["page"] = pages.get_page(request.GET.get("page"))
    return render(request, template, context)


def _url(row: Source | Campaign) -> str:
    name = "origin_source" if isinstance(row, Source) else "origin_campaign"
    return reverse(name, args=[row.pk])
