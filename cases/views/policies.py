"""Einstellungen, Fristen: the rules in order, what each says, its versions, and changing them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.models import Policy
from cases.moving import KIND
from cases.moving_preview import still_behind
from cases.policy_changing import add_policy, change_policy, move_policy, newest_version, switch_policy
from cases.policy_forms import LadderSet, PolicyForm, initial_of, ladder_sets, terms_from
from cases.policy_list import editions, lines
from cases.policy_terms import USUAL_LADDERS, terms_of
from crm.company.settings_access import administrator, look, settings_view
from crm.company.settings_pages import ADMIN
from crm.lib.acts import Refused
from crm.outbox.models import Job

REFUSED = 400
MOVES_SHOWN = 5


@require_safe
@settings_view()
def policies(request: HttpRequest) -> HttpResponse:
    told = lines()
    movable = [line.policy.pk for line in told if line.policy.active and not line.policy.catch_all]
    context = look(
        request,
        first=movable[0] if movable else None,
        last=movable[-1] if movable else None,
        active=[line for line in told if line.policy.active],
        off=[line for line in told if not line.policy.active],
        behind=still_behind(),
        moves=Job.objects.filter(kind=KIND).select_related("started_by")[:MOVES_SHOWN],
        caught=any(line.policy.catch_all for line in told),
    )
    return render(request, "cases/policies/list.html", context)


@require_safe
@settings_view()
def policy(request: HttpRequest, policy_id: int) -> HttpResponse:
    found = get_object_or_404(Policy, pk=policy_id)
    context = look(request, policy=found, editions=editions(found))
    return render(request, "cases/policies/policy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def policy_new(request: HttpRequest) -> HttpResponse:
    catch_all = not Policy.objects.filter(catch_all=True).exists()
    if request.method != "POST":
        name = _("Alles andere") if catch_all else ""
        form = PolicyForm(initial={"number": 0, "name": name}, catch_all=catch_all)
        return _form(request, form, ladder_sets(ladders=USUAL_LADDERS), catch_all=catch_all)
    more = request.POST.get("more", "")
    form, sets = PolicyForm(request.POST, catch_all=catch_all), ladder_sets(request.POST, more=more)
    if more or not _is_valid(form, sets):
        return _form(request, form, sets, catch_all=catch_all, status=200 if more else REFUSED)
    try:
        version = add_policy(
            terms_from(form, sets), catch_all=catch_all, by=administrator(request), at=timezone.now()
        )
    except Refused as refused:
        _put(refused, form, sets)
        return _form(request, form, sets, catch_all=catch_all, status=REFUSED)
    messages.success(request, _("Die Regel „%(name)s“ gilt ab jetzt.") % {"name": version.policy.name})
    return redirect("policy", version.policy_id)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def policy_edit(request: HttpRequest, policy_id: int) -> HttpResponse:
    found = get_object_or_404(Policy, pk=policy_id)
    newest = newest_version(found)
    terms = terms_of(newest)
    initial = initial_of(newest, terms)
    known: dict[str, Any] = {"catch_all": found.catch_all, "policy": found}
    if request.method != "POST":
        form = PolicyForm(initial=initial, catch_all=found.catch_all)
        return _form(request, form, ladder_sets(ladders=terms.ladders), **known)
    more = request.POST.get("more", "")
    form = PolicyForm(request.POST, initial=initial, catch_all=found.catch_all)
    sets = ladder_sets(request.POST, more=more)
    if more or not _is_valid(form, sets):
        return _form(request, form, sets, status=200 if more else REFUSED, **known)
    try:
        version = change_policy(
            found.pk,
            terms_from(form, sets),
            expected_number=form.cleaned_data["number"],
            reason=form.cleaned_data["reason"],
            by=administrator(request),
            at=timezone.now(),
        )
    except Refused as refused:
        _put(refused, form, sets)
        return _form(request, form, sets, status=REFUSED, seen=newest.number, **known)
    if version is None:
        messages.success(request, _("Nichts geändert: Es bleibt bei Fassung %(n)d.") % {"n": newest.number})
    else:
        said = _("Gespeichert. Fassung %(n)d gilt ab jetzt für neue Fristen.") % {"n": version.number}
        messages.success(request, said)
    return redirect("policy", found.pk)


@require_POST
@settings_view(ADMIN)
def policy_order(request: HttpRequest, policy_id: int) -> HttpResponse:
    """POST to=up|down."""
    get_object_or_404(Policy, pk=policy_id)
    up = request.POST.get("to") == "up"
    try:
        move_policy(policy_id, up=up, by=administrator(request), at=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("policies")


@require_POST
@settings_view(ADMIN)
def policy_switch(request: HttpRequest, policy_id: int) -> HttpResponse:
    """POST active=1 switches on, anything else off."""
    get_object_or_404(Policy, pk=policy_id)
    active = request.POST.get("active") == "1"
    try:
        changed = switch_policy(policy_id, active=active, by=administrator(request), at=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("policy", policy_id)
    words = {"name": changed.name}
    said = (
        _("Die Regel „%(name)s“ gilt wieder.")
        if active
        else _("Die Regel „%(name)s“ gilt für keinen neuen Vorgang mehr. Was läuft, läuft weiter.")
    )
    messages.success(request, said % words)
    return redirect("policy", policy_id)


def _is_valid(form: PolicyForm, sets: list[LadderSet]) -> bool:
    return all([form.is_valid(), *(each.is_valid() for each in sets)])


def _put(refused: Refused, form: PolicyForm, sets: list[LadderSet]) -> None:
    form.put(refused.messages)
    for each in sets:
        each.wrong = tuple(refused.messages.get(f"ladders.{each.kind}", ()))


def _form(
    request: HttpRequest,
    form: PolicyForm,
    sets: list[LadderSet],
    *,
    catch_all: bool,
    policy: Policy | None = None,
    status: int = 200,
    seen: int | None = None,
) -> HttpResponse:
    """`seen`: the newest version, now that the person was told of it."""
    context = look(
        request,
        form=form,
        sets=sets,
        catch_all=catch_all,
        policy=policy,
        seen=seen,
        refused=status == REFUSED,
    )
    return render(request, "cases/policies/edit.html", context, status=status)
