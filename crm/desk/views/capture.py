"""Erfassen: opening the screen, its steps for those without JavaScript, and saving."""

from contextlib import nullcontext
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.confirming import confirm
from contacts.models import Customer
from crm.company.models import User
from crm.desk.answering import Heard, note_heard
from crm.desk.calling import may_be_called, settle_call
from crm.desk.capture import Capture, CaptureConflict, Captured, capture
from crm.desk.forms import KNOWN, NAMELESS, NEW, CaptureForm, fresh_ids
from crm.desk.place import place_of
from crm.desk.views.screen import Typed, number_in, saved_entry, screen, started, typed_in
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import Refused

WARNINGS = "capture_warnings"
CONFLICT = 422
CONFIRM = "confirm"
ADVICE = "answers"


@require_http_methods(["GET", "HEAD", "POST"])
def capture_page(request: HttpRequest) -> HttpResponse:
    """GET opens a fresh screen. POST saves it, or takes one step of searching and choosing."""
    user, now = signed_in(request), timezone.now()
    if request.method != "POST":
        return _open(request, user, now)
    if "step" in request.POST or "choose" in request.POST:
        return _step(request, user, now)
    return _save(request, user, now)


def _open(request: HttpRequest, user: User, now: datetime) -> HttpResponse:
    more: dict[str, Any] = {}
    if WARNINGS in request.session:
        more["warnings"] = request.session.pop(WARNINGS)
    if "gespeichert" in request.GET:
        more["saved"] = saved_entry(request.GET, "gespeichert", user=user, now=now)
    elif "zurueckgenommen" in request.GET:
        more["undone"] = saved_entry(request.GET, "zurueckgenommen", user=user, now=now)
    return screen(
        request, started(request.GET, place=place_of(request, user), now=now), user=user, now=now, **more
    )


def _step(request: HttpRequest, user: User, now: datetime) -> HttpResponse:
    """Search, choose, "Neu", "Ohne Namen": the same screen, one step further, with everything typed kept."""
    typed, step = typed_in(request.POST), request.POST.get("step", "")
    if step == CONFIRM:
        return _confirm(request, user, now, typed)
    if step == ADVICE:
        return screen(request, typed, user=user, now=now, voices=request.POST.getlist("voice"))
    if "choose" in request.POST:
        typed |= {"who": KNOWN, "customer": request.POST["choose"]}
    else:
        typed |= {"who": step if step in (NEW, NAMELESS) else "", "customer": ""}
    voices = request.POST.getlist("voice")
    return screen(request, typed, user=user, now=now, voices=voices, all_hits=step == "all")


def _confirm(request: HttpRequest, user: User, now: datetime, typed: Typed) -> HttpResponse:
    """ "Stimmt alles" where the page has no JavaScript: everything typed stays."""
    customer = Customer.objects.filter(pk=number_in(typed["customer"]) or 0).first()
    if customer is not None:
        confirm(customer, by=user, at=now)
    return screen(request, typed, user=user, now=now, voices=request.POST.getlist("voice"))


def _save(request: HttpRequest, user: User, now: datetime) -> HttpResponse:
    form = CaptureForm(request.POST)
    if not form.is_valid():
        return _refused(request, user, now, form)
    wanted = form.capture(site_id=place_of(request, user).site_id, now=now)
    try:
        captured = record(wanted, form.heard(), call_id=form.cleaned_data["call"], user=user, now=now)
    except Refused as refusal:
        for field, messages in refusal.messages.items():
            form.add_error(field_of(field), messages)
        return _refused(request, user, now, form)
    except CaptureConflict:
        form.add_error(None, conflict_words())
        return _refused(request, user, now, form, status=CONFLICT, ids=fresh_ids())
    if captured.warnings:
        request.session[WARNINGS] = captured.warnings
    return HttpResponseRedirect(f"{reverse('capture')}?{urlencode({'gespeichert': wanted.client_id})}")


def record(wanted: Capture, heard: Heard, *, call_id: int | None, user: User, now: datetime) -> Captured:
    """The capture, what was heard beside it and the call it was on, in one transaction."""
    on_a_call = may_be_called(wanted.channel, user, call_id)
    with transaction.atomic() if heard or on_a_call else nullcontext():
        captured = capture(wanted, by=user, received_at=now)
        contact = captured.contact
        if captured.created and heard and contact.customer is not None:
            captured.warnings.extend(note_heard(contact.customer, heard, by=user, at=contact.recorded_at))
        if captured.created and on_a_call:
            settle_call(contact, by=user, call_id=call_id, at=now)
    return captured


def _refused(
    request: HttpRequest,
    user: User,
    now: datetime,
    form: CaptureForm,
    *,
    status: int = 400,
    ids: Typed | None = None,
) -> HttpResponse:
    """Nothing was saved, nothing is lost: the same screen with what to do, in the order of the screen."""
    typed = typed_in(request.POST) | (ids or {})
    errors = [
        (field, str(message)) for field in ["__all__", *form.fields] for message in form.errors.get(field, [])
    ]
    voices = request.POST.getlist("voice")
    return screen(request, typed, user=user, now=now, voices=voices, status=status, errors=errors, form=form)


def field_of(name: str) -> str | None:
    """Where on the screen the domain's word for a field is shown; None: above the whole."""
    name = {"customer": "who", "new_customer": "new_last_name"}.get(name, name)
    if name in CaptureForm.base_fields:
        return name
    return f"new_{name}" if f"new_{name}" in CaptureForm.base_fields else None


def conflict_words() -> str:
    return _(
        "Der erste Versand ist angekommen und gespeichert. Was Sie danach geändert haben, noch nicht: "
        "Speichern Sie noch einmal, dann wird daraus ein zweiter Eintrag."
    )
