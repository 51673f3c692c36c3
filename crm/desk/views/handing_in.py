"""POST /erfassen/nachreichen/ (`entries`: a JSON list): what a device recorded without a network comes in."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from crm.company.grants import BadGrant, Grant, Revoked, Unconfirmed, credited, read_grant
from crm.company.models import User
from crm.desk.capture import CaptureConflict
from crm.desk.forms import CaptureForm
from crm.desk.handing_in import AT_ONCE, Entry, State, Told, Unreadable, read_entry
from crm.desk.views.capture import conflict_words, field_of, record
from crm.lib.acts import Refused

log = structlog.get_logger(__name__)


@login_not_required
@csrf_exempt
@never_cache
@require_POST
def hand_in(request: HttpRequest) -> HttpResponse:
    """One answer for each entry. The grant in the entry is the authority, no session; foreign pages are refused."""
    if not _from_our_own_page(request):
        raise PermissionDenied
    try:
        sent = json.loads(request.POST["entries"])
    except (ValueError, KeyError):
        return HttpResponseBadRequest()
    if not isinstance(sent, list) or len(sent) > AT_ONCE:
        return HttpResponseBadRequest()
    now = timezone.now()
    return JsonResponse({"entries": [_told(said, now=now).plain() for said in sent]})


def _from_our_own_page(request: HttpRequest) -> bool:
    """Browsers say where a request comes from, and no page can make them say otherwise."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    own = f"{request.scheme}://{request.get_host()}"
    return urlsplit(origin).scheme != "" and origin in (own, *settings.CSRF_TRUSTED_ORIGINS)


def _told(said: Any, *, now: datetime) -> Told:
    try:
        entry = read_entry(said)
    except Unreadable:
        name = str(said.get("id", "")) if isinstance(said, dict) else ""
        return Told(id=name, state=State.REFUSED, messages={"": [_("Dieser Eintrag ist nicht lesbar.")]})
    try:
        return _handed_in(entry, read_grant(entry.grant), now=now)
    except (BadGrant, Unconfirmed):
        return Told(id=entry.id, state=State.UNCONFIRMED)
    except Revoked:
        return Told(id=entry.id, state=State.REVOKED)
    except Exception:  # one entry that we cannot take must not keep the others waiting
        log.exception("handed_in_entry_failed")
        return Told(id=entry.id, state=State.FAILED)


def _handed_in(entry: Entry, grant: Grant, *, now: datetime) -> Told:
    form = CaptureForm(entry.fields)
    form.full_clean()
    recorded_at = form.cleaned_data.get("recorded_at") or now
    user = credited(grant, recorded_at=recorded_at, confirmed=entry.confirmed, at=now)
    with translation.override(user.language):
        return _recorded(entry, form, grant, user=user, now=now)


def _recorded(entry: Entry, form: CaptureForm, grant: Grant, *, user: User, now: datetime) -> Told:
    if not form.is_valid():
        return _refused(entry, form)
    wanted = form.capture(site_id=grant.site_id, now=now)
    try:
        captured = record(wanted, form.heard(), call_id=form.cleaned_data["call"], user=user, now=now)
    except Refused as refusal:
        for name, messages in refusal.messages.items():
            form.add_error(field_of(name), messages)
        return _refused(entry, form)
    except CaptureConflict:
        return Told(id=entry.id, state=State.CONFLICT, messages={"": [conflict_words()]})
    return Told(id=entry.id, state=State.SAVED, warnings=captured.warnings)


def _refused(entry: Entry, form: CaptureForm) -> Told:
    messages = {
        "" if name == "__all__" else name: [str(each) for each in texts]
        for name, texts in form.errors.items()
    }
    return Told(id=entry.id, state=State.REFUSED, messages=messages)
