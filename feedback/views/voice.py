"""One voice with its story: the words, who sorted it, what became of it, and what is still to be said."""

from typing import Any

from csp.decorators import csp
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from cases.asking import user_in, viewer_in
from cases.complaint_causes import carry_out, name_cause
from cases.downloading import download
from cases.models import Closure, ComplaintCause
from crm.company.models import User
from crm.company.permissions import Viewer, changes_case
from crm.lib.acts import Refused
from feedback.models import Feedback, IdeaWish, MessageFile, Sorting, VoiceKind
from feedback.praise_page import praised
from feedback.reading import readable_voices
from feedback.views.sorting import number_in, readable


@require_safe
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    said = readable(request, pk)
    context: dict[str, Any] = {
        "section": "voices",
        "now": now,
        "voice": said,
        "sortings": Sorting.objects.filter(voice=said, undone_at=None).select_related("by"),
    }
    if said.kind == VoiceKind.PRAISE:
        context |= _about_praise(said, user_in(request))
    elif said.kind == VoiceKind.COMPLAINT:
        context |= _about_complaint(said, viewer_in(request, now=now))
    elif said.kind == VoiceKind.WISH:
        context["wish"] = IdeaWish.objects.select_related("idea").filter(feedback=said).first()
    return render(request, "feedback/voice_page.html", context)


@require_safe
@cache_control(private=True, no_store=True)
@csp({"default-src": ["'none'"], "sandbox": True})  # type: ignore[arg-type]  # it passes arguments on
def message_file(request: HttpRequest, key: str) -> FileResponse:
    """A download and nothing else, for those who read the voice; what waits in quarantine is opened by nobody."""
    row = get_object_or_404(MessageFile, key=key, contact__isnull=False)
    voices = readable_voices(viewer_in(request, now=timezone.now()))
    if not voices.filter(contact=row.contact_id).exists():
        raise Http404
    return download(row)


@require_POST
def voice_cause(request: HttpRequest, pk: int) -> HttpResponse:
    """POST cause_kind= one of the list: one tap for a complaint that was solved at once."""
    said = readable(request, pk)
    closure = _closure_to_change(request, said)
    named = number_in(request.POST.get("cause_kind", ""))
    try:
        name_cause(closure.pk if closure else 0, named, by=user_in(request), at=timezone.now())
    except (Refused, Closure.DoesNotExist):
        messages.warning(request, _("Bitte wählen Sie eine Ursache aus der Liste."))
    else:
        messages.success(request, _("Die Ursache ist notiert."))
    return redirect("voice", said.pk)


@require_POST
def voice_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: what was to be changed is changed."""
    said = readable(request, pk)
    closure = _closure_to_change(request, said)
    try:
        carry_out(closure.pk if closure else 0, by=user_in(request), at=timezone.now())
    except (Refused, Closure.DoesNotExist):
        messages.warning(request, _("Zu dieser Beschwerde steht keine Maßnahme fest."))
    else:
        messages.success(request, _("Die Maßnahme ist umgesetzt."))
    return redirect("voice", said.pk)


def _about_praise(said: Feedback, user: User) -> dict[str, Any]:
    [told] = praised([said], user)
    have = {person.pk for person in told.people}
    return {"told": told, "people": User.objects.filter(is_active=True).exclude(pk__in=have)}


def _about_complaint(said: Feedback, viewer: Viewer) -> dict[str, Any]:
    closure = _closure(said)
    changes = _changes(said, viewer)
    asks = changes and closure is not None and closure.cause_kind_id is None
    causes = ComplaintCause.objects.filter(active=True) if asks else ComplaintCause.objects.none()
    return {"closure": closure, "causes": list(causes), "changes": changes}


def _closure(said: Feedback) -> Closure | None:
    rows = Closure.objects.filter(case=said.case_id, reopened_at=None, cancelled=False, merged_into=None)
    return rows.select_related("cause_kind", "by", "measure_done_by", "informed_by").first()


def _closure_to_change(request: HttpRequest, said: Feedback) -> Closure | None:
    """Raises PermissionDenied for those who may not change the case."""
    if said.case is not None and not _changes(said, viewer_in(request, now=timezone.now())):
        raise PermissionDenied
    return _closure(said) if said.kind == VoiceKind.COMPLAINT else None


def _changes(said: Feedback, viewer: Viewer) -> bool:
    case = said.case
    return case is not None and changes_case(viewer, owner_id=case.owner_id, team_id=case.team_id)
