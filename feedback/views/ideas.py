"""Ideen: what the wishes add up to, as a list and as a board."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.asking import user_in, viewer_in
from crm.company.export_answers import as_file, exporter, narrowed
from crm.lib.acts import Refused
from feedback.exporting import ideas_listed
from feedback.forms import NEW
from feedback.idea_forms import NewIdeaForm
from feedback.idea_list import board, by_status, headline, in_order, lines, loose_wishes, waiting
from feedback.idea_suggestions import suggestions
from feedback.ideas import DECIDED_WITHIN, gather, new_idea
from feedback.models import UNDECIDED, Feedback, Idea, IdeaStatus
from feedback.reading import readable_voices

A_PAGE = 25
MOST_AT_ONCE = 300
REFUSED = 400


@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    """GET ?stand=new|examined|planned|built|declined, new ones for others; ?ansicht=tafel for all as a board."""
    shown, counted, now = _shown(request), by_status(), timezone.now()
    context: dict[str, Any] = {
        "now": now,
        "section": "ideas",
        "headline": headline(waiting(counted)),
        "loose": loose_wishes(),
        "within": DECIDED_WITHIN.days,
    }
    if request.GET.get("ansicht") == "tafel":
        columns = [
            (column, [(line, line.days_waited(now)) for line in column.lines]) for column in board(counted)
        ]
        return render(request, "feedback/idea_board.html", context | {"columns": columns})
    pages = Paginator(in_order(Idea.objects.filter(status=shown)), A_PAGE)
    pages.count = counted.get(shown, 0)
    page = pages.get_page(request.GET.get("page"))
    context |= {
        "shown": shown,
        "undecided": shown in UNDECIDED,
        "tabs": [(status.value, status.label, counted.get(status, 0)) for status in IdeaStatus],
        "page": page,
        "lines": [(line, line.days_waited(now)) for line in lines(page.object_list)],
    }
    return render(request, "feedback/ideas.html", context)


@require_POST
def ideas_as_file(request: HttpRequest) -> HttpResponseBase:
    """POST format=csv|xlsx, with ?stand= in the address."""
    exporter(request)
    return as_file(request, ideas_listed(_shown(request), narrowed_by=narrowed(request)))


def _shown(request: HttpRequest) -> str:
    shown = request.GET.get("stand", "")
    return shown if shown in IdeaStatus.values else IdeaStatus.NEW.value


@require_http_methods(["GET", "HEAD", "POST"])
def idea_new(request: HttpRequest) -> HttpResponse:
    """An idea that comes from the house: everybody may have one."""
    form = NewIdeaForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = new_idea(**form.cleaned_data, by=user_in(request), at=timezone.now())
        except Refused as refusal:
            for name, texts in refusal.messages.items():
                form.add_error(name if name in form.fields else None, texts)
        else:
            messages.success(request, _("Die Idee ist notiert."))
            return redirect("idea", row.pk)
    context = {"section": "ideas", "form": form}
    return render(request, "feedback/idea_new.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def idea_suggestions(request: HttpRequest) -> HttpResponse:
    """GET: wishes that belong together. POST wish=…, idea=number, or idea=new with a title: let them speak for it."""
    viewer = viewer_in(request, now=timezone.now())
    if request.method != "POST":
        return _suggested(request)
    asked = [int(pk) for pk in request.POST.getlist("wish")[:MOST_AT_ONCE] if pk.isdecimal() and len(pk) < 10]  # noqa: PLR2004
    wishes: list[Feedback] = list(readable_voices(viewer).filter(pk__in=asked).order_by("pk"))
    chosen, title = request.POST.get("idea", ""), request.POST.get("title", "")
    known = Idea.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 10 else None  # noqa: PLR2004
    if known is None and chosen != NEW:
        messages.warning(request, _("Diese Idee gibt es nicht mehr. Bitte wählen Sie noch einmal."))
        return _suggested(request, status=REFUSED)
    try:
        idea = gather(wishes, idea=known, title=title, by=user_in(request), at=timezone.now())
    except Refused as refusal:
        messages.warning(request, " ".join(text for texts in refusal.messages.values() for text in texts))
        return _suggested(request, status=REFUSED)
    messages.success(request, _("Die Wünsche gehören jetzt zur Idee „%(idea)s“.") % {"idea": idea.title})
    return redirect("idea_suggestions")


def _suggested(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    found = suggestions(viewer_in(request, now=timezone.now()))
    context = {
        "section": "ideas",
        "suggestions": found,
        "loose": loose_wishes(),
        "new": NEW,
        "chosen": set(request.POST.getlist("wish")),
    }
    return render(request, "feedback/idea_suggestions.html", context, status=status)
