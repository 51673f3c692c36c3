"""Settings of text blocks and checklists."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cases.checklists import save_checklist
from cases.complaint_causes import save_cause
from cases.models import Checklist, ComplaintCause, TextBlock
from cases.process_forms import ChecklistForm, ComplaintCauseForm, TextBlockForm
from cases.text_blocks import save_block
from contacts.models import Topic
from crm.company.settings_access import administrator, settings_form, settings_view
from crm.company.settings_editing import Line, edit, show_list

FIELDS = ("name", "text", "team_id", "topic_id", "active")


@require_safe
@settings_view()
def text_blocks(request: HttpRequest) -> HttpResponse:
    rows = TextBlock.objects.select_related("team", "topic")
    return show_list(
        request,
        [_block_line(row) for row in rows],
        title=_("Was Sie oft schreiben, schreiben Sie einmal."),
        intro=_("Textbausteine lassen sich in Antworten und Notizen einfügen und dort noch ändern."),
        new=reverse("settings_text_block_new"),
        new_words=_("Textbaustein hinzufügen"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def text_block(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(TextBlock, pk=pk) if pk is not None else None
    initial = {name.removesuffix("_id"): getattr(row, name) for name in FIELDS} if row else {}

    def act(typed: dict[str, Any]) -> object:
        return save_block(row, **typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        TextBlockForm(request.POST or None, initial=initial),
        act,
        words=_("Gespeichert. Der Textbaustein steht ab jetzt in Antworten und Notizen."),
        back=reverse("settings_text_blocks"),
        title=row.name if row else _("Neuer Textbaustein"),
        row=row,
    )


@require_safe
@settings_view()
def complaint_causes(request: HttpRequest) -> HttpResponse:
    rows = ComplaintCause.objects.order_by("-active", "name")
    lines = [
        Line(title=row.name, url=reverse("settings_complaint_cause", args=[row.pk]), off=not row.active)
        for row in rows
    ]
    return show_list(
        request,
        lines,
        title=_("Woran kann es liegen?"),
        intro=_(
            "Aus dieser Liste wird gewählt, wenn eine Beschwerde gelöst ist. So wird sichtbar, was sich häuft."
        ),
        new=reverse("settings_complaint_cause_new"),
        new_words=_("Ursache hinzufügen"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def complaint_cause(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(ComplaintCause, pk=pk) if pk is not None else None
    initial = {"name": row.name, "active": row.active} if row else {}

    def act(typed: dict[str, Any]) -> object:
        return save_cause(row, **typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        ComplaintCauseForm(request.POST or None, initial=initial),
        act,
        words=_("Gespeichert."),
        back=reverse("settings_complaint_causes"),
        title=row.name if row else _("Neue Ursache"),
        row=row,
    )


@require_safe
@settings_view()
def checklists(request: HttpRequest) -> HttpResponse:
    counts = {row.topic_id: len(row.points.splitlines()) for row in Checklist.objects.all()}
    rows = list(Topic.objects.all())
    lines = []
    for top in (row for row in rows if row.parent_id is None):
        lines.append(_checklist_line(top, counts))
        lines += [_checklist_line(row, counts) for row in rows if row.parent_id == top.pk]
    return show_list(
        request,
        lines,
        title=_("Woran bei jedem Anliegen zu denken ist."),
        intro=_("Jeder neue Vorgang bekommt die Punkte seines Anliegens, oder die des Anliegens darüber."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def checklist(request: HttpRequest, pk: int) -> HttpResponse:
    topic = get_object_or_404(Topic, pk=pk)
    row = Checklist.objects.filter(topic=topic).first()

    def act(typed: dict[str, Any]) -> object:
        return save_checklist(topic, **typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        ChecklistForm(request.POST or None, initial={"points": row.points if row else ""}),
        act,
        words=_("Gespeichert. Neue Vorgänge bekommen diese Punkte."),
        back=reverse("settings_checklists"),
        title=_("Checkliste für „%(topic)s“") % {"topic": topic},
        row=row,
    )


def _block_line(row: TextBlock) -> Line:
    scope = [
        _("Team %(team)s") % {"team": row.team} if row.team else "",
        str(row.topic) if row.topic else "",
    ]
    return Line(
        title=row.name,
        url=reverse("settings_text_block", args=[row.pk]),
        detail=" · ".join(filter(None, scope)) or _("überall"),
        off=not row.active,
        icon="pen",
    )


def _checklist_line(topic: Topic, counts: dict[int, int]) -> Line:
    number = counts.get(topic.pk, 0)
    return Line(
        title=topic.name,
        url=reverse("settings_checklist", args=[topic.pk]),
        detail=ngettext("ein Punkt", "%(n)s Punkte", number) % {"n": number} if number else "",
        off=not topic.active,
        fine=topic.parent_id is not None,
        icon=topic.icon or "chat",
    )
