"""Teams: who answers for topics together, who leads them, and which one takes what belongs to nobody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.company.models import Team
from crm.company.settings_access import administrator, settings_form, settings_view
from crm.company.settings_editing import Line, do, edit, show_list
from crm.company.settings_forms import TeamForm
from crm.company.teams import save_team, use_again


@require_safe
@settings_view()
def teams(request: HttpRequest) -> HttpResponse:
    rows = list(Team.objects.select_related("site", "lead", "deputy").order_by("-active", "name"))
    used = sum(team.active for team in rows)
    lines = [
        Line(
            title=_("%(team)s (Zentrale)") % {"team": team.name}
            if team.is_fallback and team.name != _("Zentrale")
            else team.name,
            url=reverse("settings_team", args=[team.pk]),
            detail=_("%(site)s · Leitung %(lead)s, Stellvertretung %(deputy)s")
            % {"site": team.site, "lead": team.lead, "deputy": team.deputy},
            off=not team.active,
        )
        for team in rows
    ]
    return show_list(
        request,
        lines,
        title=ngettext("%(count)d Team", "%(count)d Teams", used) % {"count": used},
        intro=_(
            "Jedes Team hat eine Leitung und eine Stellvertretung. So findet eine Eskalation immer jemanden."
        ),
        new=reverse("settings_team_new"),
        new_words=_("Team bilden"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def team(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(Team.objects.select_related("lead", "deputy"), pk=pk) if pk is not None else None
    initial: dict[str, Any] = {}
    if row is not None:
        initial = {name: getattr(row, f"{name}_id") for name in ("site", "lead", "deputy")}
        members = [user.pk for user in row.members.all()]
        initial |= {"name": row.name, "is_fallback": row.is_fallback, "members": members}

    def act(typed: dict[str, Any]) -> object:
        return save_team(row, **typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        TeamForm(request.POST or None, initial=initial, team=row),
        act,
        words=_("Gespeichert."),
        back=reverse("settings_teams"),
        title=row.name if row else _("Neues Team"),
        row=row,
        template="settings/team.html",
    )


@require_POST
@settings_view()
def team_again(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Team.objects.select_related("lead", "deputy"), pk=pk)
    return do(
        request,
        lambda: use_again(row, by=administrator(request), at=timezone.now()),
        words=_("Das Team ist wieder in Gebrauch."),
        back=reverse("settings_team", args=[pk]),
    )
