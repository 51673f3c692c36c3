"""Meine Arbeit: open cases in due order, list by list."""

from datetime import datetime, tzinfo
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import work_export
from cases.asking import user_in, viewer_in
from cases.counted import MOST
from cases.models import SavedView
from cases.saved_views import views_of
from cases.work_address import Listing, listing
from cases.work_counts import Counts, counts
from cases.work_filters import LABELS, choices
from cases.work_rows import PER_PAGE, Row, rows
from cases.work_sentence import count_label, headline, the_others
from cases.worklist import Days, WorkList
from crm.company.calendars import hours_of
from crm.company.export_answers import as_file, exporter, narrowed
from crm.company.permissions import Viewer, leads_work
from crm.lib.working_time import spans_between

FILTER = "filtern"  # in the address: the filters are open


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    now, tz = timezone.now(), timezone.get_current_timezone()
    viewer = viewer_in(request, now=now)
    here = listing(request.GET, viewer)
    shown = here.which
    days = Days.at(now, tz)
    told = counts(here, viewer, days=days)
    page = Paginator(range(told.shown), PER_PAGE).get_page(request.GET.get("page"))
    lines = rows(here, viewer=viewer, now=now, tz=tz, skip=(page.number - 1) * PER_PAGE)
    views = views_of(user_in(request))
    view = next((each for each in views if each.query == here.query), None)
    context: dict[str, Any] = {
        "now": now,
        "section": "work",
        "work_count": told.lists[WorkList.MINE],
        "here": here,
        "filtering": _filtering(request, here),
        "leads": leads_work(viewer),
        "shown": shown.value,
        "headline": headline(told.groups),
        "others": the_others(told.groups),
        "closes": _closes(told, now=now, tz=tz),
        "tabs": _tabs(shown, viewer, told, view),
        "views": [
            {"view": each, "current": each is view, "count": count_label(told.shown)} for each in views
        ],
        "view": view,
        "typed_name": request.GET.get("ansicht", ""),
        "groups": _groups(lines, days, told),
        "show_owner": shown not in (WorkList.MINE, WorkList.UNASSIGNED),
        "page": page,
        "cut_off": told.shown >= MOST and not page.has_next(),
        "team_next": told.team_next,
    }
    return render(request, "cases/work.html", context)


@require_POST
def work_as_file(request: HttpRequest) -> HttpResponseBase:
    """POST format=csv|xlsx, with the list and the filters in the address."""
    exporter(request)
    now = timezone.now()
    viewer = viewer_in(request, now=now)
    here = listing(request.GET, viewer)
    return as_file(request, work_export.listed(here, viewer, now=now, narrowed_by=narrowed(request)))


def _filtering(request: HttpRequest, here: Listing) -> list[dict[str, Any]]:
    """The filters, each with what can be chosen; nothing while nobody filters, which spares the statement."""
    if not here.filters.chosen and FILTER not in request.GET:
        return []
    chosen, offered = dict(here.filters.chosen), choices()
    return [
        {"name": name, "label": label, "choices": offered[name], "chosen": chosen.get(name, "")}
        for name, label in LABELS.items()
        if offered[name]
    ]


def _tabs(shown: WorkList, viewer: Viewer, told: Counts, view: SavedView | None) -> list[dict[str, Any]]:
    """Every list but those that cannot hold anything for this person; none is the current one in a saved view."""
    pointless = set()
    if not viewer.team_ids:
        pointless.add(WorkList.TEAM)
    if not viewer.stands_in_for:
        pointless.add(WorkList.STAND_IN)
    return [
        {
            "code": which.value,
            "label": _label(which, viewer, told),
            "count": count_label(told.lists[which]),
            "current": which == shown and view is None,
        }
        for which in WorkList
        if which not in pointless or which == shown
    ]


def _label(which: WorkList, viewer: Viewer, told: Counts) -> str:
    if which != WorkList.TEAM:
        return str(which.label)
    if told.team_name:
        return _("Team %(name)s") % {"name": told.team_name}
    return _("Meine Teams") if viewer.team_ids else _("Team")


def _groups(lines: list[Row], days: Days, told: Counts) -> list[dict[str, Any]]:
    titles = {
        "late": _("Überfällig"),
        "today": _("Heute"),
        "tomorrow": _("Morgen"),
        "week": _("Diese Woche"),
        "later": _("Später"),
    }
    return [
        {"title": titles[name], "count": count_label(told.groups[name]), "rows": list(members)}
        for name, members in groupby(lines, key=lambda line: days.group(line.due))
    ]


def _closes(told: Counts, *, now: datetime, tz: tzinfo) -> str:
    """ "Heute wird noch bis 17:00 gearbeitet.", by the calendar of the person's own site."""
    if told.calendar_version_id is None:
        return ""
    spans = spans_between(now, Days.at(now, tz).tomorrow, hours_of(told.calendar_version_id))
    if not spans:
        return ""
    there = spans[-1][1].astimezone(tz)
    return _("Heute wird noch bis %(time)s gearbeitet.") % {"time": f"{there.hour}:{there.minute:02}"}
