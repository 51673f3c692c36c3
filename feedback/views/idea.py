"""One idea: who stands behind it, what the market does, what was decided; and those who wished for it are told."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.asking import user_in, viewer_in
from crm.company.permissions import Viewer
from crm.lib.acts import NotAllowed, Refused
from feedback.forms import DecisionForm
from feedback.idea_forms import IdeaForm, NewsForm
from feedback.idea_list import in_order, lines, wishes_of
from feedback.idea_words import told_left, told_words
from feedback.ideas import DECIDED_WITHIN, NEXT, decide, decides, describe, examine
from feedback.models import Idea, IdeaStatus
from feedback.telling import audience, tell

REFUSED = 400


@require_safe
def idea(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _idea(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def idea_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """POST title, text, product, owner, trend_note, competitor_note."""
    viewer = _decider(request)
    row = _idea(pk)
    form = IdeaForm(request.POST if request.method == "POST" else None, idea=row)
    if request.method == "POST" and form.is_valid():
        try:
            describe(pk, form.about(), viewer=viewer, by=user_in(request), at=timezone.now())
        except Refused as refusal:
            _told(form, refusal)
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("idea", pk)
    context = {"section": "ideas", "idea": row, "form": form}
    return render(request, "feedback/idea_edit.html", context, status=REFUSED if form.errors else 200)


@require_POST
def idea_examination(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = _decider(request)
    row = _idea(pk)
    try:
        examine(pk, viewer=viewer, by=user_in(request), at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Die Idee ist in Prüfung."))
    return redirect("idea", row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def idea_decision(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = _decider(request)
    row = _idea(pk)
    if request.method != "POST":
        return _show(request, row)
    form = DecisionForm(request.POST, idea=row)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            done = decide(
                pk,
                typed["status"],
                reason=typed["reason"],
                seen=typed["seen"],
                viewer=viewer,
                by=user_in(request),
                at=timezone.now(),
            )
        except NotAllowed as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            _told(form, refusal)
        else:
            status = IdeaStatus(done.status).label
            messages.success(request, _("Entschieden: %(status)s.") % {"status": status})
            return redirect("idea", pk)
    return _show(request, row, form=form, status=REFUSED)


@require_http_methods(["GET", "HEAD", "POST"])
def idea_telling(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: who hears of it and who does not, and why. POST text: they are told."""
    viewer = _decider(request)
    row = _idea(pk)
    form = NewsForm(request.POST if request.method == "POST" else {"text": row.decision_reason})
    if request.method == "POST" and form.is_valid():
        try:
            told = tell(
                pk, text=form.cleaned_data["text"], viewer=viewer, by=user_in(request), at=timezone.now()
            )
        except Refused as refusal:
            _told(form, refusal)
        else:
            messages.success(
                request,
                ngettext("Eine Nachricht geht hinaus.", "%(n)s Nachrichten gehen hinaus.", told)
                % {"n": told},
            )
            return redirect("idea", pk)
    who = audience(row)
    context = {
        "section": "ideas",
        "idea": row,
        "form": form,
        "count": len(who.told),
        "headline": told_words(len(who.told)),
        "left": told_left(who),
    }
    return render(request, "feedback/idea_telling.html", context, status=REFUSED if form.errors else 200)


def _decider(request: HttpRequest) -> Viewer:
    viewer = viewer_in(request, now=timezone.now())
    if not decides(viewer):
        raise PermissionDenied
    return viewer


def _told(form: Any, refusal: Refused) -> None:
    for name, texts in refusal.messages.items():
        form.add_error(name if name in form.fields else None, texts)


def _idea(pk: int) -> Idea:
    return get_object_or_404(Idea.objects.select_related("created_by", "decided_by"), pk=pk)


def _show(
    request: HttpRequest, row: Idea, *, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    viewer = viewer_in(request, now=now)
    wishes, more = wishes_of(row, viewer)
    line = lines(in_order(Idea.objects.filter(pk=row.pk)))[0]
    if form is None and decides(viewer) and NEXT[row.status]:
        form = DecisionForm(idea=row)
    news = row.news.values_list("sent_at", flat=True)
    context: dict[str, Any] = {
        "now": now,
        "section": "ideas",
        "idea": row,
        "line": line,
        "days": line.days_waited(now),
        "within": DECIDED_WITHIN.days,
        "may": decides(viewer),
        "wishes": wishes,
        "spoken": len(wishes) + more,
        "more": more,
        "form": form,
        "written": len(news),
        "sent": sum(sent is not None for sent in news),
    }
    return render(request, "feedback/idea.html", context, status=status)
