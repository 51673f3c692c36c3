"""Stimmen: what customers said about us, in their words; and a wish put to an idea."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.asking import user_in, viewer_in
from crm.company.export_answers import as_file, exporter, narrowed
from crm.lib.acts import Refused
from crm.lib.pages import Pages
from feedback.exporting import voices_listed
from feedback.forms import NEW, WishForm
from feedback.idea_suggestions import likest_ideas
from feedback.ideas import new_idea, put_to_idea
from feedback.models import Feedback, Idea, VoiceKind
from feedback.reading import readable_voices
from feedback.voice_list import Wanted, lately, voices_for

A_PAGE = 30
IDEAS_OFFERED = 100
LONGEST_QUERY = 200
REFUSED = 400


@require_safe
def voices(request: HttpRequest) -> HttpResponse:
    """GET ?art=praise|complaint|wish, ?q= words, K-number or #number, ?ohne=1 wishes without an idea."""
    now = timezone.now()
    viewer = viewer_in(request, now=now)
    wanted = _wanted(request)
    page = Pages(voices_for(viewer, wanted), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "now": now,
        "section": "voices",
        "headline": lately(now),
        "wanted": wanted,
        "tabs": [("", _("Alle")), *VoiceKind.choices],
        "page": page,
    }
    return render(request, "feedback/voices.html", context)


@require_POST
def voices_as_file(request: HttpRequest) -> HttpResponseBase:
    """POST format=csv|xlsx, with the filters in the address."""
    exporter(request)
    viewer = viewer_in(request, now=timezone.now())
    told = narrowed(request, words=("q",))
    return as_file(request, voices_listed(viewer, _wanted(request), narrowed_by=told))


def _wanted(request: HttpRequest) -> Wanted:
    return Wanted(
        kind=request.GET.get("art", ""),
        words=request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY],
        loose=request.GET.get("ohne") == "1",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def wish_idea(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    viewer = viewer_in(request, now=now)
    wishes = readable_voices(viewer).filter(kind=VoiceKind.WISH)
    wish = wishes.select_related("contact__customer", "idea_wish__idea").filter(pk=pk).first()
    if wish is None:
        raise Http404
    newest = list(Idea.objects.order_by("-created_at", "-pk")[:IDEAS_OFFERED])
    ideas = likest_ideas(wish, newest, viewer)
    if request.method != "POST":
        chosen = wish.idea_wish.idea_id if hasattr(wish, "idea_wish") else (None if ideas else NEW)
        return _show(request, wish, WishForm(ideas=ideas, initial={"idea": chosen}))
    form = WishForm(request.POST, ideas=ideas)
    if form.is_valid():
        try:
            idea = _put(request, wish, form.cleaned_data)
        except Refused as refusal:
            for name, texts in refusal.messages.items():
                form.add_error(name if name in form.fields else None, texts)
        else:
            messages.success(
                request, _("Der Wunsch gehört jetzt zur Idee „%(idea)s“.") % {"idea": idea.title}
            )
            return redirect("idea", idea.pk)
    return _show(request, wish, form, status=REFUSED)


@transaction.atomic
def _put(request: HttpRequest, wish: Feedback, typed: dict[str, Any]) -> Idea:
    by, at = user_in(request), timezone.now()
    chosen = typed["idea"]
    idea = new_idea(title=typed["title"], by=by, at=at) if chosen == NEW else Idea.objects.get(pk=chosen)
    put_to_idea(wish, idea, by=by, at=at)
    return idea


def _show(request: HttpRequest, wish: Feedback, form: WishForm, *, status: int = 200) -> HttpResponse:
    context = {"section": "voices", "wish": wish, "form": form}
    return render(request, "feedback/wish_idea.html", context, status=status)
