"""Zielbild: seven rows on one screen, for everybody."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.asking import user_in
from crm.company.export_answers import as_file, exporter
from crm.dashboard.exporting import listed
from crm.dashboard.goal_row import row
from crm.dashboard.goals import goals_of
from crm.dashboard.headline import headline
from crm.dashboard.reading import read_for_many
from crm.dashboard.views.bar import bar_counted, bar_counts


@require_safe
def goals_page(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found = goals_of(read_for_many(now))
    context = {
        **bar_counts(bar_counted(user_in(request), now=now)),
        "now": now,
        "section": "goals",
        "headline": headline(found),
        "rows": [row(goal) for goal in found],
    }
    return render(request, "dashboard/goals.html", context)


@require_POST
def goals_as_file(request: HttpRequest) -> HttpResponseBase:
    """POST format=csv|xlsx: every figure, and the weeks behind it."""
    exporter(request)
    return as_file(request, listed(goals_of(read_for_many(timezone.now()))))
