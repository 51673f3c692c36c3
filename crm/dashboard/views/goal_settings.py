"""Einstellungen, Ziele: the targets of the seven, further goals, and who looks after which."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from crm.company.settings_access import administrator, settings_form, settings_view
from crm.company.settings_editing import Line, edit, show_list
from crm.dashboard.forms import GoalForm, OwnGoalForm
from crm.dashboard.goal import Goal
from crm.dashboard.goal_choices import MOST_OWN, save_own_goal, settle_goal
from crm.dashboard.goal_row import target_words
from crm.dashboard.goals import goal_of, goals_of, own_goal_of
from crm.dashboard.models import GOALS, GoalChoice, OwnGoal
from crm.dashboard.reading import read_for_many


@require_safe
@settings_view()
def settings_goals(request: HttpRequest) -> HttpResponse:
    reading = read_for_many(timezone.now())
    over = [own_goal_of(reading, row) for row in OwnGoal.objects.filter(ended_on__isnull=False)]
    found = goals_of(reading)
    lines = [_line(goal) for goal in found] + [_line(goal, off=True) for goal in over]
    full = sum(1 for goal in found if goal.own) >= MOST_OWN
    return show_list(
        request,
        lines,
        title=_("Was nehmen Sie sich vor?"),
        intro=_(
            "Die sieben Ziele der Vision bleiben. Hier steht, welcher Wert für Ihre Firma gilt, was Sie sich "
            "darüber hinaus vornehmen, und wer danach sieht."
        ),
        new="" if full else reverse("settings_own_goal_new"),
        new_words=_("Eigenes Ziel hinzufügen"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def settings_goal(request: HttpRequest, code: str) -> HttpResponse:
    """One of the seven: another target than the vision's, with its reason, and who looks after it."""
    if code not in GOALS:
        raise Http404
    goal = goal_of(read_for_many(timezone.now()), code)
    row = GoalChoice.objects.filter(code=code).first()
    vision = target_words(goal, goal.target if goal.vision_target is None else goal.vision_target)
    initial = {"target": row.target, "keeper": row.keeper_id} if row else {}
    form = GoalForm(request.POST or None, initial=initial, vision=vision)

    def act(typed: dict[str, Any]) -> object:
        return settle_goal(code, **typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        form,
        act,
        words=_("Gespeichert."),
        back=reverse("settings_goals"),
        row=row,
        title=str(goal.title),
        intro=_("„%(words)s“") % {"words": goal.vision},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def settings_own_goal(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(OwnGoal, pk=pk) if pk is not None else None
    form = OwnGoalForm(request.POST or None, initial=_initial(row))

    def act(typed: dict[str, Any]) -> object:
        return save_own_goal(row, **typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        form,
        act,
        words=_("Gespeichert."),
        back=reverse("settings_goals"),
        row=row,
        title=str(row) if row else _("Neues eigenes Ziel"),
    )


def _initial(row: OwnGoal | None) -> dict[str, Any]:
    if row is None:
        return {}
    columns = ("title", "sentence", "figure", "target", "at_most")
    return {column: getattr(row, column) for column in columns} | {
        "keeper": row.keeper_id,
        "active": row.ended_on is None,
    }


def _line(goal: Goal, *, off: bool = False) -> Line:
    """ "Ziel 90 %, die Vision sagt 95 %. Jana Kern sieht danach." """
    told = [_("Ziel %(target)s") % {"target": target_words(goal, goal.target)}]
    if goal.vision_target is not None:
        told.append(_("die Vision sagt %(target)s") % {"target": target_words(goal, goal.vision_target)})
    told.append(
        _("%(name)s sieht danach") % {"name": goal.keeper} if goal.keeper else _("noch sieht niemand danach")
    )
    url = (
        reverse("settings_own_goal", args=[goal.own])
        if goal.own
        else reverse("settings_goal", args=[goal.code])
    )
    return Line(title=str(goal.title), url=url, detail=" · ".join(told), off=off)
