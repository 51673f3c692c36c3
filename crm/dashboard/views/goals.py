"""Zielbild: seven rows on one screen, for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.asking import user_in
from crm.company.export_answers import as_file, exporter
from crm.company.shared_device import device_of
from crm.dashboard.exporting import listed
from crm.dashboard.goal import CODES
from crm.dashboard.goal_row import row
from crm.dashboard.goals import goals_of
from crm.dashboard.headline import headline
from crm.dashboard.reading import read_for_many
from crm.dashboard.views.bar import bar_counted, bar_counts


@require_safe
def goals_page(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found = goals_of(read_for_many(now))
    rows = [row(goal) for goal in found]
    context = {
        **bar_counts(bar_counted(user_in(request), now=now)),
        "now": now,
        "section": "goals",
        "headline": headline(found),
        "rows": rows[: len(CODES)],
        "own_rows": rows[len(CODES) :],
    }
    return render(request, "dashboard/goals.html", context)


@login_not_required
@never_cache
def goals_wall(request: HttpRequest) -> HttpResponse:
    """The Zielbild for a screen on the wall: for everybody who is signed in, and for a device of the company on which
    nobody is. It holds no person's doing, and asks for itself anew.
    """
    if not request.user.is_authenticated and device_of(request) is None:
        return redirect_to_login(request.get_full_path())
    return _wall(request)


@require_safe
def _wall(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found = goals_of(read_for_many(now))
    context = {"now": now, "headline": headline(found), "rows": [row(goal) for goal in found]}
    return render(request, "dashboard/wall.html", context)


@require_POST
def goals_as_file(request: HttpRequest) -> HttpResponseBase:
    """POST format=csv|xlsx: every figure, and the weeks behind it."""
    exporter(request)
    return as_file(request, listed(goals_of(read_for_many(timezone.now()))))
