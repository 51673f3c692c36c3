"""Settings of Anliegen: the tree of topics, each with its team and process; they are the tiles of the counter."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.kits import KITS
from cases.models import Answer
from cases.policies import NoPolicy, version_for
from cases.settings_forms import KitForm
from cases.starting import lay_out
from contacts.models import Topic
from contacts.settings_forms import TopicForm
from contacts.topics import save_topic
from crm.company.settings_access import ADMIN, administrator, settings_form, settings_view
from crm.company.settings_editing import REFUSED, Line, edit, saved, show_form, show_list
from crm.lib.formats import duration

FIELDS = ("name", "parent_id", "team_id", "icon", "solvable_at_once", "confidential", "position", "active")


@require_safe
@settings_view()
def topics(request: HttpRequest) -> HttpResponse:
    rows = list(Topic.objects.select_related("team"))
    lines = []
    for top in (row for row in rows if row.parent_id is None):
        lines.append(_line(top))
        lines += [_line(row) for row in rows if row.parent_id == top.pk]
    return show_list(
        request,
        lines,
        title=_("Womit kommen Kundinnen und Kunden zu Ihnen?"),
        intro=_(
            "Die obere Ebene sind die Kacheln auf „Erfassen“. Jedes Anliegen hat ein Team, das antwortet."
        ),
        new=reverse("settings_topic_new"),
        new_words=_("Anliegen hinzufügen"),
        template="settings/topics.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def topic(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(Topic.objects.select_related("team"), pk=pk) if pk is not None else None
    initial = {name.removesuffix("_id"): getattr(row, name) for name in FIELDS} if row else {}

    def act(typed: dict[str, Any]) -> object:
        return save_topic(row, **typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        TopicForm(request.POST or None, initial=initial, row=row),
        act,
        words=_("Gespeichert. Es gilt ab dem nächsten Kontakt."),
        back=reverse("settings_topics"),
        title=row.name if row else _("Neues Anliegen"),
        row=row,
        template="settings/topic.html",
        answers=list(Answer.objects.filter(topic=row).order_by("-active", "title")) if row else [],
        promise=_promise(row) if row else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def kit(request: HttpRequest) -> HttpResponse:
    """Topics with their deadlines from a template, in one go. What exists by name already stays as it is."""
    form = KitForm(request.POST if request.method == "POST" else None)

    def act(typed: dict[str, Any]) -> object:
        return lay_out(typed["kits"], team=typed["team"], by=administrator(request), at=timezone.now())

    if request.method == "POST" and saved(request, form, act, words=_("Die Anliegen sind angelegt.")):
        return redirect("settings_topics")
    return show_form(
        request,
        form,
        title=_("Anliegen aus einer Vorlage"),
        intro=_(
            "Mit Fristen, Checklisten und Textbausteinen, so wie andere Firmen damit beginnen."
            " Danach ändern Sie alles nach Belieben."
        ),
        back=reverse("settings_topics"),
        status=REFUSED if form.errors else 200,
        template="settings/kit.html",
        kits=KITS,
    )


def _promise(topic: Topic) -> str:
    """By which policy a case of this topic is promised, in words; "" when none fits."""
    try:
        version = version_for(topic=topic)
    except NoPolicy:
        return ""
    return _("Regel „%(policy)s“: Antwort in %(answer)s, gelöst in %(solved)s Arbeitszeit") % {
        "policy": version.policy,
        "answer": duration(version.first_response_minutes),
        "solved": duration(version.resolution_minutes),
    }


def _line(topic: Topic) -> Line:
    notes = [
        _("Team %(team)s") % {"team": topic.team},
        _("vertraulich") if topic.confidential else "",
        "" if topic.solvable_at_once else _("nicht am Tresen lösbar"),
    ]
    return Line(
        title=topic.name,
        url=reverse("settings_topic", args=[topic.pk]),
        detail=" · ".join(note for note in notes if note),
        off=not topic.active,
        fine=topic.parent_id is not None,
        icon=topic.icon or "chat",
    )
