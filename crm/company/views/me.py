"""Meine Einstellungen: my language, my quiet hours, how I hear of things, my telephone, and who is away."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crm.company.absences import cancel_absence, coming_absences, people_to_plan_for, plan_absence
from crm.company.forms import AbsenceForm, NoticeForm, PersonalForm, TelephoneForm
from crm.company.models import Absence, User
from crm.company.permissions import Viewer, viewer_of
from crm.company.presence import company_day
from crm.lib.acts import NotAllowed, Refused
from crm.lib.history import save_as

Choices = TypeVar("Choices", NoticeForm, TelephoneForm)


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
def save_me(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    form = PersonalForm(request.POST)
    if not form.is_valid():
        return _page(request, personal=form, status=400)
    for field, value in form.cleaned_data.items():
        setattr(user, field, value)
    save_as(user, by=user, at=timezone.now(), update_fields=list(form.cleaned_data))
    with translation.override(user.language):
        messages.success(request, _("Gespeichert."))
    return redirect("me")


@require_POST
def save_notices(request: HttpRequest) -> HttpResponse:
    """The choice of each kind of notice; escalations are not among them."""
    return _choices_saved(request, NoticeForm, lambda form: _page(request, notices=form, status=400))


@require_POST
def save_telephone(request: HttpRequest) -> HttpResponse:
    return _choices_saved(request, TelephoneForm, lambda form: _page(request, telephone=form, status=400))


def _choices_saved(
    request: HttpRequest, kind: type[Choices], refused: Callable[[Choices], HttpResponse]
) -> HttpResponse:
    """What somebody chose about themselves; `refused` shows the form again."""
    user = _user(request)
    form = kind(request.POST, instance=User.objects.get(pk=user.pk))
    if not form.is_valid():
        return refused(form)
    save_as(form.save(commit=False), by=user, at=timezone.now(), update_fields=list(form.fields))
    messages.success(request, _("Gespeichert."))
    return redirect("me")


@require_POST
def add_absence(request: HttpRequest) -> HttpResponse:
    viewer = _viewer(request)
    form = AbsenceForm(request.POST, people=people_to_plan_for(viewer))
    if not form.is_valid():
        return _page(request, absence=form, status=400)
    try:
        plan_absence(by=viewer, at=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        for field, texts in refused.messages.items():
            form.add_error(field or None, texts)
        return _page(request, absence=form, status=400)
    messages.success(request, _("Eingetragen. Eskalationen gehen in dieser Zeit an die Vertretung."))
    return redirect("me")


@require_POST
def remove_absence(request: HttpRequest, absence_id: int) -> HttpResponse:
    absence = get_object_or_404(Absence.objects.select_related("user"), pk=absence_id)
    try:
        cancel_absence(absence, by=_viewer(request))
    except NotAllowed:
        return HttpResponse(status=403)
    messages.success(request, _("Die Abwesenheit ist gestrichen."))
    return redirect("me")


def _page(
    request: HttpRequest,
    *,
    personal: PersonalForm | None = None,
    notices: NoticeForm | None = None,
    telephone: TelephoneForm | None = None,
    absence: AbsenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user, viewer, today = _user(request), _viewer(request), company_day(timezone.now())
    mine = {name: getattr(user, name) for name in PersonalForm.base_fields}
    context: dict[str, Any] = {
        "personal": personal or PersonalForm(initial=mine),
        "telephone": telephone or TelephoneForm(instance=user),
        "notices": notices or NoticeForm(instance=user),
        "absence": absence or AbsenceForm(people=people_to_plan_for(viewer), initial={"user": user.pk}),
        "absences": coming_absences(viewer, today=today),
        "section": "",
    }
    return render(request, "company/me.html", context, status=status)


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _viewer(request: HttpRequest) -> Viewer:
    return viewer_of(_user(request), today=company_day(timezone.now()))
