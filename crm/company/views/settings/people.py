"""Menschen: who works with Anklang, in which role and team; invited with a start password that is shown once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.company.models import User
from crm.company.people import (
    PersonFacts,
    change_person,
    come_back,
    invite,
    new_start_password,
    proposed_username,
)
from crm.company.settings_access import administrator, settings_form, settings_view
from crm.company.settings_editing import REFUSED, Line, edit, say_no, show_form, show_list
from crm.company.settings_forms import PersonForm
from crm.company.settings_slips import Slip, show_slips
from crm.lib.acts import Refused

FACTS = (
    "first_name",
    "last_name",
    "username",
    "role",
    "email",
    "language",
    "extension",
    "has_customer_contact",
    "reduced_view",
)


@require_safe
@settings_view()
def people(request: HttpRequest) -> HttpResponse:
    rows = User.objects.select_related("site").prefetch_related("teams")
    rows = rows.order_by("-is_active", "last_name", "first_name")
    lines = [
        Line(title=str(user), url=_page_of(user), detail=_told(user), off=not user.is_active) for user in rows
    ]
    used = sum(not line.off for line in lines)
    return show_list(
        request,
        lines,
        title=ngettext(
            "%(count)d Mensch arbeitet mit Anklang", "%(count)d Menschen arbeiten mit Anklang", used
        )
        % {"count": used},
        intro=_(
            "Wer geht, wird nicht gelöscht: Die offenen Vorgänge gehen an andere, der Verlauf bleibt wahr."
        ),
        new=reverse("settings_person_new"),
        new_words=_("Jemanden einladen"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def person_new(request: HttpRequest) -> HttpResponse:
    """POST answers with the slip itself: its password is nowhere to be read again."""
    form = PersonForm(request.POST or None, user=None)
    back = reverse("settings_people")
    if request.method != "POST":
        return show_form(request, form, title=_("Jemanden einladen"), back=back)
    if form.is_valid():
        try:
            user, password = invite(
                _facts(form.cleaned_data),
                teams=form.cleaned_data["teams"],
                by=administrator(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.put(refused)
        else:
            return _slip(request, user, password)
    return show_form(request, form, title=_("Jemanden einladen"), back=back, status=REFUSED)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def person(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.select_related("badge").prefetch_related("teams"), pk=pk)
    initial = {name: getattr(user, name) for name in FACTS}
    initial |= {"site": user.site_id, "teams": [team.pk for team in user.teams.all()]}

    def act(typed: dict[str, Any]) -> object:
        return change_person(
            user, _facts(typed), teams=typed["teams"], by=administrator(request), at=timezone.now()
        )

    return edit(
        request,
        PersonForm(request.POST or None, initial=initial, user=user),
        act,
        words=_("Gespeichert."),
        back=reverse("settings_people"),
        title=str(user),
        row=user,
        template="settings/person.html",
        badge=hasattr(user, "badge"),
        now=timezone.now(),
    )


@require_POST
@settings_view()
def person_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new start password, for who forgot theirs."""
    user = get_object_or_404(User, pk=pk)
    try:
        password = new_start_password(user, by=administrator(request), at=timezone.now())
    except Refused as refused:
        say_no(request, refused)
        return redirect(_page_of(user))
    return _slip(request, user, password)


@require_POST
@settings_view()
def person_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who left works here again."""
    user = get_object_or_404(User, pk=pk)
    if user.is_active:
        return redirect(_page_of(user))
    return _slip(request, user, come_back(user, by=administrator(request), at=timezone.now()))


def _facts(typed: dict[str, Any]) -> PersonFacts:
    facts = {name: typed[name] for name in (*FACTS, "site")}
    facts["username"] = facts["username"] or proposed_username(typed["first_name"], typed["last_name"])
    return PersonFacts(**facts)


def _slip(request: HttpRequest, user: User, password: str) -> HttpResponse:
    return show_slips(request, [Slip(user, password)], back=reverse("settings_people"))


def _page_of(user: User) -> str:
    return reverse("settings_person", args=[user.pk])


def _told(user: User) -> str:
    teams = ", ".join(team.name for team in user.teams.all())
    parts = [user.get_role_display(), str(user.site or ""), teams]
    if user.is_active and user.start_password_until is not None:
        parts.append(_("hat sich noch nicht angemeldet"))
    return " · ".join(part for part in parts if part)
