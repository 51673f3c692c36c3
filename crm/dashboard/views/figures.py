"""Kennzahlen: every subject on a page of its own; period and filter stand in the address. For everybody."""

from urllib.parse import parse_qsl

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_POST, require_safe

from cases.asking import user_in
from crm.company.export_answers import as_file, exporter, narrowed
from crm.company.presence import company_day
from crm.dashboard.figures import choice, filters, overview, period
from crm.dashboard.figures.directory import read_directory
from crm.dashboard.figures.drawing import drawn
from crm.dashboard.figures.exporting import listed
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.menu import SHORT
from crm.dashboard.figures.period import Period
from crm.dashboard.figures.reach import within_reach
from crm.dashboard.figures.sentences import sentence
from crm.dashboard.figures.subjects import SUBJECTS
from crm.dashboard.saved_reports import removes, reports_for
from crm.dashboard.views.bar import bar_counted, bar_counts


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """GET ?zeitraum=&von=&bis=: one line for each subject, and the pages that were kept."""
    now = timezone.now()
    user, today = user_in(request), company_day(now)
    when, _nothing, notices = _asked(request)
    lines = overview.overview(when, now=now)
    context = {
        **bar_counts(bar_counted(user, now=now)),
        **choice.periods(when, Filters(), today=today),
        "now": now,
        "section": "goals",
        "subjects": _subjects(),
        "lines": lines,
        "sentence": overview.sentence(lines),
        "reports": [(each, removes(user, each)) for each in reports_for(user)],
        "notices": notices,
    }
    return render(request, "dashboard/figures/overview.html", context)


@require_safe
def figures_of(request: HttpRequest, code: str) -> HttpResponse:
    """GET ?zeitraum=&von=&bis=&kanal=&anliegen=&standort=&tabellen=: one subject. `nur` is what the form sends."""
    now = timezone.now()
    if code not in SUBJECTS:
        raise Http404
    if "nur" in request.GET:
        return redirect(f"{request.path}?{_plain(request.GET)}")
    when, what, notices = _asked(request)
    known = read_directory()
    subject = within_reach(SUBJECTS[code](when, what, now, known), user_in(request))
    if what.dimension:
        notices += subject.notes[:1]  # what becomes of the filter here stands first
    context = {
        **bar_counts(bar_counted(user_in(request), now=now)),
        **choice.periods(when, what, today=company_day(now)),
        **choice.narrowing(what, known),
        "now": now,
        "section": "goals",
        "subjects": _subjects(),
        "subject": subject,
        "sentence": sentence(subject),
        "known": {
            "before": any(each.before for each in subject.headlines),
            "year_ago": any(each.year_ago for each in subject.headlines),
        },
        "since": known.since,
        "drawn": [drawn(block) for block in subject.blocks],
        "notices": notices,
        "tables": "tabellen" in request.GET,
    }
    return render(request, "dashboard/figures/subject.html", context)


@require_POST
def figures_as_file(request: HttpRequest, code: str) -> HttpResponseBase:
    """POST format=csv|xlsx, with period and filter in the address: every number of the page with its comparison."""
    exporter(request)
    if code not in SUBJECTS:
        raise Http404
    when, what, _notices = _asked(request)
    subject = SUBJECTS[code](when, what, timezone.now())
    return as_file(request, listed(subject, when, narrowed_by=narrowed(request)))


def _subjects() -> list[tuple[str, str | Promise]]:
    return [(code, label) for code, label in SHORT.items() if code in SUBJECTS]


def _asked(request: HttpRequest) -> tuple[Period, Filters, list[str]]:
    """Period and filter of the address, and in plain words what of it could not be."""
    when, first = period.chosen(request.GET, today=company_day(timezone.now()))
    what, second = filters.chosen(request.GET)
    return when, what, [each for each in (first, second) if each]


def _plain(typed: QueryDict) -> str:
    """The address with the filter that was chosen, as every link writes it."""
    query = typed.copy()
    for name in ("nur", *filters.ONE_AT_A_TIME):
        query.pop(name, None)
    for name, value in parse_qsl(typed.get("nur", "")):
        if name in filters.ONE_AT_A_TIME:
            query[name] = value
    return query.urlencode()
