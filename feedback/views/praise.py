"""Lob für Sie: read it, be glad with others, pass a praise on to those it belongs to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cases.asking import user_in, viewer_in
from crm.company.models import User
from crm.lib.acts import Refused
from feedback.models import PraiseDelivery
from feedback.praise_page import confidential_praise, praise_for
from feedback.praising import cheer, pass_on, seen
from feedback.views.sorting import number_in, readable


@require_safe
def praise(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    viewer, user = viewer_in(request, now=now), user_in(request)
    mine, ours = praise_for(viewer, user, now=now)
    hidden = confidential_praise(viewer, user, now=now)
    context = {
        "section": "voices",
        "now": now,
        "mine": mine,
        "ours": ours,
        "hidden": hidden,
        "new": sum(each.is_new for each in mine) + sum(each.seen_at is None for each in hidden),
    }
    return render(request, "feedback/praise.html", context)


@require_POST
def praise_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose praise it is may say so without reading the matter; everybody else must read it."""
    user = user_in(request)
    if not PraiseDelivery.objects.filter(voice=pk, to=user).exists():
        readable(request, pk)
    seen(pk, by=user, at=timezone.now())
    return redirect("praise")


@require_POST
def praise_cheer(request: HttpRequest, pk: int) -> HttpResponse:
    """POST also zurueck= the page it was tapped on."""
    voice = readable(request, pk)
    try:
        cheer(voice, by=user_in(request), at=timezone.now())
    except Refused as refusal:
        _warn(request, refusal)
    back = request.POST.get("zurueck", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return redirect(back)
    return redirect("praise")


@require_POST
def praise_pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """POST an= the people, by their number."""
    voice = readable(request, pk)
    named = [number_in(each) for each in request.POST.getlist("an")]
    people = list(User.objects.filter(pk__in=named, is_active=True))
    try:
        given = pass_on(voice, people, by=user_in(request), at=timezone.now())
    except Refused as refusal:
        _warn(request, refusal)
    else:
        words = ngettext("Eine Person hat das Lob jetzt.", "%(n)s Personen haben das Lob jetzt.", given)
        messages.success(request, words % {"n": given} if given else _("Sie hatten es schon alle."))
    return redirect("voice", voice.pk)


def _warn(request: HttpRequest, refusal: Refused) -> None:
    messages.warning(request, " ".join(text for texts in refusal.messages.values() for text in texts))
