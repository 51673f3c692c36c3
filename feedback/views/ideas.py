"""Ideen: what the wishes add up to, and what was decided about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.asking import user_in, viewer_in
from crm.company.export_answers import as_file, exporter, narrowed
from crm.lib.acts import NotAllowed, Refused
from feedback.exporting import ideas_listed
from feedback.forms import DecisionForm
from feedback.idea_list import by_status, headline, lines, loose_wishes, wishes_of
from feedback.ideas import NEXT, decide, decides
from feedback.models import Idea, IdeaStatus

A_PAGE = 50
REFUSED = 400


@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    """GET ?stand=open|accepted|declined|built; open ones without a wish for others."""
    shown = _shown(request)
    counted = by_status()
    page = Paginator(lines(Idea.objects.filter(status=shown)), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "now": timezone.now(),
        "section": "ideas",
        "headline": headline(counted.get(IdeaStatus.OPEN, 0)),
        "loose": loose_wishes(),
        "shown": shown,
        "tabs": [(status.value, status.label, counted.get(status, 0)) for status in IdeaStatus],
        "page": page,
    }
    return render(request, "feedback/ideas.html", context)


@require_POST
def ideas_as_file(request: HttpRequest) -> HttpResponseBase:
    """POST format=csv|xlsx, with ?stand= in the address."""
    exporter(request)
    return as_file(request, ideas_listed(_shown(request), narrowed_by=narrowed(request)))


def _shown(request: HttpRequest) -> str:
    shown = request.GET.get("stand", "")
    return shown if shown in IdeaStatus.values else IdeaStatus.OPEN.value


@require_safe
def idea(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _idea(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def idea_decision(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    viewer = viewer_in(request, now=now)
    if not decides(viewer):
        raise PermissionDenied
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
                at=now,
            )
        except NotAllowed as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            for name, texts in refusal.messages.items():
                form.add_error(name if name in form.fields else None, texts)
        else:
            status = IdeaStatus(done.status).label
            messages.success(request, _("Entschieden: %(status)s.") % {"status": status})
            return redirect("idea", pk)
    return _show(request, row, form=form, status=REFUSED)


def _idea(pk: int) -> Idea:
    return get_object_or_404(Idea.objects.select_related("created_by", "decided_by"), pk=pk)


def _show(
    request: HttpRequest, row: Idea, *, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    viewer = viewer_in(request, now=now)
    wishes, more = wishes_of(row, viewer)
    if form is None and decides(viewer) and NEXT[row.status]:
        form = DecisionForm(idea=row)
    context: dict[str, Any] = {
        "now": now,
        "section": "ideas",
        "idea": row,
        "wishes": wishes,
        "more": more,
        "form": form,
        "back": row.status,
    }
    return render(request, "feedback/idea.html", context, status=status)
