"""One goal opened: how it is counted, its weeks as a table, and the rows behind it. Never persons."""

from itertools import dropwhile
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.asking import user_in, viewer_in
from crm.company.permissions import keeps_data
from crm.dashboard.evidence import evidence
from crm.dashboard.goal import CODES, Goal
from crm.dashboard.goal_row import drawn, figure, measure_words, row, shown, signal, target_words
from crm.dashboard.goals import goal_of, own_goal_of
from crm.dashboard.models import OwnGoal
from crm.dashboard.own_goals import FIGURES
from crm.dashboard.reading import Reading, read_everything
from crm.dashboard.series import Points
from crm.dashboard.views.bar import bar_counts, bar_tallies


@require_safe
def goal_page(request: HttpRequest, code: str) -> HttpResponse:
    now = timezone.now()
    if code not in CODES:
        raise Http404
    reading = read_everything(now, beside=bar_tallies(user_in(request), now=now))
    viewer: Any = SimpleLazyObject(
        lambda: viewer_in(request, now=now)
    )  # not every goal has something to hide
    return _show(
        request,
        goal_of(reading, code),
        reading,
        evidence=evidence(code, reading=reading, viewer=viewer),
        evidence_template=f"dashboard/evidence/{code}.html",
    )


@require_safe
def own_goal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A further goal of the company; also one that is over, as long as its address is known."""
    row = get_object_or_404(OwnGoal, pk=pk)
    now = timezone.now()
    reading = read_everything(now, beside=bar_tallies(user_in(request), now=now))
    return _show(request, own_goal_of(reading, row), reading, own=row, subject=FIGURES[row.figure].subject)


def _show(request: HttpRequest, goal: Goal, reading: Reading, **more: Any) -> HttpResponse:
    context = {
        **bar_counts(reading.counted),
        "now": reading.now,
        "section": "goals",
        "keeps_data": keeps_data(user_in(request)),
        "goal": goal,
        "row": row(goal),
        "figure": figure(goal),
        "target": target_words(goal, goal.target),
        "chart": _chart(goal),
        "measures": [(measure, measure_words(measure)) for measure in goal.measures],
        "weeks": [(day, shown(value, goal.unit)) for day, value in reversed(_since_the_first(goal.trend))],
        **more,
    }
    return render(request, "dashboard/goal.html", context)


def _since_the_first(trend: Points) -> Points:
    """Without the weeks before anything was counted."""
    return tuple(dropwhile(lambda point: point[1] is None, trend))


def _chart(goal: Goal) -> dict[str, object] | None:
    if not any(value is not None for _day, value in goal.trend):
        return None
    usual = goal.usual
    unit = "per_thousand" if goal.unit == "count" else goal.unit  # a mean of counts has a fraction
    days = [date_format(day, _("j.n.")) for day, _value in goal.trend]
    return {
        "trend": drawn(goal, large=True),
        "upper": shown(usual.upper, unit) if usual else "",
        "mean": shown(usual.mean, unit) if usual else "",
        "lower": shown(usual.lower, unit) if usual else "",
        "first": days[0],
        "middle": days[len(days) // 2],
        "last": days[-1],
        "signal": signal(goal),
    }
