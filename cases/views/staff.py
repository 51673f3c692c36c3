"""Settings that touch open cases: somebody stops working here, a team is given up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cases.disbanding import disband
from cases.leaving import leave, open_cases_of
from crm.company.models import Team, User
from crm.company.settings_access import ADMIN, administrator, settings_view
from crm.company.settings_editing import REFUSED, do, show_form
from crm.company.settings_forms import LeavingForm
from crm.lib.acts import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def person_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """GET says what will happen to the open cases, POST hands them over and closes the account."""
    user = get_object_or_404(User, pk=pk)
    back = reverse("settings_person", args=[pk])
    form = LeavingForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        successor = form.cleaned_data["successor"]
        try:
            handed = leave(user, successor=successor, by=administrator(request), at=timezone.now())
        except Refused as refused:
            form.put(refused)
        else:
            _say(request, user, handed)
            return redirect("settings_people")
    count = open_cases_of(user)
    words = ngettext(
        "%(name)s ist für %(count)d offenen Vorgang zuständig.",
        "%(name)s ist für %(count)d offene Vorgänge zuständig.",
        count,
    )
    return show_form(
        request,
        form,
        title=_("%(name)s arbeitet nicht mehr hier") % {"name": user},
        intro=words % {"name": user, "count": count},
        back=back,
        status=REFUSED if form.errors else 200,
        template="settings/leave.html",
    )


@require_POST
@settings_view()
def team_disband(request: HttpRequest, pk: int) -> HttpResponse:
    team = get_object_or_404(Team, pk=pk)
    return do(
        request,
        lambda: disband(team, by=administrator(request), at=timezone.now()),
        words=_("Das Team ist aufgelöst."),
        back=reverse("settings_team", args=[pk]),
    )


def _say(request: HttpRequest, user: User, handed: int) -> None:
    words = ngettext(
        "Das Konto von %(name)s ist geschlossen, %(count)d Vorgang ist übergeben.",
        "Das Konto von %(name)s ist geschlossen, %(count)d Vorgänge sind übergeben.",
        handed,
    )
    messages.success(request, words % {"name": user, "count": handed})
