"""Zielbild: seven rows on one screen, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.asking import user_in
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
